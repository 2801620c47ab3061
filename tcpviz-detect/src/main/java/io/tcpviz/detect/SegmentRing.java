// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.Nullable;
import io.tcpviz.detect.internal.ExpectedSegment;
import io.tcpviz.detect.internal.Lookahead;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Segments on their way, in order, from the one thread that fills them to the one that takes them.
 * Each can be taken as soon as it is filled: none waits for others to come, for a pipe may fall
 * silent.
 *
 * <p>Whoever finds the ring full or empty sleeps a little. The ring is large enough to keep the
 * other side busy meanwhile.
 */
final class SegmentRing {
  // Places in an array, and what is between them is not used: counts that different threads write
  // must not share a cache line, nor the pair of lines that processors fetch together.
  private static final int FILLED = 16;
  private static final int FILLED_LIMIT = 17; // up to where there is room, as last looked at
  private static final int TAKEN = 48;
  private static final int TAKEN_LIMIT = 49; // up to where they are filled, as last looked at
  private static final int LENGTH = 64;

  /** Segments taken before the other side is told, so that the two seldom share a cache line. */
  private static final int MOST_TAKEN = 64;

  /** Segments that are taken sooner than this many are too near to be looked at ahead. */
  private static final int NEAR = 32 * Lookahead.BATCH;

  private final ExpectedSegment[] slots;
  private final int mask;
  private final AtomicLongArray counts = new AtomicLongArray(LENGTH);
  private volatile boolean ended;
  private volatile boolean abandoned;

  /**
   * An empty ring.
   *
   * @param length how many segments may be on their way, a power of two
   */
  SegmentRing(int length) {
    slots = new ExpectedSegment[length];
    for (int i = 0; i < length; i++) {
      slots[i] = new ExpectedSegment();
    }
    mask = length - 1;
    counts.setPlain(FILLED_LIMIT, length);
  }

  // -------------------------------------------------------------- the thread that fills

  /** The segment to be filled next, once there is room for it; null where nobody takes it. */
  @Nullable
  ExpectedSegment next() {
    long filled = counts.getPlain(FILLED);
    if (filled == counts.getPlain(FILLED_LIMIT)) {
      awaitRoom(filled);
    }
    if (abandoned) {
      return null;
    }
    ExpectedSegment next = slots[(int) filled & mask];
    next.forget();
    return next;
  }

  /** Hands over the segment that {@link #next} gave. */
  void fill() {
    counts.setRelease(FILLED, counts.getPlain(FILLED) + 1);
  }

  /** Looks ahead at segments that were handed over, once enough of them are there, and far. */
  void look(Lookahead lookahead) {
    long filled = counts.getPlain(FILLED);
    if (filled % Lookahead.BATCH == 0 && filled - counts.getAcquire(TAKEN) >= NEAR) {
      lookahead.fetch(slots, (int) (filled - Lookahead.BATCH) & mask);
    }
  }

  /** Says that no more come. */
  void end() {
    ended = true;
  }

  /** A part of the ring must be free, or the other side, close behind, would be met at each. */
  private void awaitRoom(long filled) {
    int enough = slots.length - Math.max(1, slots.length / 4);
    Patience.until(() -> abandoned || filled - counts.getAcquire(TAKEN) <= enough, () -> {});
    counts.setPlain(FILLED_LIMIT, counts.getAcquire(TAKEN) + slots.length);
  }

  // -------------------------------------------------------------- the thread that takes

  /**
   * How many segments can be taken, once there are any; 0 when no more come.
   *
   * @param interrupted run at each interrupt while there are none
   */
  int await(Runnable interrupted) {
    long taken = counts.getPlain(TAKEN);
    if (taken == counts.getPlain(TAKEN_LIMIT)) {
      Patience.until(() -> ended || counts.getAcquire(FILLED) > taken, interrupted);
      counts.setPlain(TAKEN_LIMIT, counts.getAcquire(FILLED));
    }
    return (int) Math.min(MOST_TAKEN, counts.getPlain(TAKEN_LIMIT) - taken);
  }

  /** One of those that can be taken, by its place among them. */
  ExpectedSegment at(int index) {
    return slots[(int) counts.getPlain(TAKEN) + index & mask];
  }

  /** Gives segments back that were taken. */
  void take(int count) {
    counts.setRelease(TAKEN, counts.getPlain(TAKEN) + count);
  }

  /** Says that no more are taken. */
  void abandon() {
    abandoned = true;
  }
}
