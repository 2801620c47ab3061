// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import java.util.Arrays;

/**
 * Waits for things that do not happen. All waits of one kind last equally long, so they end in the
 * order in which they began, and a look at the first one tells whether any is due. The passing of
 * capture time ends them, also when the connection that waits stays silent.
 *
 * <p>Kept of each wait is when it began and the place of its event, two numbers: what happened in
 * time is gone from there already, and its connection need not be fetched to tell.
 */
final class Deadlines {
  private static final int INITIAL = 16; // a power of two

  private final EventQueue queue;
  private final long timeoutNanos;
  private final int max;

  // A ring, addressed by the low bits of running numbers.
  private long[] sinceNanos = new long[INITIAL];
  private long[] places = new long[INITIAL];
  private int first;
  private int next;

  /**
   * Waits of one kind.
   *
   * @param queue where the events have their places
   * @param max how many at once; beyond it the oldest are given up
   */
  Deadlines(EventQueue queue, long timeoutNanos, int max) {
    this.queue = queue;
    this.timeoutNanos = timeoutNanos;
    this.max = max;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  /** Capture time after which an event about a wait that begins at {@code nanos} is settled. */
  long settledNanos(long nanos) {
    return nanos + timeoutNanos + Reporter.SETTLING_NANOS;
  }

  /** Begins a wait with the present segment; its event is withdrawn if nothing comes of it. */
  void begin(Awaited awaited) {
    long now = awaited.segment.timestampNanos();
    queue.add(awaited, settledNanos(now));
    if (next - first >= max) {
      giveUp(places[at(first)]); // a flood: its first have waited longest
      first++;
    }
    if (next - first == places.length) {
      grow();
    }
    sinceNanos[at(next)] = now;
    places[at(next)] = awaited.place();
    next++;
  }

  /** Ends the waits that are over or due. */
  void expire(long nowNanos) {
    for (; first != next; first++) {
      long since = sinceNanos[at(first)];
      long place = places[at(first)];
      Awaited awaited = awaited(place);
      if (awaited == null || awaited.isOver()) {
        giveUp(place);
      } else if (nowNanos - since >= timeoutNanos) {
        awaited.expire(since + timeoutNanos);
      } else {
        return;
      }
    }
  }

  /** What may still come of a wait; null if nothing. */
  private @Nullable Awaited awaited(long place) {
    return queue.at(place) instanceof Awaited awaited && awaited.isOpen() ? awaited : null;
  }

  private void giveUp(long place) {
    PendingEvent event = queue.at(place);
    if (event == null) {
      queue.leave(place);
    } else {
      event.withdraw(); // unless it was settled: then it stands
    }
  }

  private int at(int wait) {
    return wait & places.length - 1;
  }

  private void grow() {
    int begin = at(first);
    sinceNanos = unrolled(sinceNanos, begin);
    places = unrolled(places, begin);
    next -= first;
    first = 0;
  }

  /** A full ring in twice the room, from {@code begin} on. */
  private static long[] unrolled(long[] ring, int begin) {
    long[] larger = Arrays.copyOfRange(ring, begin, begin + 2 * ring.length);
    System.arraycopy(ring, 0, larger, ring.length - begin, begin);
    return larger;
  }
}
