// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampScaleTest {
  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  @ParameterizedTest(name = "{1} ticks of resolution {0}, offset {2}, are {3} ns")
  @CsvSource({
    "0, 1700000000, 0, 1700000000000000000",
    "3, 1700000000123, 0, 1700000000123000000",
    "6, 1700000000123456, 0, 1700000000123456000",
    "9, 1700000000123456789, 0, 1700000000123456789",
    "10, 17000000001234567899, 0, 1700000000123456789",
    "12, 18446744073709551615, 0, 18446744073709551",
    "19, 18446744073709551615, 0, 1844674407",
    "20, 18446744073709551615, 0, 184467440",
    "28, 18446744073709551615, 0, 1",
    "29, 18446744073709551615, 0, 0",
    "127, 18446744073709551615, 0, 0",
    "128, 1700000000, 0, 1700000000000000000",
    "129, 3, 0, 1500000000",
    "138, 1024, 0, 1000000000",
    "160, 7301444403200000000, 0, 1700000000000000000",
    "191, 18446744073709551615, 0, 1999999999",
    "192, 18446744073709551615, 0, 999999999",
    "193, 18446744073709551615, 0, 499999999",
    "255, 18446744073709551615, 0, 0",
    "6, 5, 1700000000, 1700000000000005000",
    "6, 1700000000000005, -1700000000, 5000",
    "6, 5, -1, -999995000",
    "138, 1024, -3, -2000000000",
  })
  void scalesToNanoseconds(int resolution, String ticks, long offset, long nanos) {
    long written = new BigInteger(ticks).longValue();
    assertEquals(nanos, new TimestampScale(resolution, offset).nanos(written));
  }

  @Test
  void timesBeyondTheSpanOfALongBecomeItsEnds() {
    assertEquals(Long.MAX_VALUE, new TimestampScale(6, 0).nanos(Long.MAX_VALUE));
    assertEquals(Long.MAX_VALUE, new TimestampScale(0, 0).nanos(Long.MAX_VALUE));
    assertEquals(Long.MAX_VALUE, new TimestampScale(128, 0).nanos(-1));
    assertEquals(Long.MAX_VALUE, new TimestampScale(6, Long.MAX_VALUE).nanos(1));
    assertEquals(Long.MAX_VALUE, new TimestampScale(9, Long.MAX_VALUE).nanos(Long.MAX_VALUE));
    assertEquals(Long.MIN_VALUE, new TimestampScale(6, Long.MIN_VALUE).nanos(1));
    assertEquals(Long.MIN_VALUE, new TimestampScale(255, Long.MIN_VALUE).nanos(-1));
  }

  @Test
  void ticksThatCountDownFromTheTopKeepTheirDistances() {
    TimestampScale micros = new TimestampScale(6, 0);

    assertEquals(-1_000, micros.nanos(-1));
    assertEquals(-505_425_000, micros.nanos(-505_425));
    assertEquals(-1, new TimestampScale(9, 0).nanos(-1));
    assertEquals(999_999_999, new TimestampScale(9, 1).nanos(-1));
  }

  @Property
  void agreesWithExactArithmetic(
      @ForAll @IntRange(min = 0, max = 255) int resolution,
      @ForAll @LongRange(min = -10_000_000_000L, max = 10_000_000_000L) long offset,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long ticks) {
    assertEquals(
        exactNanos(resolution, offset, ticks), new TimestampScale(resolution, offset).nanos(ticks));
  }

  private static long exactNanos(int resolution, long offset, long ticks) {
    int exponent = resolution & 0x7F;
    BigInteger ticksPerSecond = BigInteger.valueOf(resolution < 128 ? 10 : 2).pow(exponent);
    BigInteger nanos =
        BigInteger.valueOf(ticks)
            .multiply(NANOS_PER_SECOND)
            .divide(ticksPerSecond)
            .add(BigInteger.valueOf(offset).multiply(NANOS_PER_SECOND));
    BigInteger lowest = BigInteger.valueOf(Long.MIN_VALUE);
    return nanos.max(lowest).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }
}
