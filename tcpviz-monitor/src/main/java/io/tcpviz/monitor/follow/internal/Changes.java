// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.monitor.follow.FollowOptions;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells when to look again: when the file system says that something has changed, and every now and
 * then in any case.
 */
final class Changes {
  /** How often the listener is asked at least. */
  private static final long IDLE_NANOS = 50_000_000L;

  /** A look may take this part of the time at most, however often something changes. */
  private static final long REST = 10;

  /** How long a look is taken to last before any is known to. */
  private static final long SHORT_LOOK_NANOS = 1_000_000L;

  private final IdleListener idle;
  private final long intervalNanos;
  private final @Nullable FileEvents events;
  private boolean isLookWanted = true;
  private long lookedNanos;
  private long lookNanos = SHORT_LOOK_NANOS;

  Changes(Target target, FollowOptions options, IdleListener idle) {
    this.idle = idle;
    intervalNanos = options.pollInterval().toNanos();
    events = options.fileEvents() ? FileEvents.of(target) : null;
  }

  /** Whether the files are to be looked at. */
  boolean isLookDue() {
    if (events != null && !isLookWanted) {
      events.await(0);
      isLookWanted = events.takeLookWanted();
    }
    long since = System.nanoTime() - lookedNanos;
    return since >= intervalNanos || isLookWanted && since >= restNanos();
  }

  /** A look begins. */
  void begin() {
    if (events != null) {
      events.listen();
    }
    isLookWanted = false;
    lookedNanos = System.nanoTime();
  }

  /**
   * The look has ended. One that lasts much longer than those before is hardly typical: classes
   * were loaded, or others had the processor. A rest as long as that would miss files.
   */
  void end() {
    long now = System.nanoTime();
    lookNanos = Math.min(now - lookedNanos, 2 * lookNanos);
    lookedNanos = now;
  }

  private long restNanos() {
    return REST * lookNanos;
  }

  /** The growth of that file is no reason to look at all others; null where its name is gone. */
  void reading(@Nullable Path file) {
    if (events != null) {
      events.reading(file);
    }
  }

  /** Waits until something may have changed; false if the listener ends it. */
  boolean await() {
    do {
      if (!idle.waitOn() || Thread.currentThread().isInterrupted()) {
        return false;
      }
    } while (!hasChangedWithin(IDLE_NANOS));
    return true;
  }

  private boolean hasChangedWithin(long nanos) {
    long due = (isLookWanted ? restNanos() : intervalNanos) - (System.nanoTime() - lookedNanos);
    if (due <= 0) {
      return true;
    }
    long wait = Math.min(nanos, due);
    if (events != null) {
      boolean hasChanged = events.await(wait);
      isLookWanted |= events.takeLookWanted();
      return hasChanged;
    }
    LockSupport.parkNanos(wait);
    return false;
  }

  void close() {
    if (events != null) {
      events.close();
    }
  }
}
