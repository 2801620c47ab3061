// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.Nullable;
import io.tcpviz.report.FlowField.Kind;
import io.tcpviz.report.internal.page.Decimals;
import java.math.BigDecimal;
import java.util.Map;

/** What one line of flows.jsonl says, as far as somebody wanted to know it. */
public final class FlowRow {
  /** Stands for a number that is not known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final long MILLION = 1_000_000;
  private static final int NANO_DIGITS = 9; // of seconds
  private static final int MILLION_DIGITS = 6; // of milliseconds, and of shares

  private final byte[] line;
  private final Map<String, String> values;

  /**
   * A row.
   *
   * @param line its octets, without a line feed; not copied
   * @param values the value of each path as JSON writes it; those without a value are absent
   */
  FlowRow(byte[] line, Map<String, String> values) {
    this.line = line;
    this.values = values;
  }

  /** The line itself, as it stands in flows.jsonl, without a line feed. Not to be changed. */
  public byte[] line() {
    return line;
  }

  /** The value of a field as flows.jsonl has it; null if it is not known. */
  public @Nullable String text(FlowField field) {
    if (field.kind() == Kind.ENDPOINT) {
      String address = values.get(field.paths().get(0));
      String port = values.get(field.paths().get(1));
      return address == null || port == null
          ? null
          : (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }
    if (field.paths().size() == 1) {
      String path = field.paths().get(0);
      return values.getOrDefault(path, isZeroIfAbsent(path) ? "0" : null);
    }
    long number = number(field);
    if (number == UNKNOWN) {
      return null;
    }
    return switch (field.kind()) {
      case SHARE, DURATION -> // both in millionths
          BigDecimal.valueOf(number, MILLION_DIGITS).stripTrailingZeros().toPlainString();
      default -> String.valueOf(number);
    };
  }

  /**
   * The value of a field as a number in the unit of its kind, or {@link #UNKNOWN}; of a text always
   * that.
   */
  public long number(FlowField field) {
    return switch (field.kind()) {
      case TEXT, ENDPOINT -> UNKNOWN;
      case RANK -> {
        String path = field.paths().get(0);
        String word = values.get(path);
        yield word == null ? UNKNOWN : FlowFields.rank(path, word);
      }
      case SHARE -> share(field);
      case DURATION -> duration(field);
      case TIME -> scaled(field.paths().get(0), NANO_DIGITS);
      case COUNT -> sum(field);
    };
  }

  private long share(FlowField field) {
    long part = scaled(field.paths().get(0), 0) + scaled(field.paths().get(1), 0);
    long whole = scaled(field.paths().get(2), 0) + scaled(field.paths().get(3), 0);
    return whole <= 0 || part < 0 ? UNKNOWN : (long) ((double) part / whole * MILLION + 0.5);
  }

  private long duration(FlowField field) {
    long sum = 0;
    for (String path : field.paths()) {
      long nanos = scaled(path, MILLION_DIGITS);
      if (nanos < 0) {
        return UNKNOWN; // the way is not known if a part of it is not
      }
      sum += nanos;
    }
    return sum;
  }

  private long sum(FlowField field) {
    if (field.paths().size() == 1) {
      String path = field.paths().get(0);
      return values.containsKey(path) || !isZeroIfAbsent(path) ? scaled(path, 0) : 0;
    }
    long sum = 0;
    for (String path : field.paths()) {
      sum += Math.max(0, scaled(path, 0));
    }
    return sum;
  }

  /** Kinds that did not occur are not written. */
  private static boolean isZeroIfAbsent(String path) {
    return path.startsWith("event_counts.");
  }

  private long scaled(String path, int digits) {
    String text = values.get(path);
    try {
      return text == null ? UNKNOWN : Decimals.scaled(text, digits);
    } catch (ArithmeticException e) {
      return UNKNOWN;
    }
  }
}
