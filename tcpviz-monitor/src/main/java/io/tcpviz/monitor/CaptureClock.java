// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

/**
 * What time it is in the capture, also while nothing comes. A frame arrives some time after it was
 * captured: writers buffer. Whatever was captured longer ago than the longest such delay seen
 * lately must be here already, and some more is granted. Frames that come later than any writer
 * holds them back are those of an old capture: its time passes with its frames alone.
 *
 * <p>All times are nanoseconds since the epoch.
 */
final class CaptureClock {
  static final long GRANTED_NANOS = 1_000_000_000L;

  /** No writer holds a frame back for so long, and no two clocks are that far apart. */
  static final long LONGEST_DELAY_NANOS = 60_000_000_000L;

  /** A delay is remembered for so long at least, and for twice as long at most. */
  static final long REMEMBERED_NANOS = 30_000_000_000L;

  private static final long NEVER = Long.MIN_VALUE;

  private long newest = NEVER;
  private long delay = NEVER; // the longest of the present period,
  private long earlierDelay = NEVER; // and of the one before
  private long periodBegan;

  /** A frame has been read. */
  void frame(long captured) {
    newest = Math.max(newest, captured);
  }

  /** A frame has just come after there was nothing to read. */
  void arrived(long captured, long wall) {
    if (delay == NEVER || wall - periodBegan >= REMEMBERED_NANOS) {
      earlierDelay = delay;
      delay = NEVER;
      periodBegan = wall;
    }
    delay = Math.max(delay, wall - captured);
  }

  /** Up to when all frames are here; {@link Long#MIN_VALUE} before the first frame. */
  long now(long wall) {
    long longest = Math.max(delay, earlierDelay);
    boolean isLive = longest <= LONGEST_DELAY_NANOS && longest >= -LONGEST_DELAY_NANOS;
    return isLive ? Math.max(newest, wall - longest - GRANTED_NANOS) : newest;
  }

  /** How far the newest frame lies behind the wall clock; -1 before the first frame. */
  long lag(long wall) {
    return newest == NEVER ? -1 : wall - newest;
  }
}
