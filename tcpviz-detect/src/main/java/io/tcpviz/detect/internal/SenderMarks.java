// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.wire.TcpSegment;

/**
 * The marks that one sender leaves in what it sends, from which the order of sending can be read:
 * TSval and, where it counts them up, the IPv4 identification. Many hosts send identifications of
 * zero or at random; so they are trusted only after several have followed one another.
 */
final class SenderMarks {
  private static final int MAX_STEP = 64;
  private static final int TRUSTED = 3;
  private static final int MAX_SCORE = 60;
  private static final int PENALTY = 4;

  private int lastIpId = -1;
  private int score;
  private boolean timestamped;
  private int firstTsVal;
  private long firstTsNanos;
  private int newestTsVal;
  private long newestTsNanos; // when it was first seen

  /** Whether the identifications count up, so that they tell the order of sending. */
  boolean ipIdsInOrder() {
    return score >= TRUSTED;
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

  /** Takes the marks of a segment that is the newest of its sender. */
  void note(TcpSegment segment) {
    if (segment.hasTimestamps()) {
      noteTimestamp(segment.tsVal(), segment.timestampNanos());
    }
    if (lastIpId >= 0) {
      score =
          follows(segment) ? Math.min(MAX_SCORE, score + 1) : Math.max(-MAX_SCORE, score - PENALTY);
    }
    lastIpId = segment.ipId();
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

  /** Takes the identification of a segment that may or may not be the newest. */
  void noteIfNext(TcpSegment segment) {
    if (follows(segment)) {
      lastIpId = segment.ipId();
    }
  }

  private boolean follows(TcpSegment segment) {
    int step = segment.ipId() - lastIpId & 0xFFFF;
    return step > 0 && step <= MAX_STEP;
  }
}
