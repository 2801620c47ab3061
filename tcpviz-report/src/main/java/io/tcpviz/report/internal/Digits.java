// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import java.nio.charset.StandardCharsets;

/**
 * Decimal digits of whole numbers, put straight into an array. Most of what a session holds is
 * numbers, and the JDK writes them only by way of a String for each.
 */
final class Digits {
  private static final int PAIR = 100;
  private static final int EIGHT = 8;
  private static final int EIGHT_DIGITS = 100_000_000;

  /** 00 to 99, one behind the other: a division for two digits. */
  private static final byte[] PAIRS = pairs();

  private Digits() {}

  /**
   * Puts a number without leading zeros.
   *
   * @param value not negative; {@link Long#MIN_VALUE} is taken for its magnitude, 2<sup>63</sup>
   * @return the index behind its last digit
   */
  static int put(long value, byte[] octets, int at) {
    if (value >= 0 && value < EIGHT_DIGITS) {
      return put((int) value, count((int) value), octets, at);
    }
    long leading = Long.divideUnsigned(value, EIGHT_DIGITS);
    int end = put(leading, octets, at);
    return put((int) (value - leading * EIGHT_DIGITS), EIGHT, octets, end);
  }

  /**
   * Puts the last {@code count} digits of a number that is not negative, zeros in front included.
   *
   * @return the index behind the last digit
   */
  static int put(int value, int count, byte[] octets, int at) {
    int rest = value;
    int i = at + count;
    while (i - at > 1) {
      int next = rest / PAIR;
      int pair = 2 * (rest - next * PAIR);
      octets[--i] = PAIRS[pair + 1];
      octets[--i] = PAIRS[pair];
      rest = next;
    }
    if (i > at) {
      octets[at] = PAIRS[2 * (rest % PAIR) + 1];
    }
    return at + count;
  }

  private static int count(int value) {
    int count = 1;
    for (int power = 10; value >= power && count < EIGHT; power *= 10) {
      count++;
    }
    return count;
  }

  private static byte[] pairs() {
    StringBuilder pairs = new StringBuilder(2 * PAIR);
    for (int i = 0; i < PAIR; i++) {
      pairs.append(i / 10).append(i % 10);
    }
    return pairs.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
