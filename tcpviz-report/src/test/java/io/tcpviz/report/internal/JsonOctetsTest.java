// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonOctetsTest {
  @Property
  void numbersOfAllLengthsAreThoseOfTheJdk(
      @ForAll long value, @ForAll @IntRange(max = 63) int shift) {
    long shorter = value >> shift;
    assertEquals(Long.toString(shorter), write(json -> json.number(shorter)));
  }

  @Property
  void secondsEqualExactArithmetic(@ForAll long nanos, @ForAll @IntRange(max = 63) int shift) {
    long shorter = nanos >> shift;
    assertEquals(BigDecimal.valueOf(shorter, 9).toPlainString(), seconds(shorter));
  }

  @Property
  void millisecondsEqualExactArithmeticWithoutTrailingZeros(
      @ForAll long nanos, @ForAll @IntRange(max = 63) int shift) {
    long shorter = nanos >> shift;
    assertEquals(trimmed(shorter), millis(shorter));
    assertEquals(trimmed(shorter / 1000 * 1000), millis(shorter / 1000 * 1000));
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
  void timesHaveNineDecimals(long nanos, String seconds) {
    assertEquals(seconds, seconds(nanos));
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
  void durationsHaveNoTrailingZeros(long nanos, String millis) {
    assertEquals(millis, millis(nanos));
  }

  @Test
  void numbersGoOverEachPowerOfTen() {
    for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
      for (long value : new long[] {power - 1, power, power + 1, -power}) {
        assertEquals(Long.toString(value), write(json -> json.number(value)));
      }
    }
  }

  @Property
  void textsLongerThanTheBufferKeepEveryOctet(@ForAll @IntRange(max = 200_000) int length) {
    String text = "\u00e4b".repeat(length);
    String written = write(json -> json.text(text));
    assertEquals('"' + "\\u00E4b".repeat(length) + '"', written);
  }

  @Test
  void onlyWhatFollowsInTheSameObjectOrListIsSetApart() {
    byte[] name = JsonOctets.encodeName("n");
    String written =
        write(
            json -> {
              json.open('{');
              json.name(name);
              json.open('[');
              json.number(1);
              json.open('{');
              json.close('}');
              json.unknown();
              json.close(']');
              json.name(name);
              json.truth(true);
              json.close('}');
              json.newline();
              json.open('{');
              json.close('}');
              json.open('{');
              json.close('}');
            });
    assertEquals("{\"n\":[1,{},null],\"n\":true}\n{}{}", written);
  }

  private static String seconds(long nanos) {
    return write(json -> json.seconds(nanos));
  }

  private static String millis(long nanos) {
    return write(json -> json.millionths(nanos));
  }

  private static String trimmed(long millionths) {
    return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
  }

  private static String write(Consumer<JsonOctets> writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonOctets json = new JsonOctets(out);
    writing.accept(json);
    json.flush();
    return out.toString(StandardCharsets.US_ASCII);
  }
}
