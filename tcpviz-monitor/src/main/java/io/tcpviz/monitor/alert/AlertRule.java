// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.event.EventKind;
import java.util.Set;

/**
 * What is counted, of whom, and from when on it is an alert.
 *
 * @param number tells it from all other rules of a book
 * @param name what is counted, in one word
 * @param text the rule as the user wrote it; empty if nobody did
 * @param per of whom
 * @param windowNanos length of the window
 */
record AlertRule(
    int number,
    String name,
    String text,
    EventChoice choice,
    Measure measure,
    Ladder ladder,
    Set<Per> per,
    long windowNanos) {
  private static final int MOST_TIMES = 4_096;

  /** The thresholds that hold for a kind where no rule was written. */
  static AlertRule ofKind(EventKind kind, Ladder ladder, Set<Per> per, long windowNanos) {
    return new AlertRule(
        kind.ordinal(),
        kind.jsonName(),
        "",
        EventChoice.of(kind),
        Measure.EVENTS,
        ladder,
        per,
        windowNanos);
  }

  /** What it adds up of one subject: exact as long as its limits are within reach. */
  WindowSum window() {
    double limit = Math.max(finite(ladder.warnAmount()), finite(ladder.criticalAmount()));
    double times = measure == Measure.EVENTS ? Math.min(2 * limit, MOST_TIMES) : 0;
    return new WindowSum(windowNanos, Math.max(WindowSum.LEAST_TIMES, (int) times));
  }

  private static double finite(double amount) {
    return Double.isFinite(amount) ? amount : 0;
  }
}
