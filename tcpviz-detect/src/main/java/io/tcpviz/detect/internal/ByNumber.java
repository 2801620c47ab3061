// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

/**
 * Sorts long lists by a number, digit by digit from the lowest on. That takes as many steps however
 * the list is ordered, and little code: the end of a capture is the first time that there is
 * anything to sort, so whatever sorts it has not been compiled yet.
 */
final class ByNumber {
  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;
  private static final int NUMBER_SHIFT = Integer.SIZE;

  private ByNumber() {}

  /** One value of a list: a number, which is not negative, and something else with it. */
  static long of(int number, int other) {
    return (long) number << NUMBER_SHIFT | other & 0xFFFF_FFFFL;
  }

  /**
   * The values in the order of their numbers.
   *
   * @param values overwritten
   */
  static long[] sorted(long[] values) {
    long[] from = values;
    long[] to = new long[values.length];
    for (int shift = NUMBER_SHIFT; shift < Long.SIZE; shift += DIGIT_BITS) {
      int[] counts = counts(from, shift);
      if (counts[0] < from.length) { // else it is 0 in all of them
        distribute(from, shift, starts(counts), to);
        long[] sorted = to;
        to = from;
        from = sorted;
      }
    }
    return from;
  }

  /** How many values have each digit. */
  private static int[] counts(long[] values, int shift) {
    int[] counts = new int[DIGITS];
    for (long value : values) {
      counts[digit(value, shift)]++;
    }
    return counts;
  }

  /** Where the values with each digit begin. */
  private static int[] starts(int[] counts) {
    int[] starts = new int[DIGITS];
    for (int digit = 1; digit < DIGITS; digit++) {
      starts[digit] = starts[digit - 1] + counts[digit - 1];
    }
    return starts;
  }

  private static void distribute(long[] from, int shift, int[] next, long[] to) {
    for (long value : from) {
      to[next[digit(value, shift)]++] = value;
    }
  }

  private static int digit(long value, int shift) {
    return (int) (value >>> shift) & DIGITS - 1;
  }
}
