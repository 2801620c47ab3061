// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * The analysis of a stream of segments. A segment that is simply the next one of its connection
 * costs one prediction and one update; every other one meets the detectors, which look at the state
 * before it, and then the state moves. Turning prediction off changes nothing but the time it
 * takes.
 */
public final class Engine {
  /** A silence after which a SYN opens a new connection whatever became of the old one. */
  private static final long IDLE_NANOS = 60_000_000_000L;

  /** How long an ended connection is kept for late segments. */
  private static final long LINGER_NANOS = 60_000_000_000L;

  /** Longest silence that the quiet path may cross: less than any timer or threshold. */
  private static final long MAX_QUIET_NANOS = 190_000_000L;

  private static final int SWEPT_PER_OPENING = 4;
  private static final int SWEPT_FOR_ROOM = 256;

  private final Thresholds thresholds;
  private final EventSink sink;
  private final long quietNanos;
  private final FlowTable table = new FlowTable();
  private final EventQueue queue;
  private final Mirror mirror = new Mirror();
  private final Copies copies;
  private final Handshakes handshakes;
  private final Windows windows;
  private final Stalls stalls;
  private final Acks acks;
  private final Data data;
  private final Teardowns teardowns;

  private long nowNanos = Long.MIN_VALUE;
  private int connections;
  private long evicted;
  private long oneSided;

  /** An analysis that hands its results to {@code sink}. */
  public Engine(Thresholds thresholds, EventSink sink) {
    this.thresholds = thresholds;
    this.sink = sink;
    quietNanos = Math.min(MAX_QUIET_NANOS, thresholds.minStallNanos());
    queue = new EventQueue(sink, thresholds.maxHeldEvents());
    Reporter reporter = new Reporter(queue);
    Losses losses = new Losses(reporter);
    copies = new Copies(reporter, mirror);
    handshakes = new Handshakes(reporter, thresholds.synTimeoutNanos());
    windows = new Windows(reporter);
    stalls = new Stalls(losses, thresholds.minStallNanos(), thresholds.stallRttFactor());
    acks = new Acks(reporter, losses, thresholds.duplicateAcks());
    data = new Data(reporter, losses);
    teardowns = new Teardowns(reporter, thresholds.stormCount(), thresholds.stormWindowNanos());
  }

  /** Connections seen so far. */
  public int connections() {
    return connections;
  }

  /** Connections closed early to stay within the bound. */
  public long evicted() {
    return evicted;
  }

  /** Ended connections of which only one side was captured. */
  public long oneSided() {
    return oneSided;
  }

  /** Segments that repeat a packet. */
  public long copies() {
    return mirror.copies();
  }

  /** Whether the capture holds most packets twice. */
  public boolean isMirrored() {
    return mirror.isMirrored();
  }

  /** Takes the next segment of the capture. */
  public void onSegment(TcpSegment segment) {
    if (segment.timestampNanos() > nowNanos) {
      nowNanos = segment.timestampNanos();
      handshakes.expire(nowNanos);
    }
    mirror.noteSegment();
    Flow flow = table.find(segment);
    if (flow == null) {
      makeRoom();
      flow = open(segment);
    }
    Sender sender = flow.senderOf(segment);
    if (thresholds.prediction() && sender.predicts(segment, quietNanos)) {
      sender.advanceQuietly(segment);
      flow.touch(segment.timestampNanos());
    } else {
      inspect(flow, sender, segment);
    }
    if (!queue.isEmpty()) {
      queue.release(nowNanos);
    }
  }

  /** The capture is over: settles and hands out everything that is left. */
  public void finish() {
    handshakes.finish(nowNanos);
    mirror.decide();
    for (Flow flow : table.all()) {
      end(flow);
    }
    queue.release(Long.MAX_VALUE);
  }

  // -------------------------------------------------------------- loud path

  private void inspect(Flow flow, Sender sender, TcpSegment segment) {
    if (segment.has(TcpFlags.SYN) && !segment.has(TcpFlags.RST)) {
      inspectSyn(flow, sender, segment);
      return;
    }
    if (copies.inspect(sender, segment)) {
      skip(sender, segment);
      return;
    }
    follow(flow, sender, segment);
  }

  private void follow(Flow flow, Sender sender, TcpSegment segment) {
    if (segment.has(TcpFlags.RST)) {
      inspectReset(flow, sender, segment);
      return;
    }
    if (!sender.isSynced()) {
      sender.joinAt(segment);
    } else if (sender.totals.packets == 0 && !sender.issKnown()) {
      sender.joinAt(segment);
    }
    answerOpening(flow, sender, segment);
    stalls.inspect(sender, sender, segment);
    stalls.inspect(sender.peer(), sender, segment);
    boolean forward = segment.has(TcpFlags.ACK) && isForward(sender.peer(), segment);
    boolean probe = windows.inspectProbe(sender, segment);
    Arrival arrival = arrival(sender, segment, probe);
    windows.inspectFull(sender, segment);
    if (segment.has(TcpFlags.FIN)) {
      teardowns.inspectFin(sender, segment, sender.finSent());
    }
    if (segment.has(TcpFlags.ACK)) {
      windows.inspect(sender, segment);
      acks.inspect(sender, segment);
    }
    move(flow, sender, segment, arrival, forward);
  }

  private Arrival arrival(Sender sender, TcpSegment segment, boolean probe) {
    if (!probe) {
      return data.inspect(sender, segment);
    }
    return segment.seq() == sender.nxt() ? Arrival.NEXT : Arrival.PROBE;
  }

  private void move(
      Flow flow, Sender sender, TcpSegment segment, Arrival arrival, boolean forward) {
    if (arrival == Arrival.IGNORED) {
      skip(sender, segment);
      return;
    }
    sender.advance(segment, arrival);
    boolean leavesMark =
        arrival == Arrival.NEXT
            || arrival == Arrival.OPENS_HOLE
            || arrival == Arrival.EMPTY && forward;
    if (!leavesMark) {
      sender.remember(segment);
    }
    flow.touch(segment.timestampNanos());
    if (segment.has(TcpFlags.FIN) && !flow.isOver()) {
      flow.become(sender.peer().finSent() ? FlowState.CLOSED : FlowState.HALF_CLOSED);
    }
    flow.updateCalm();
  }

  private static boolean isForward(Sender acknowledged, TcpSegment segment) {
    return acknowledged.isSynced() && SequenceSpace.isAfter(segment.ack(), acknowledged.una());
  }

  private static void skip(Sender sender, TcpSegment segment) {
    sender.count(segment);
    sender.flow.touch(segment.timestampNanos());
  }

  private void inspectReset(Flow flow, Sender sender, TcpSegment segment) {
    boolean valid = teardowns.inspectReset(flow, sender, segment);
    Opening opening = flow.opening;
    if (opening != null && Handshakes.answers(opening, sender, segment)) {
      handshakes.refused(flow, sender, segment);
    } else if (valid && !flow.isOver()) {
      flow.opening = null;
      flow.become(FlowState.RESET);
    }
    sender.advance(segment, Arrival.EMPTY);
    sender.remember(segment);
    flow.touch(segment.timestampNanos());
    flow.updateCalm();
  }

  // --------------------------------------------------------------- openings

  private Flow open(TcpSegment first) {
    boolean syn = first.has(TcpFlags.SYN);
    boolean fromClient =
        syn ? !first.has(TcpFlags.ACK) : first.destinationPort() <= first.sourcePort();
    Flow flow = new Flow(connections++, first, fromClient);
    table.put(first, flow);
    if (syn && first.has(TcpFlags.ACK)) {
      flow.noteOpening();
      flow.become(FlowState.SYN_RECEIVED);
    } else if (syn) {
      handshakes.opened(flow, flow.client, first);
    }
    return flow;
  }

  private void inspectSyn(Flow flow, Sender sender, TcpSegment segment) {
    Flow fresh =
        flow.firstNanos == segment.timestampNanos()
                && sender.totals.packets == 0
                && sender.peer().totals.packets == 0
            ? flow
            : reopened(flow, sender, segment);
    Sender opener = fresh == flow ? sender : fresh.senderOf(segment);
    if (opener.isSynced() && copies.inspect(opener, segment)) {
      skip(opener, segment);
      return;
    }
    Arrival arrival = Arrival.NEXT;
    if (fresh == flow && flow.challenger != null && flow.challenger.iss == segment.seq()) {
      arrival = Arrival.IGNORED;
    } else if (opener.issKnown() && opener.iss() == segment.seq() && opener.synSeen()) {
      arrival = inspectRepeatedSyn(fresh, opener, segment);
    } else {
      opener.acceptSyn(new Opening(opener, segment));
      opener.begin(segment);
    }
    if (segment.has(TcpFlags.ACK)) {
      answerOpening(fresh, opener, segment);
      acks.inspect(opener, segment);
    }
    if (arrival != Arrival.IGNORED) {
      opener.advance(segment, arrival);
    } else {
      opener.count(segment);
    }
    if (arrival == Arrival.RETRANSMISSION) {
      opener.remember(segment);
    }
    fresh.touch(segment.timestampNanos());
    fresh.updateCalm();
  }

  /** The connection that a SYN belongs to: the present one, or a new one of the same endpoints. */
  private Flow reopened(Flow flow, Sender sender, TcpSegment syn) {
    if (syn.has(TcpFlags.ACK)) {
      Opening challenger = flow.challenger;
      return challenger != null && Handshakes.answers(challenger, sender, syn)
          ? replace(flow, challenger, syn)
          : flow;
    }
    boolean same = sender.issKnown() && sender.iss() == syn.seq();
    boolean over = flow.isOver() && (!same || flow.state() != FlowState.CLOSED);
    boolean abandoned =
        !same
            && (sender.finSent()
                || flow.opening != null && flow.opening.sender == sender
                || syn.timestampNanos() - flow.lastNanos() > IDLE_NANOS);
    if (over || abandoned) {
      Sender known = sender;
      if (known.isSynced() && copies.inspect(known, syn)) {
        return flow;
      }
      end(flow);
      return open(syn);
    }
    if (!same && sender.isSynced()) {
      flow.challenger = new Opening(sender, syn);
    }
    return flow;
  }

  private Flow replace(Flow flow, Opening challenger, TcpSegment synAck) {
    end(flow);
    Flow fresh = open(synAck);
    fresh.client.acceptSyn(challenger);
    return fresh;
  }

  private Arrival inspectRepeatedSyn(Flow flow, Sender sender, TcpSegment segment) {
    boolean synAck = segment.has(TcpFlags.ACK);
    if (synAck && !sender.synAckSent) {
      sender.synAckSent = true; // simultaneous open (RFC 9293 §3.5): the same SYN, now with an ACK
      return Arrival.EMPTY;
    }
    data.inspect(sender, segment);
    if (synAck) {
      handshakes.synAckRepeated(flow, sender, segment);
    } else {
      handshakes.repeated(flow, sender, segment);
    }
    return Arrival.RETRANSMISSION;
  }

  /** Moves the opening on when a segment answers it, or shows that it was answered unseen. */
  private void answerOpening(Flow flow, Sender sender, TcpSegment segment) {
    Opening opening = flow.opening;
    boolean synAck = segment.has(TcpFlags.SYN);
    if (synAck) {
      sender.synAckSent = true;
      if (opening == null || Handshakes.answers(opening, sender, segment)) {
        flow.opening = null;
        if (flow.state() == FlowState.SYN_SENT) {
          flow.become(FlowState.SYN_RECEIVED);
        }
      }
      return;
    }
    flow.opening = null;
    if (flow.state() == FlowState.SYN_RECEIVED && sender == flow.client) {
      boolean clean = !flow.synRepeated && sender.totals.packets == 1;
      flow.handshakeNanos =
          clean && sender.synSeen() ? segment.timestampNanos() - flow.firstNanos : -1;
    }
    if (flow.state() == FlowState.SYN_SENT || flow.state() == FlowState.SYN_RECEIVED) {
      flow.become(FlowState.ESTABLISHED);
    }
  }

  // ----------------------------------------------------------------- ending

  private void makeRoom() {
    for (Flow flow : table.sweep(SWEPT_PER_OPENING)) {
      if (flow.isOver() && nowNanos - flow.lastNanos() > LINGER_NANOS) {
        table.remove(flow);
        end(flow);
      }
    }
    if (table.size() >= thresholds.maxConnections()) {
      Flow idlest = null;
      while (idlest == null) {
        for (Flow flow : table.sweep(SWEPT_FOR_ROOM)) {
          idlest = idler(idlest, flow);
        }
      }
      table.remove(idlest);
      end(idlest);
      evicted++;
    }
  }

  private static Flow idler(@Nullable Flow one, Flow other) {
    if (one == null) {
      return other;
    }
    if (one.isOver() != other.isOver()) {
      return one.isOver() ? one : other;
    }
    return one.lastNanos() <= other.lastNanos() ? one : other;
  }

  private void end(Flow flow) {
    settle(flow.client);
    settle(flow.server);
    if (flow.client.totals.packets == 0 || flow.server.totals.packets == 0) {
      oneSided++;
    }
    sink.flow(
        new FlowSummary(
            flow.id(),
            flow.source,
            flow.firstFrame,
            flow.firstNanos,
            flow.lastNanos(),
            flow.state(),
            flow.handshakeNanos,
            flow.client.totals.summary(flow.client),
            flow.server.totals.summary(flow.server),
            flow.eventCounts(),
            flow.severity(),
            flow.lostTimeNanos));
  }

  private static void settle(Sender sender) {
    Windows.endZero(sender, sender.flow.lastNanos(), false);
    Windows.endFull(sender, sender.flow.lastNanos());
    Recovery recovery = sender.recovery();
    if (recovery != null) {
      recovery.settleAll();
    }
    CaptureGaps gaps = sender.gaps();
    if (gaps != null) {
      gaps.settleAll();
    }
  }
}
