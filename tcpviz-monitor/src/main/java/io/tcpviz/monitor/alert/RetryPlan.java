// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import java.io.IOException;
import java.net.ConnectException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** When to post once more what could not be posted. */
final class RetryPlan {
  /** How often it is tried in all. */
  static final int ATTEMPTS = 7;

  private static final long FIRST_MILLIS = 500;
  private static final long LONGEST_MILLIS = 30_000;
  private static final Duration LONGEST_BIDDEN = Duration.ofMinutes(5);

  /** Lets time pass. */
  @FunctionalInterface
  interface Sleep {
    void millis(long millis) throws InterruptedException;
  }

  /**
   * What became of one attempt.
   *
   * @param isDone whether it is delivered
   * @param isPassing whether it may go better later
   * @param retryAfter how long the server asks to wait; zero if it does not
   * @param text what happened
   */
  record Outcome(boolean isDone, boolean isPassing, Duration retryAfter, String text) {
    static Outcome of(int status, String retryAfter) {
      boolean isPassing = status == 408 || status == 429 || status >= 500;
      return new Outcome(
          status >= 200 && status < 300,
          isPassing,
          isPassing ? wait(retryAfter, Instant.now()) : Duration.ZERO,
          "the server answers " + status);
    }

    static Outcome of(IOException failure) {
      return new Outcome(false, true, Duration.ZERO, text(failure));
    }

    private static String text(IOException failure) {
      String why = failure.getMessage();
      if (failure instanceof ConnectException) {
        return "cannot connect" + (why == null ? "" : ": " + why);
      }
      return why == null ? failure.getClass().getSimpleName() : why;
    }

    /** The wait that a header asks for: seconds, or the time of day of RFC 9110 §5.6.7. */
    static Duration wait(String header, Instant now) {
      if (header.matches("[0-9]{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(header));
      }
      try {
        Instant then =
            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
      } catch (DateTimeException e) {
        return Duration.ZERO;
      }
    }
  }

  private final Sleep sleep;

  RetryPlan(Sleep sleep) {
    this.sleep = sleep;
  }

  /**
   * Waits after a failure.
   *
   * @param failures how many there were, from 1
   * @param bidden the wait that the server asks for, which is kept up to five minutes
   * @param chance from 0 to 1, so that many clients do not come back at once
   */
  void await(int failures, Duration bidden, double chance) throws InterruptedException {
    long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, 10));
    long own = Math.round(most * (1 + chance) / 2);
    Duration asked = bidden.compareTo(LONGEST_BIDDEN) > 0 ? LONGEST_BIDDEN : bidden;
    sleep.millis(Math.max(own, asked.toMillis()));
  }
}
