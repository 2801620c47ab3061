// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What code allocates, counted by the virtual machine. */
public final class Allocations {
  private static final int RUNS = 5;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /**
   * Octets that the calling thread allocates on the heap while it runs {@code action}: the least of
   * several runs. What code allocates, it allocates each time; the virtual machine adds a few dozen
   * octets when it links a call site or replaces compiled code, but not in every run.
   */
  public static long bytes(Runnable action) {
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      least = Math.min(least, bytesOnce(action));
    }
    return least;
  }

  /** Octets that the calling thread allocates in one run of {@code action}, roughly. */
  public static long bytesOnce(Runnable action) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    action.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
