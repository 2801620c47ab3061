// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;
import java.util.ArrayList;
import java.util.List;

/** Octets of one sender that were acknowledged before they passed, if they ever do. */
final class CaptureGaps {
  private static final int MAX_OPEN = 64;

  /** Acknowledged octets that the capture lacks so far. */
  static final class Gap {
    final int start;
    final int end;
    final PendingEvent event;

    Gap(int start, int end, PendingEvent event) {
      this.start = start;
      this.end = end;
      this.event = event;
    }
  }

  private final List<Gap> open = new ArrayList<>();
  private long octets;
  private boolean closed;

  /** Octets that are missing so far. */
  long octets() {
    return octets;
  }

  /** Whether octets passed behind their acknowledgment. */
  boolean wereClosed() {
    return closed;
  }

  void add(Gap gap) {
    octets += SequenceSpace.distance(gap.start, gap.end);
    if (open.size() >= MAX_OPEN) {
      open.remove(0).event.settle();
    }
    open.add(gap);
  }

  /** {@code [start, end)} passes after all: the capture recorded it late, and no gap is there. */
  void close(int start, int end) {
    for (int i = open.size() - 1; i >= 0; i--) {
      Gap gap = open.get(i);
      if (SequenceSpace.overlaps(gap.start, gap.end, start, end)) {
        int from = SequenceSpace.later(gap.start, start);
        octets -= SequenceSpace.distance(from, SequenceSpace.earlier(gap.end, end));
        gap.event.withdraw();
        closed = true;
        if (SequenceSpace.contains(start, end, gap.start, gap.end)) {
          open.remove(i);
        }
      }
    }
  }

  void settleAll() {
    open.forEach(gap -> gap.event.settle());
    open.clear();
  }
}
