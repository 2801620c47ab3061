// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

/**
 * Decimal digits of whole numbers, put straight into an array, three at a time. Most of what a
 * session holds is numbers, and the JDK writes them only by way of a String for each. Up to two
 * octets behind the digits are overwritten.
 */
final class Digits {
  private static final int THOUSAND = 1000;
  private static final int MILLION = 1_000_000;
  private static final int BILLION = 1_000_000_000;

  /** For each number below a thousand its digits, the first one lowest, and how many it needs. */
  private static final int[] GROUPS = groups();

  private static final int COUNT = 24; // the bit where that number begins

  private Digits() {}

  /**
   * Puts a number without leading zeros.
   *
   * @param value not negative; {@link Long#MIN_VALUE} is taken for its magnitude, 2<sup>63</sup>
   * @return the index behind its last digit
   */
  static int put(long value, byte[] octets, int at) {
    if (value < 0 || value >= BILLION) {
      long leading = Long.divideUnsigned(value, BILLION);
      int end = put(leading, octets, at);
      return putNine((int) (value - leading * BILLION), octets, end);
    }
    int number = (int) value;
    if (number < THOUSAND) {
      return putFirst(number, octets, at);
    }
    if (number < MILLION) {
      int leading = number / THOUSAND;
      return putThree(number - leading * THOUSAND, octets, putFirst(leading, octets, at));
    }
    int leading = number / MILLION;
    return putSix(number - leading * MILLION, octets, putFirst(leading, octets, at));
  }

  /** Puts the nine digits of a number below a billion, zeros in front included. */
  static int putNine(int value, byte[] octets, int at) {
    int leading = value / MILLION;
    return putSix(value - leading * MILLION, octets, putThree(leading, octets, at));
  }

  /** Puts the six digits of a number below a million, zeros in front included. */
  static int putSix(int value, byte[] octets, int at) {
    int leading = value / THOUSAND;
    return putThree(value - leading * THOUSAND, octets, putThree(leading, octets, at));
  }

  private static int putThree(int value, byte[] octets, int at) {
    return put(GROUPS[value], 3, octets, at);
  }

  private static int putFirst(int value, byte[] octets, int at) {
    int group = GROUPS[value];
    int count = group >>> COUNT;
    return put(group >> COUNT - Byte.SIZE * count, count, octets, at);
  }

  private static int put(int group, int count, byte[] octets, int at) {
    octets[at] = (byte) group;
    octets[at + 1] = (byte) (group >> Byte.SIZE);
    octets[at + 2] = (byte) (group >> 2 * Byte.SIZE);
    return at + count;
  }

  private static int[] groups() {
    int[] groups = new int[THOUSAND];
    for (int i = 0; i < groups.length; i++) {
      int count = i < 10 ? 1 : i < 100 ? 2 : 3;
      groups[i] =
          ('0' + i / 100)
              | ('0' + i / 10 % 10) << Byte.SIZE
              | ('0' + i % 10) << 2 * Byte.SIZE
              | count << COUNT;
    }
    return groups;
  }
}
