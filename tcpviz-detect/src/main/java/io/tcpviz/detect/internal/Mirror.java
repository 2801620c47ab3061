// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import java.util.ArrayDeque;

/**
 * Tells single copies from a capture that holds most packets twice, as a mirror port of two
 * directions or a capture on two interfaces does. Then the copies are counted and said once, with
 * the first of them.
 *
 * <p>The share is judged over the first {@value #JUDGED_AFTER} segments, or all if there are fewer.
 */
final class Mirror {
  private static final int JUDGED_AFTER = 1_000;

  /** Of a capture that holds every packet twice, half are copies; no network makes so many. */
  private static final double MIRRORED_SHARE = 0.4;

  private final ArrayDeque<PendingEvent> undecided = new ArrayDeque<>();
  private long segments;
  private long copies;
  private boolean decided;
  private boolean mirrored;

  void noteSegment() {
    if (!decided && ++segments == JUDGED_AFTER) {
      decide();
    }
  }

  void noteCopy(PendingEvent copy) {
    copies++;
    if (!decided) {
      undecided.add(copy);
    } else if (mirrored) {
      copy.withdraw();
    } else {
      copy.settle();
    }
  }

  /** Judges by what was seen, at the end of a short capture. */
  void decide() {
    if (decided) {
      return;
    }
    decided = true;
    mirrored = copies > 1 && copies >= MIRRORED_SHARE * segments;
    if (mirrored) {
      sayOnce(undecided.removeFirst());
    }
    for (PendingEvent copy : undecided) {
      if (mirrored) {
        copy.withdraw();
      } else {
        copy.settle();
      }
    }
    undecided.clear();
  }

  boolean isMirrored() {
    return mirrored;
  }

  long copies() {
    return copies;
  }

  private static void sayOnce(PendingEvent first) {
    TcpEvent event = first.event();
    if (event != null && event.detail() instanceof EventDetail.Duplicate detail) {
      first.revise(
          Severity.WARNING,
          event.confidence(),
          new EventDetail.Duplicate(detail.originalFrame(), detail.afterNanos(), true));
    }
    first.settle();
  }
}
