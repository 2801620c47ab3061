// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.wire.TcpSegment;
import java.util.ArrayList;
import java.util.List;

/** Octets of one sender that were acknowledged before they passed, if they ever do. */
final class CaptureGaps {
  private static final int MAX_OPEN = 64;

  /** Acknowledged octets that the capture lacks so far. */
  static final class Gap {
    final int start;
    final int end;
    final long openedNanos;
    final PendingEvent event;

    Gap(int start, int end, PendingEvent event, TcpSegment ack) {
      this.start = start;
      this.end = end;
      this.event = event;
      this.openedNanos = ack.timestampNanos();
    }
  }

  private final List<Gap> open = new ArrayList<>();

  void add(Gap gap) {
    if (open.size() >= MAX_OPEN) {
      open.remove(0).event.settle();
    }
    open.add(gap);
  }

  /**
   * Whether {@code [start, end)} belongs to a gap that opened at most {@code graceNanos} ago: then
   * the capture recorded the acknowledgment before its data, and the gap is none.
   */
  boolean closes(int start, int end, long nowNanos, long graceNanos) {
    for (int i = 0; i < open.size(); i++) {
      Gap gap = open.get(i);
      if (SequenceSpace.overlaps(gap.start, gap.end, start, end)
          && nowNanos - gap.openedNanos <= graceNanos) {
        gap.event.withdraw();
        if (SequenceSpace.contains(start, end, gap.start, gap.end)) {
          open.remove(i);
        }
        return true;
      }
    }
    return false;
  }

  void settleAll() {
    open.forEach(gap -> gap.event.settle());
    open.clear();
  }
}
