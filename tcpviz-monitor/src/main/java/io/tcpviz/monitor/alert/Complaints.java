// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Failures of one thing, said at once, but not more often than once in a while. */
final class Complaints {
  private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();

  private final String about;
  private final Consumer<String> notices;
  private final LongSupplier clockNanos;
  private @Nullable Long saidNanos;
  private long unsaid;
  private String latest = "";

  /**
   * Nothing to complain of.
   *
   * @param about what fails, the first words of each notice
   * @param clockNanos tells time as {@link System#nanoTime} does
   */
  Complaints(String about, Consumer<String> notices, LongSupplier clockNanos) {
    this.about = about;
    this.notices = notices;
    this.clockNanos = clockNanos;
  }

  synchronized void say(String what) {
    long now = clockNanos.getAsLong();
    unsaid++;
    latest = what;
    if (saidNanos == null || now - saidNanos >= SILENCE_NANOS) {
      saidNanos = now;
      sayRest();
    }
  }

  /** What was held back. */
  synchronized void sayRest() {
    if (unsaid > 0) {
      sayAtOnce(latest + (unsaid > 1 ? " (" + unsaid + " failures)" : ""));
      unsaid = 0;
    }
  }

  synchronized void sayAtOnce(String what) {
    notices.accept(about + ": " + what);
  }
}
