// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Decimal numbers as JSON writes them, turned into whole multiples of a power of ten. A time stamp
 * of 19 digits survives; through a double it would not.
 */
public final class Decimals {
  private static final int LONGEST_PLAIN = 30;
  private static final int LONGEST_EXPONENT = 64;

  private Decimals() {}

  /**
   * {@code text} times 10 to the {@code scale}; digits behind that are dropped.
   *
   * @throws ArithmeticException if the result does not fit, or {@code text} is no plain decimal
   */
  public static long scaled(String text, int scale) {
    int length = text.length();
    boolean negative = length > 0 && text.charAt(0) == '-';
    long value = 0; // negative or zero: the smallest number has no opposite
    int decimals = -1;
    for (int i = negative ? 1 : 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && decimals < 0) {
        decimals = 0;
      } else if (c < '0' || c > '9' || length > LONGEST_PLAIN) {
        return scaledWithExponent(text, scale);
      } else if (decimals < scale) {
        value = Math.subtractExact(Math.multiplyExact(value, 10), c - '0');
        decimals += decimals < 0 ? 0 : 1;
      }
    }
    for (int i = Math.max(decimals, 0); i < scale; i++) {
      value = Math.multiplyExact(value, 10);
    }
    return negative ? value : Math.negateExact(value);
  }

  private static long scaledWithExponent(String text, int scale) {
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw (ArithmeticException) new ArithmeticException("not a number: " + text).initCause(e);
    }
    // An exponent of a billion must not become a billion digits.
    long magnitude = (long) value.precision() - value.scale();
    if (magnitude < -LONGEST_EXPONENT || value.signum() == 0) {
      return 0;
    }
    if (magnitude > LONGEST_EXPONENT) {
      throw new ArithmeticException("too large: " + text);
    }
    return value.movePointRight(scale).setScale(0, RoundingMode.DOWN).longValueExact();
  }
}
