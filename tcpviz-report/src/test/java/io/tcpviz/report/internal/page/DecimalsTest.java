// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DecimalsTest {
  @Test
  void timeStampsOfNineteenDigitsStayExact() {
    assertEquals(1_717_236_000_123_456_789L, Decimals.scaled("1717236000.123456789", 9));
    assertEquals(1_717_236_000_000_000_001L, Decimals.scaled("1717236000.000000001", 9));
    assertEquals(9_223_372_036_854_775_807L, Decimals.scaled("9223372036.854775807", 9));
  }

  @Test
  void missingDecimalsAreZeroAndFurtherOnesAreDropped() {
    assertEquals(1_717_236_000_500_000_000L, Decimals.scaled("1717236000.5", 9));
    assertEquals(1_717_236_000_000_000_000L, Decimals.scaled("1717236000", 9));
    assertEquals(1_999_999_999L, Decimals.scaled("1.99999999999999999999", 9));
    assertEquals(-1_500_000L, Decimals.scaled("-1.5", 6));
    assertEquals(7, Decimals.scaled("7.9", 0));
  }

  @Test
  void exponentsCountAndHugeOnesCostNothing() {
    assertEquals(1_717_236_000_123_000_000L, Decimals.scaled("1.717236000123E+9", 9));
    assertEquals(0, Decimals.scaled("1e-999999999", 9));
    assertEquals(0, Decimals.scaled("0e999999999", 9));
    assertThrows(ArithmeticException.class, () -> Decimals.scaled("1e999999999", 9));
    assertThrows(ArithmeticException.class, () -> Decimals.scaled("9223372037", 9));
    assertThrows(ArithmeticException.class, () -> Decimals.scaled("nought", 9));
  }

  @Property
  void anyDecimalBecomesWhatBigDecimalSays(
      @ForAll @LongRange(min = -9_000_000_000_000L, max = 9_000_000_000_000L) long unscaled,
      @ForAll @IntRange(max = 6) int decimals) {
    BigDecimal value = BigDecimal.valueOf(unscaled, decimals);

    assertEquals(
        value.movePointRight(6).longValueExact(), Decimals.scaled(value.toPlainString(), 6));
    assertEquals(value.movePointRight(6).longValueExact(), Decimals.scaled(value.toString(), 6));
  }
}
