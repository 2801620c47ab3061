// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time in seconds, such as {@code 2} or {@code 0.5}. */
final class SecondsConverter implements ITypeConverter<Duration> {
  private static final BigDecimal MOST = BigDecimal.valueOf(Duration.ofDays(365).toSeconds());

  @Override
  public Duration convert(String value) {
    try {
      BigDecimal seconds = new BigDecimal(value);
      if (seconds.signum() >= 0 && seconds.compareTo(MOST) <= 0) {
        return Duration.ofNanos(seconds.movePointRight(9).longValue());
      }
    } catch (NumberFormatException e) {
      // Falls through to the same complaint: both are no time that can be waited.
    }
    throw new TypeConversionException("'" + value + "' is no number of seconds up to a year");
  }
}
