// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * What a bystander knows of one side. Both sides of a connection are written with this one class;
 * each knows the other as its {@link #peer}.
 *
 * <p>What belongs to one idea is kept, and written, by a class of its own, which the others do not
 * look into: {@link #wnd}, {@link #flight}, {@link #trips}, {@link #totals}, {@link #burst}, {@link
 * #marks} and {@link #syn}. They are layers of this one object instead of objects of their own,
 * because with thousands of open connections the time that a segment takes is the time to fetch the
 * state of its connection, and one stretch of memory is fetched faster than eleven. The layers that
 * segments of both sides touch come first, those that only exceptions touch come last: that is how
 * a virtual machine lays them out.
 *
 * <p>Detectors read; only {@link #advance}, {@link #advanceQuietly} and the methods they call
 * write.
 */
final class Sender extends Episodes {
  /** A sequence number further than this from what is known is not believed. */
  private static final int MAX_JUMP = 1 << 30;

  /** How far beyond the offered window a segment may be where the capture lost some. */
  private static final int JUMP_SLACK = 1 << 20;

  /** How far before the first segment of a capture another one may begin and still be its past. */
  private static final int PREHISTORY_OCTETS = 1 << 24;

  private boolean strayed;
  private int strayEnd; // behind the last implausible segment

  Sender(Flow flow, Direction direction, Paths.Half way, IpIds ofHost) {
    super(flow, way, ofHost, 2 * flow.number + direction.ordinal());
  }

  // ---------------------------------------------------------------- looking

  /** What it has in flight. */
  Flight flight() {
    return this;
  }

  /** How long its ways are. */
  RoundTrips trips() {
    return this;
  }

  /** What it has sent, in numbers. */
  Totals totals() {
    return this;
  }

  /** SND.WND. */
  OfferedWindow wnd() {
    return this;
  }

  /** What it says of the octets that it sends next. */
  Burst burst() {
    return this;
  }

  /** What tells the order in which it sends. */
  SenderMarks marks() {
    return this;
  }

  /** What its SYN says. */
  Syn syn() {
    return this;
  }

  /** Which of the two directions it sends in. */
  Direction direction() {
    return flow.client == this ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
  }

  /** Reads something of each part, which fetches all of it; what comes back means nothing. */
  long touch() {
    long times = smoothedNanos() + recentEchoNanos() + lastNanos() + newestNanos() + markedNanos();
    return times + una() + head() + newBytes + iss();
  }

  /** How a window field of this side is to be read. */
  int shift() {
    return syn().shift(peer().syn());
  }

  // ----------------------------------------------------------------- moving

  /** Takes what a SYN of this side says. */
  void acceptSyn(Opening opening) {
    syn().accept(opening);
    mss = opening.mss;
  }

  /** What {@link Prediction} allows: the next octets, or an acknowledgment that moves forward. */
  void advanceQuietly(TcpSegment segment) {
    count(segment);
    trips().noteEcho(segment);
    peer().acceptAck(segment);
    peer().acceptWindow(segment);
    if (segment.payloadLength() > 0) {
      appendNext(segment);
    }
    marks().noteMarks(segment, mss);
  }

  /**
   * The first segment of this side, or a SYN that numbers it anew (a listener that answers the
   * repeated SYN afresh): begins its sequence space, and forgets the one before.
   */
  void begin(TcpSegment segment) {
    settle();
    flight().clear();
    beginAnew();
    nxt = segment.seq();
    una = segment.seq();
    burst().beginBurst(nxt);
    synced = true;
    begun = true;
    acked = false;
  }

  /**
   * Joins a sender in the middle of its stream: what came before may still arrive late, or again.
   */
  void joinAt(TcpSegment segment) {
    begin(segment);
    int before = segment.seq() - PREHISTORY_OCTETS;
    flight().appendHole(before, nxt, segment, Flight.PREHISTORY, limit());
  }

  /** Begins the sequence space of a side that has not spoken yet at what its peer acknowledges. */
  void beginAtAck(int ack) {
    nxt = ack;
    una = ack;
    synced = true;
    acked = true;
  }

  /** Everything a segment that was not predicted changes, after the detectors have looked. */
  void advance(TcpSegment segment, Arrival arrival) {
    boolean forward = segment.has(TcpFlags.ACK) && SequenceSpace.isAfter(segment.ack(), peer().una);
    count(segment);
    marks().noteChecksum(segment);
    if (segment.has(TcpFlags.RST)) {
      return;
    }
    trips().noteEcho(segment);
    if (segment.has(TcpFlags.ACK)) {
      peer().acceptAck(segment);
      peer().acceptWindow(segment);
    }
    if (arrival == Arrival.OPENS_HOLE) {
      openHole(segment);
    }
    boolean takesRoom = segment.segmentLength() > 0 && arrival != Arrival.PROBE;
    if (takesRoom && SequenceSpace.isAfter(segment.endSeq(), nxt)) {
      appendNext(segment);
    }
    if (segment.has(TcpFlags.FIN)) {
      openEnding().acceptFin(segment);
    }
    if (segment.has(TcpFlags.SYN)) {
      marks().noteSyn(segment);
      return;
    }
    if (arrival.isNewest() || forward) {
      marks().noteMarks(segment, mss);
    } else {
      marks().noteIfNext(segment, mss);
    }
  }

  /** Settles the episodes and verdicts that are still open. */
  void settle() {
    Windows.endZero(this, flow.lastNanos(), false);
    Windows.endFull(this, flow.lastNanos());
    settleVerdicts();
    burst().noteWait(null);
  }

  /** Gives back what only late copies of what passed before {@code nanos} would need. */
  void forget(long nanos) {
    forget(una, nanos, lastNanos() < nanos);
  }

  /** Treats octets up to {@code ack} as skipped by the capture: the receiver has them. */
  void skipUnseen(TcpSegment acknowledgment) {
    flight().appendUnseen(nxt, acknowledgment.ack(), acknowledgment, 0, limit());
    nxt = acknowledgment.ack();
  }

  /** Treats the octet that probed a closed window as sent, as the receiver takes it after all. */
  void sendProbe(TcpSegment acknowledgment) {
    totals().newBytes++;
    skipPrehistory(acknowledgment);
  }

  /** Treats octets up to {@code ack} as sent before the capture began. */
  void skipPrehistory(TcpSegment acknowledgment) {
    int ack = acknowledgment.ack();
    flight().appendUnseen(nxt, ack, acknowledgment, Flight.PREHISTORY, limit());
    nxt = ack;
  }

  /** Notes that so many segments behind nxt were sent before this one, and never passed here. */
  void noteSentUnseen(int segments) {
    burst().noteUnseen(segments, nxt, mss);
  }

  private void openHole(TcpSegment opener) {
    noteOutstanding(opener);
    flight().appendHole(nxt, opener.seq(), opener, 0, limit());
    nxt = opener.seq();
    noteFlight();
  }

  private void noteFlight() {
    totals().maxFlightBytes = Math.max(totals().maxFlightBytes, SequenceSpace.distance(una, nxt));
  }

  /** The wait for an acknowledgment begins when something is outstanding. */
  private void noteOutstanding(TcpSegment segment) {
    if (una == nxt) {
      progressNanos = segment.timestampNanos();
    }
  }

  private void appendNext(TcpSegment segment) {
    noteOutstanding(segment);
    totals().newBytes += Totals.payloadIn(segment, nxt, segment.endSeq());
    flight().append(nxt, segment, limit());
    nxt = segment.endSeq();
    burst().noteBurst(segment, mss);
    if (mss == 0) {
      mss = Math.min(segment.payloadLength(), StackDefaults.MAX_ASSUMED_MSS);
    }
    noteFlight();
  }

  private void acceptAck(TcpSegment segment) {
    int ack = segment.ack();
    acked |= ack == una;
    if (!synced || !SequenceSpace.isAfter(ack, una) || SequenceSpace.isAfter(ack, nxt)) {
      return;
    }
    acked = true;
    int before = flight().head();
    boolean ofSynAck = syn().ackSent && una == syn().iss();
    flight().acknowledge(segment);
    if (!ofSynAck || segment.segmentLength() == 0) { // data may follow long after a lost third one
      sampleRtt(segment, before);
    }
    una = ack;
    progressNanos = segment.timestampNanos();
  }

  /**
   * One sample for an acknowledgment, taken on the newest segment that it covers; none if any of
   * them was sent twice (Karn), was selectively acknowledged before, or filled a hole: then the
   * acknowledgment waited for something else.
   */
  private void sampleRtt(TcpSegment acknowledgment, int from) {
    int last = flight().head() - 1;
    if (from == flight().head() || flight().end(last) != acknowledgment.ack()) {
      return;
    }
    for (int entry = from; entry != flight().head(); entry++) {
      if (flight().copies(entry) != 1 || flight().is(entry, ~0)) {
        return;
      }
    }
    trips().sample(acknowledgment.timestampNanos() - flight().sentNanos(last));
  }

  private void acceptWindow(TcpSegment segment) {
    if (SequenceSpace.isBefore(segment.ack(), una)) {
      return; // an older acknowledgment, overtaken
    }
    Sender receiver = peer();
    boolean scaled = !segment.has(TcpFlags.SYN);
    int offered = segment.window() << (scaled ? receiver.shift() : 0);
    wnd().offer(segment.ack(), offered, syn().isSeen() && receiver.syn().isSeen());
    receiver.totals().noteWindow(offered);
  }

  private int limit() {
    return peer().totals().packets == 0 ? Flight.MAX_ENTRIES_ONE_SIDED : Flight.MAX_ENTRIES;
  }

  /** Whether {@code seq} is too far from what is known to be of this connection. */
  boolean isImplausible(int seq) {
    long way = SequenceSpace.distance(nxt, seq);
    long limit = wnd().isScaleKnown() ? 2L * peer().totals().maxWindowBytes + JUMP_SLACK : MAX_JUMP;
    return way > limit || way < -MAX_JUMP;
  }

  /**
   * Whether an implausible segment goes on where the implausible one before it ended: then the
   * capture missed a long stretch, and the stream really is there.
   */
  boolean continuesElsewhere(int start, int end) {
    boolean continues = strayed && start == strayEnd;
    strayed = true;
    strayEnd = end;
    return continues;
  }
}
