// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import java.util.ArrayDeque;

/**
 * Waits for things that do not happen. All waits of one kind last equally long, so they end in the
 * order in which they began, and a look at the first one tells whether any is due. The passing of
 * capture time ends them, also when the connection that waits stays silent.
 */
final class Deadlines {
  /** Something that may not come. */
  interface Awaited {
    /** Whether it has come, or need not come any more. */
    boolean isOver();

    /** It has not come in time; {@code place} is where the event about it belongs. */
    void expire(PendingEvent place, long dueNanos);
  }

  private record Wait(long sinceNanos, PendingEvent place) {
    /** What may still come; null if nothing. */
    @Nullable
    Awaited awaited() {
      Awaited awaited = place.awaited();
      return awaited == null || awaited.isOver() ? null : awaited;
    }
  }

  private final ArrayDeque<Wait> waits = new ArrayDeque<>();
  private final long timeoutNanos;
  private final int max;

  /**
   * Waits of one kind.
   *
   * @param max how many at once; beyond it the oldest are given up
   */
  Deadlines(long timeoutNanos, int max) {
    this.timeoutNanos = timeoutNanos;
    this.max = max;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  /** Begins a wait; {@code place} is withdrawn if nothing comes of it. */
  void begin(long sinceNanos, PendingEvent place, Awaited awaited) {
    if (waits.size() >= max) {
      waits.remove().place().withdraw(); // a flood: its first have waited longest
    }
    place.await(awaited);
    waits.add(new Wait(sinceNanos, place));
  }

  /** Ends the waits that are over or due. */
  void expire(long nowNanos) {
    for (Wait first = waits.peek(); first != null; first = waits.peek()) {
      Awaited awaited = first.awaited();
      if (awaited == null) {
        first.place().withdraw();
      } else if (nowNanos - first.sinceNanos() >= timeoutNanos) {
        awaited.expire(first.place(), first.sinceNanos() + timeoutNanos);
      } else {
        return;
      }
      waits.remove();
    }
  }
}
