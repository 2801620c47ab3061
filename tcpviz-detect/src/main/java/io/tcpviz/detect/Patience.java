// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what another thread does, by looking again: at once for some microseconds, then after
 * sleeps that grow from one to a millisecond. So nobody has to be woken, no call that wakes can be
 * lost, and a long silence costs next to nothing.
 */
final class Patience {
  private static final int LOOKS_AT_ONCE = 20;
  private static final long SHORTEST_NANOS = 20_000;
  private static final long LONGEST_NANOS = 1_000_000;

  private Patience() {}

  /**
   * Waits until something holds. An interrupt does not end the waiting, nor is it lost: the thread
   * is interrupted again behind it.
   *
   * @param interrupted run at each interrupt
   */
  static void until(BooleanSupplier holds, Runnable interrupted) {
    boolean wasInterrupted = false;
    long nanos = SHORTEST_NANOS;
    for (int looks = 0; !holds.getAsBoolean(); looks++) {
      if (looks < LOOKS_AT_ONCE) {
        Thread.onSpinWait();
        continue;
      }
      if (Thread.interrupted()) { // else it would not sleep
        wasInterrupted = true;
        interrupted.run();
      }
      LockSupport.parkNanos(nanos);
      nanos = Math.min(2 * nanos, LONGEST_NANOS);
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
