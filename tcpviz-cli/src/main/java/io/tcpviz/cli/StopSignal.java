// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a running command to end in order: what was read is still analysed and written. */
final class StopSignal {
  private final List<Runnable> listeners = new ArrayList<>();
  private volatile boolean requested;

  /** Asks; from any thread, any number of times. */
  synchronized void request() {
    if (!requested) {
      requested = true;
      listeners.forEach(Runnable::run);
      notifyAll();
    }
  }

  /** Whether the command has been asked to end. */
  boolean isRequested() {
    return requested;
  }

  /** Runs {@code listener}, which must be quick, once the command is asked to end. */
  synchronized void whenRequested(Runnable listener) {
    if (requested) {
      listener.run();
    } else {
      listeners.add(listener);
    }
  }

  /** Waits; returns early, with true, when the command is asked to end. */
  synchronized boolean await(Duration duration) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); !requested && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return requested;
  }
}
