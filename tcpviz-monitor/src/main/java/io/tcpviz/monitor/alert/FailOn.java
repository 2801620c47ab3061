// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;
import java.util.Locale;

/** Remembers whether a level was reached, for the exit code of a script. */
public final class FailOn implements AlertSink {
  /** The exit code of a run that is done and in which the level was reached. */
  public static final int EXIT_CODE = 5;

  private final AlertLevel level;
  private boolean reached;

  /** Waits for {@code level} or worse. */
  public FailOn(AlertLevel level) {
    this.level = level;
  }

  /** The level of an option's value, {@code warn} or {@code critical}; null for any other. */
  public static @Nullable AlertLevel parse(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "warn" -> AlertLevel.WARN;
      case "critical" -> AlertLevel.CRITICAL;
      default -> null;
    };
  }

  @Override
  public void alert(Alert alert) {
    reached |= alert.level().compareTo(level) >= 0;
  }

  /** Whether there was such an alert, whatever became of it. */
  public boolean isReached() {
    return reached;
  }
}
