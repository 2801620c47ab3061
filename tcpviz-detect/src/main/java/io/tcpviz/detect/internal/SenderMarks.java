// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.wire.ChecksumCheck;
import io.tcpviz.core.wire.TcpSegment;

/**
 * The marks that one sender leaves in what it sends, from which the order of sending can be read:
 * TSval and, where it counts them up, the IPv4 identification. Many hosts send identifications of
 * zero or at random; so they are trusted only after several have followed one another.
 */
abstract class SenderMarks extends Burst {
  private static final int MAX_STEP = 64;
  private static final long MAX_TICK_NANOS = 20_000_000L; // 10 ms is the coarsest in use
  private static final int TRUSTED = 3;
  private static final int TRUSTED_ONE_BY_ONE = 2;
  private static final int MAX_SCORE = 60;
  private static final int PENALTY = 4;

  /** A step of so many may be a loss or two: that speaks less against counting one by one. */
  private static final int FEW = 3;

  private static final int FEW_PENALTY = 2;
  private static final int MANY_PENALTY = 8;

  private final IpIds host;
  private final int owner; // stands for this side
  private boolean checksummed; // a checksum of this side has held
  private int lastIpId = -1;
  private int ofSyn = -1;
  private long lastIpNanos; // when it passed
  private boolean lastJoined; // whether it is of segments joined by offload, each with its own
  private byte score;
  private byte oneByOne; // like the score, of steps by exactly one
  private boolean repeated; // the newest two segments have the same one
  private boolean timestamped;
  private int firstTsVal;
  private long firstTsNanos;
  private int newestTsVal;
  private int newestTsEcr; // what the newest segment echoed
  private long newestTsNanos; // when it was first seen

  /**
   * None yet.
   *
   * @param way between its host and the capture point, shared with other connections
   * @param ofHost shared, as it may count for all of its connections together
   * @param owner a number that no other side at present has
   */
  SenderMarks(Flow flow, Paths.Half way, IpIds ofHost, int owner) {
    super(flow, way);
    host = ofHost;
    this.owner = owner;
  }

  /** Whether the identifications count up, so that they tell the order of sending. */
  boolean ipIdsInOrder() {
    return score >= TRUSTED;
  }

  /**
   * How many segments this side sent between its newest one and this one without their passing
   * here; 0 where its identifications do not count up one by one.
   */
  int skipped(TcpSegment segment) {
    if (!countsOneByOne() || lastJoined || host.areElsewhere(lastIpId, segment.ipId(), owner)) {
      return 0;
    }
    int step = step(segment);
    return step > 1 && step <= MAX_STEP ? step - 1 : 0;
  }

  /** Whether this side sent nothing else between its newest segment and this one. */
  boolean isSuccessor(TcpSegment segment) {
    return countsOneByOne() && step(segment) == 1;
  }

  private boolean countsOneByOne() {
    return oneByOne >= TRUSTED_ONE_BY_ONE;
  }

  /**
   * Whether it gives the segment the identification of the one before it: then it tells nothing.
   */
  boolean isRepeated(TcpSegment segment) {
    return repeated && segment.ipId() == lastIpId;
  }

  /** Learns whether this side's checksums are those of the wire. */
  void noteChecksum(TcpSegment segment) {
    checksummed |= segment.checksumCheck() == ChecksumCheck.HOLDS;
  }

  /**
   * Whether a segment was damaged on its way, or made up: its checksum fails. Where none of this
   * side has ever held, they are left to the network card, or the capture was rewritten.
   */
  boolean isDamaged(TcpSegment segment) {
    return checksummed && segment.checksumCheck() == ChecksumCheck.FAILS;
  }

  /** Whether timestamps were seen. */
  boolean hasTimestamps() {
    return timestamped;
  }

  /** Whether the segment's timestamp is older than one already seen: it was overtaken. */
  boolean isOlder(TcpSegment segment) {
    return segment.hasTimestamps()
        && timestamped
        && SequenceSpace.isBefore(segment.tsVal(), newestTsVal);
  }

  /** Whether the segment was sent before the newest one, by its timestamp or identification. */
  boolean isOvertaken(TcpSegment segment) {
    return isOlder(segment) || ipIdsInOrder() && (short) step(segment) < 0;
  }

  /** Whether a timestamp of this side comes before its newest one. */
  boolean isOlderThanNewest(int tsVal) {
    return timestamped && SequenceSpace.isBefore(tsVal, newestTsVal);
  }

  /**
   * Takes the marks of a segment that is the newest of its sender.
   *
   * @param mss the most payload that one segment has, 0 if unknown
   */
  void noteMarks(TcpSegment segment, int mss) {
    if (segment.hasTimestamps()) {
      noteTimestamp(segment.tsVal(), segment.timestampNanos());
      newestTsEcr = segment.tsEcr();
    }
    if (lastIpId < 0 && ofSyn >= 0 && (segment.ipId() - ofSyn & 0xFFFF) == 1) {
      lastIpId = ofSyn;
    }
    if (lastIpId >= 0) {
      int step = step(segment);
      if (ipIdsInOrder() && (short) step < 0) {
        return; // overtaken: the newest is another one
      }
      score = next(score, step > 0 && step <= MAX_STEP ? 1 : -PENALTY);
      oneByOne = next(oneByOne, step == 1 ? 1 : isFew(step) ? -FEW_PENALTY : -MANY_PENALTY);
      repeated = step == 0;
    }
    noteIpId(segment, mss);
  }

  /**
   * Takes the identification of a SYN. Some hosts give it one of another sequence, which says
   * nothing of those that follow; where the next one continues it, it is a step like others.
   */
  void noteSyn(TcpSegment syn) {
    ofSyn = syn.ipId();
    if (ofSyn != 0) { // which many give to all SYN-ACKs
      host.note(ofSyn, owner);
    }
  }

  private void noteIpId(TcpSegment segment, int mss) {
    lastJoined = segment.payloadLength() > (mss > 0 ? mss : StackDefaults.ETHERNET_MSS);
    lastIpId = segment.ipId();
    lastIpNanos = segment.timestampNanos();
    host.note(lastIpId, owner);
  }

  /** When the segment passed after which a side was silent whose identifications count up. */
  long markedNanos() {
    return lastIpNanos;
  }

  private void noteTimestamp(int tsVal, long nanos) {
    if (!timestamped) {
      firstTsVal = tsVal;
      firstTsNanos = nanos;
    }
    if (!timestamped || SequenceSpace.isAfter(tsVal, newestTsVal)) {
      newestTsVal = tsVal;
      newestTsNanos = nanos;
    }
    timestamped = true;
  }

  /**
   * How long one step of the timestamp clock takes (RFC 7323 §5.4: 1 ms to 1 s), as observed so
   * far; {@link Long#MAX_VALUE} before it has moved.
   */
  long tickNanos() {
    int steps = SequenceSpace.distance(firstTsVal, newestTsVal);
    return steps > 0 ? (newestTsNanos - firstTsNanos) / steps + 1 : Long.MAX_VALUE;
  }

  /**
   * How long the sender was silent before the segment by its own clock, if it echoes nothing newer
   * than its newest segment did, and so has heard nothing in between; else 0. Unlike the time of
   * arrival this does not depend on queues.
   */
  long silenceNanos(TcpSegment segment) {
    if (!segment.hasTimestamps() || !timestamped || segment.tsEcr() != newestTsEcr) {
      return 0;
    }
    int steps = SequenceSpace.distance(newestTsVal, segment.tsVal());
    long tick = tickNanos();
    return steps > 0 && tick < MAX_TICK_NANOS ? steps * tick : 0;
  }

  /**
   * How much longer than the newest one before it a segment took on its way, as far as its
   * timestamp tells; 0 if it tells nothing.
   *
   * @param pauseNanos how long after that one it passed here
   */
  long delayNanos(TcpSegment segment, long pauseNanos) {
    long tick = tickNanos();
    if (!segment.hasTimestamps() || !timestamped || tick >= MAX_TICK_NANOS) {
      return 0;
    }
    int steps = SequenceSpace.distance(newestTsVal, segment.tsVal());
    return steps < 0 ? 0 : Math.max(0, pauseNanos - (steps + 1) * tick);
  }

  /** Takes the identification of a segment that may or may not be the newest. */
  void noteIfNext(TcpSegment segment, int mss) {
    if (follows(segment)) {
      noteIpId(segment, mss);
    }
  }

  private boolean follows(TcpSegment segment) {
    int step = step(segment);
    return step > 0 && step <= MAX_STEP;
  }

  private int step(TcpSegment segment) {
    return segment.ipId() - lastIpId & 0xFFFF;
  }

  private static boolean isFew(int step) {
    return step > 0 && step <= FEW;
  }

  private static byte next(int score, int change) {
    return (byte) Math.max(-MAX_SCORE, Math.min(MAX_SCORE, score + change));
  }
}
