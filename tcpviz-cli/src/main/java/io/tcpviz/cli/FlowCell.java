// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.metrics.DurationText;
import io.tcpviz.report.FlowField;
import io.tcpviz.report.FlowRow;
import java.time.Instant;
import java.util.Objects;

/** The value of a field as a person reads it in a table. */
final class FlowCell {
  private static final String UNKNOWN = "-";
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final int EXACT = 10_000;
  private static final char CUT = '\u2026'; // three dots

  private FlowCell() {}

  static String text(FlowRow row, FlowField field) {
    long number = row.number(field);
    if (number == FlowRow.UNKNOWN) {
      return TerminalText.escape(Objects.requireNonNullElse(row.text(field), UNKNOWN));
    }
    return switch (field.kind()) {
      case DURATION -> DurationText.of(Math.max(0, number));
      case TIME -> Instant.ofEpochSecond(0, number).toString();
      case SHARE -> percent(number);
      case COUNT -> isOctets(field) ? octets(number) : String.valueOf(number);
      case TEXT, ENDPOINT, RANK ->
          TerminalText.escape(Objects.requireNonNullElse(row.text(field), UNKNOWN));
    };
  }

  private static boolean isOctets(FlowField field) {
    return field.name().equals("payload") || field.name().endsWith("_bytes");
  }

  /** Exact where that is short, else with three digits. */
  static String octets(long count) {
    if (count < EXACT) {
      return count + " B";
    }
    double value = count;
    int unit = 0;
    while (value >= 999.5) {
      value /= 1024;
      unit++;
    }
    long tenths = Math.round(value * 10);
    String digits =
        value < 99.95 ? tenths / 10 + "." + tenths % 10 : String.valueOf(Math.round(value));
    return digits + " " + UNITS[unit];
  }

  private static String percent(long millionths) {
    long tenths = (millionths + 500) / 1_000;
    return millionths == 0
        ? "0 %"
        : tenths == 0 ? "<0.1 %" : tenths / 10 + "." + tenths % 10 + " %";
  }

  /** With its middle cut out, where it is too wide: both ends of an endpoint tell most. */
  static String shortened(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int tail = (width - 1) / 2;
    return text.substring(0, width - 1 - tail) + CUT + text.substring(text.length() - tail);
  }
}
