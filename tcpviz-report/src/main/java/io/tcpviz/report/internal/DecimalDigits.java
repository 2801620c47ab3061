// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Writes scaled integers as decimal JSON numbers, digit by digit: nanoseconds since the epoch need
 * 19 digits and a double has 16. Never uses an exponent. Keeps one buffer and allocates nothing.
 */
final class DecimalDigits {
  /** Scale that shows nanoseconds as seconds. */
  static final int NANOS_IN_SECONDS = 9;

  /** Scale that shows nanoseconds as milliseconds. */
  static final int NANOS_IN_MILLIS = 6;

  private static final int MAX_LENGTH = 24; // sign, 19 digits, point, leading zero
  private final char[] buffer = new char[MAX_LENGTH];

  /** Writes {@code unscaled} / 10<sup>scale</sup> without trailing zeros behind the point. */
  void writeTrimmed(JsonGenerator json, long unscaled, int scale) throws IOException {
    long rest = unscaled;
    int decimals = scale;
    while (decimals > 0 && rest % 10 == 0) {
      rest /= 10;
      decimals--;
    }
    write(json, rest, decimals);
  }

  /** Writes {@code unscaled} / 10<sup>scale</sup> with exactly {@code scale} decimals. */
  void write(JsonGenerator json, long unscaled, int scale) throws IOException {
    long rest = unscaled > 0 ? -unscaled : unscaled; // negative: Long.MIN_VALUE has no opposite
    int start = buffer.length;
    for (int written = 0; rest != 0 || written <= scale; written++) {
      if (written == scale && scale > 0) {
        buffer[--start] = '.';
      }
      buffer[--start] = (char) ('0' - rest % 10);
      rest /= 10;
    }
    if (unscaled < 0) {
      buffer[--start] = '-';
    }
    json.writeNumber(buffer, start, buffer.length - start);
  }
}
