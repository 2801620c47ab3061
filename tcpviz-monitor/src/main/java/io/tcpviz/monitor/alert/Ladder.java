// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;

/** From a value to a level, by way of the level before. One of the limits at least is given. */
record Ladder(@Nullable Threshold warn, @Nullable Threshold critical) {
  /** The level that follows {@code before}: {@code OK}, {@code WARN} or {@code CRITICAL}. */
  AlertLevel next(AlertLevel before, double value) {
    if (holds(critical, before == AlertLevel.CRITICAL, value)) {
      return AlertLevel.CRITICAL;
    }
    boolean raised = before.compareTo(AlertLevel.WARN) >= 0;
    return holds(warn, raised, value) ? AlertLevel.WARN : AlertLevel.OK;
  }

  /** The lower limit for alerts; infinite if there is none. */
  double warnAmount() {
    return warn == null ? Double.POSITIVE_INFINITY : warn.amount();
  }

  /** The upper limit for alerts; infinite if there is none. */
  double criticalAmount() {
    return critical == null ? Double.POSITIVE_INFINITY : critical.amount();
  }

  private static boolean holds(@Nullable Threshold limit, boolean raised, double value) {
    return limit != null && (raised ? !limit.isLeft(value) : limit.isReached(value));
  }
}
