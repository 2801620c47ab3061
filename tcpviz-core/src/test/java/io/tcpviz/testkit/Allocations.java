// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What code allocates, counted by the virtual machine. */
public final class Allocations {
  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /**
   * Octets that the calling thread allocates on the heap while it runs {@code action}. Run it once
   * before, so that loading and linking its classes is not counted.
   */
  public static long bytes(Runnable action) {
    long ownBytes = measured(() -> {});
    return measured(action) - ownBytes;
  }

  private static long measured(Runnable action) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    action.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
