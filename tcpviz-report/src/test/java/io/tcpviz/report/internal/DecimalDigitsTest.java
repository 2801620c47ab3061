// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalDigitsTest {
  private final DecimalDigits digits = new DecimalDigits();

  @Property
  void fixedDecimalsEqualExactArithmetic(
      @ForAll long unscaled, @ForAll @IntRange(max = 9) int scale) throws IOException {
    assertEquals(BigDecimal.valueOf(unscaled, scale).toPlainString(), fixed(unscaled, scale));
  }

  @Property
  void trimmedDecimalsEqualExactArithmetic(
      @ForAll long unscaled, @ForAll @IntRange(max = 9) int scale) throws IOException {
    BigDecimal exact = BigDecimal.valueOf(unscaled, scale).stripTrailingZeros();
    assertEquals(exact.toPlainString(), trimmed(unscaled, scale));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000000000",
    "1, 0.000000001",
    "-1, -0.000000001",
    "999999999, 0.999999999",
    "-1000000000, -1.000000000",
    "1700000000123456789, 1700000000.123456789",
    "9223372036854775807, 9223372036.854775807",
    "-9223372036854775808, -9223372036.854775808",
  })
  void timesHaveNineDecimals(long nanos, String seconds) throws IOException {
    assertEquals(seconds, fixed(nanos, 9));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.000001",
    "1000000, 1",
    "1500000, 1.5",
    "-2500000, -2.5",
    "10000000, 10",
    "-9223372036854775808, -9223372036854.775808",
  })
  void durationsHaveNoTrailingZeros(long nanos, String millis) throws IOException {
    assertEquals(millis, trimmed(nanos, 6));
  }

  private String fixed(long unscaled, int scale) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonFields json = new JsonFields(out);
    digits.write(json.generator(), unscaled, scale);
    json.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private String trimmed(long unscaled, int scale) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonFields json = new JsonFields(out);
    digits.writeTrimmed(json.generator(), unscaled, scale);
    json.flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}
