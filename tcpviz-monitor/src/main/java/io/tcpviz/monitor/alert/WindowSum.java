// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import java.util.Arrays;

/**
 * What has come up within a sliding window of time, of bounded size. What came at {@code t} is in
 * it from {@code t} on, and at {@code t} + window no more.
 *
 * <p>Times are kept as they are while there are at most as many different ones as allowed. Beyond
 * that neighbours are put together that lie within one 64th of the window, and leave together with
 * the last of them: never early, and late by less than a 64th of the window.
 */
final class WindowSum {
  /** Parts of the window into which times are rounded when there are too many. */
  static final int PARTS = 64;

  /** Fewer could not be kept: rounded times may need two places a part. */
  static final int LEAST_TIMES = 4 * PARTS;

  private final long windowNanos;
  private final int maxTimes;
  private long[] starts = new long[4]; // each place holds what came from its start to its end
  private long[] ends = new long[4];
  private long[] amounts = new long[4];
  private int head;
  private int tail; // behind the last place
  private long sum;

  /**
   * An empty window.
   *
   * @param maxTimes how many different times are told apart, at least {@link #LEAST_TIMES}
   */
  WindowSum(long windowNanos, int maxTimes) {
    this.windowNanos = windowNanos;
    this.maxTimes = maxTimes;
  }

  /** The sum of all amounts in the window, as it stood at the last {@link #slide}. */
  long sum() {
    return sum;
  }

  boolean isEmpty() {
    return head == tail;
  }

  /** When the oldest of it leaves; {@link Long#MAX_VALUE} if there is nothing. */
  long nextLeavingNanos() {
    return isEmpty() ? Long.MAX_VALUE : leavingNanos(ends[head]);
  }

  /** The window ends at {@code nowNanos} from here on; it does not move back. */
  void slide(long nowNanos) {
    while (nextLeavingNanos() <= nowNanos) {
      sum -= amounts[head++];
    }
    if (head == tail) {
      head = 0;
      tail = 0;
    }
  }

  /**
   * Something came at {@code nanos}, maybe before the latest. It is not counted if that has left
   * the window, which ends at {@code nowNanos}.
   *
   * @param amount not negative
   */
  void add(long nanos, long amount, long nowNanos) {
    if (amount == 0 || leavingNanos(nanos) <= nowNanos && !holds(place(nanos), nanos)) {
      return;
    }
    int place = place(nanos);
    if (tail - head == maxTimes && !holds(place, nanos)) {
      coarsen();
      place = place(nanos);
    }
    if (!holds(place, nanos)) {
      insert(place, nanos);
      place = place(nanos);
    }
    amounts[place] += amount;
    sum += amount;
  }

  /** What was added at {@code nanos} is taken back, if it is in the window still. */
  void remove(long nanos, long amount) {
    int place = place(nanos);
    if (holds(place, nanos)) {
      amounts[place] -= amount;
      sum -= amount;
      if (amounts[place] == 0) {
        shift(place + 1, -1);
      }
    }
  }

  private boolean holds(int place, long nanos) {
    return place < tail && starts[place] <= nanos;
  }

  /** The first place that does not end before {@code nanos}. Mostly one of the last. */
  private int place(long nanos) {
    int place = tail;
    while (place > head && ends[place - 1] >= nanos) {
      place--;
    }
    return place;
  }

  private void insert(int place, long nanos) {
    int at = place;
    if (tail == starts.length) {
      at -= head;
      moveToFront();
    }
    shift(at, 1);
    starts[at] = nanos;
    ends[at] = nanos;
    amounts[at] = 0;
  }

  private void shift(int from, int by) {
    System.arraycopy(starts, from, starts, from + by, tail - from);
    System.arraycopy(ends, from, ends, from + by, tail - from);
    System.arraycopy(amounts, from, amounts, from + by, tail - from);
    tail += by;
  }

  /** Leaves as much room behind what there is, at least. */
  private void moveToFront() {
    int size = tail - head;
    int capacity = 2 * size > starts.length ? 2 * starts.length : starts.length;
    starts = Arrays.copyOf(Arrays.copyOfRange(starts, head, tail), capacity);
    ends = Arrays.copyOf(Arrays.copyOfRange(ends, head, tail), capacity);
    amounts = Arrays.copyOf(Arrays.copyOfRange(amounts, head, tail), capacity);
    head = 0;
    tail = size;
  }

  private void coarsen() {
    long part = Math.max(1, windowNanos / PARTS);
    int last = head;
    for (int place = head + 1; place < tail; place++) {
      if (ends[place] - starts[last] < part) {
        ends[last] = ends[place];
        amounts[last] += amounts[place];
      } else {
        last++;
        starts[last] = starts[place];
        ends[last] = ends[place];
        amounts[last] = amounts[place];
      }
    }
    tail = last + 1;
  }

  private long leavingNanos(long nanos) {
    long leaving = nanos + windowNanos;
    return leaving < nanos ? Long.MAX_VALUE : leaving;
  }
}
