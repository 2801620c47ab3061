// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import java.time.Duration;

/**
 * When a monitor ends by itself, in wall time.
 *
 * @param run after so long in all; zero for never
 * @param idle when no frame has come for so long; zero for never
 */
public record Limits(Duration run, Duration idle) {
  /** It does not end by itself. */
  public static final Limits NONE = new Limits(Duration.ZERO, Duration.ZERO);

  /** Checks the ranges. */
  public Limits {
    if (run.isNegative() || idle.isNegative()) {
      throw new IllegalArgumentException("a limit must not be negative");
    }
  }

  boolean isRunOver(long nanos) {
    return isReached(run, nanos);
  }

  boolean isIdleOver(long nanos) {
    return isReached(idle, nanos);
  }

  private static boolean isReached(Duration limit, long nanos) {
    return !limit.isZero() && limit.compareTo(Duration.ofNanos(nanos)) <= 0;
  }
}
