// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** An alert in words. */
public final class AlertText {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  private AlertText() {}

  /** The level in brackets: {@code [WARN]}. */
  public static String tag(AlertLevel level) {
    return "[" + level + "]";
  }

  /**
   * What stands behind the level: when, of whom, how many of what, and what it was before. It is
   * made of names of ours, of addresses and of the user's own words.
   */
  public static String sentence(Alert alert) {
    return time(alert.timestampNanos()) + " " + subject(alert) + ": " + finding(alert);
  }

  private static String time(long nanos) {
    return TIME.format(
        Instant.ofEpochSecond(
            Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND)));
  }

  private static String subject(Alert alert) {
    return switch (alert.per()) {
      case "port" -> "port " + alert.subject().substring(1);
      case "capture" -> "capture";
      default -> alert.subject();
    };
  }

  private static String finding(Alert alert) {
    if (alert.event().equals(Alert.CAPTURE_DROPS)) {
      return alert.level() == AlertLevel.OK
          ? "nothing was dropped for " + number(alert.windowSeconds()) + " s"
          : lack(alert)
              + "; levels below the thresholds are unknown for "
              + number(alert.windowSeconds())
              + " s";
    }
    return amount(alert)
        + " in "
        + number(alert.windowSeconds())
        + " s (was "
        + alert.before()
        + "; "
        + limits(alert)
        + ")";
  }

  private static String lack(Alert alert) {
    String amount = number(alert.value());
    return switch (alert.unit()) {
      case "losses" -> "part of the capture lost";
      case "files" -> amount.equals("1") ? "1 file lost" : amount + " files lost";
      default -> amount + " " + alert.unit() + " dropped";
    };
  }

  private static String amount(Alert alert) {
    return switch (alert.unit()) {
      case "events" -> alert.count() + " " + alert.event();
      case "%" -> digits(alert.value()) + " % " + alert.event() + events(alert);
      default -> number(alert.value()) + " " + alert.event() + events(alert);
    };
  }

  private static String events(Alert alert) {
    return " (" + alert.count() + " events)";
  }

  private static String limits(Alert alert) {
    if (!alert.rule().isEmpty()) {
      return "rule: " + alert.rule();
    }
    return "warn at " + number(alert.warn()) + ", critical at " + number(alert.critical());
  }

  private static String digits(double value) {
    return new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
  }

  private static String number(double value) {
    return new BigDecimal(value)
        .setScale(3, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
