// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

/** Durations for people: as many digits as one reads, in the unit that one would say. */
public final class DurationText {
  private static final long MICRO = 1_000L;
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private DurationText() {}

  /**
   * Such as {@code 3.1 ms}, {@code 432 ms}, {@code 12.4 s}, {@code 2 min 5 s}, {@code 1 h 12 min}.
   *
   * @param nanos nanoseconds, not negative
   */
  public static String of(long nanos) {
    if (nanos == 0) {
      return "0 s";
    }
    if (nanos < MICRO) {
      return nanos + " ns";
    }
    if (nanos < roundsBelow(MILLI)) {
      return digits(nanos, MICRO) + " µs";
    }
    if (nanos < roundsBelow(SECOND)) {
      return digits(nanos, MILLI) + " ms";
    }
    if (nanos < 2 * MINUTE * SECOND - SECOND / 20) {
      return tenths(nanos, SECOND) + " s";
    }
    long seconds = nanos / SECOND + (nanos % SECOND >= SECOND / 2 ? 1 : 0);
    if (seconds < 2 * HOUR) {
      return both(seconds, MINUTE, " min", 1, " s");
    }
    return seconds < 2 * DAY
        ? both(seconds, HOUR, " h", MINUTE, " min")
        : both(seconds, DAY, " d", HOUR, " h");
  }

  /** From here on a number is rounded up to the next unit. */
  private static long roundsBelow(long unit) {
    return unit - unit / 2_000;
  }

  /** With a decimal where there is one digit before it. */
  private static String digits(long nanos, long unit) {
    return nanos < 10 * unit - unit / 20
        ? tenths(nanos, unit)
        : String.valueOf((nanos + unit / 2) / unit);
  }

  private static String tenths(long nanos, long unit) {
    long tenths = (nanos + unit / 20) / (unit / 10);
    return tenths / 10 + "." + tenths % 10;
  }

  private static String both(long seconds, long large, String ofLarge, long small, String ofSmall) {
    long rest = seconds % large / small;
    return seconds / large + ofLarge + (rest == 0 ? "" : " " + rest + ofSmall);
  }
}
