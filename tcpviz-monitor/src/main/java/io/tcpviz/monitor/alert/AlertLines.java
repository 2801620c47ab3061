// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import java.io.PrintStream;

/**
 * Prints alerts, one a line and at once: words for people, then {@code " | "}, then a JSON object;
 * or the object alone.
 */
public final class AlertLines implements AlertSink {
  private static final String RESET = "\u001B[0m";

  private final PrintStream out;
  private final boolean jsonOnly;
  private final boolean color;
  private final Runnable whenClosed;
  private final AlertJson json = new AlertJson();
  private boolean closed;

  /**
   * Prints to {@code out}, which nothing here closes.
   *
   * @param jsonOnly whether the words are left out
   * @param color whether the level is coloured, as a terminal shows it
   * @param whenClosed called once, in the thread that analyses, when nobody reads any more: such as
   *     {@code monitor::stop}
   */
  public AlertLines(PrintStream out, boolean jsonOnly, boolean color, Runnable whenClosed) {
    this.out = out;
    this.jsonOnly = jsonOnly;
    this.color = color;
    this.whenClosed = whenClosed;
  }

  @Override
  public void alert(Alert alert) {
    if (closed) {
      return;
    }
    String object = json.of(alert);
    out.print(jsonOnly ? object + "\n" : words(alert) + " | " + object + "\n");
    if (out.checkError()) {
      closed = true;
      whenClosed.run();
    }
  }

  /** Whether a line could not be printed. */
  public boolean isClosed() {
    return closed;
  }

  private String words(Alert alert) {
    String tag = AlertText.tag(alert.level());
    return (color ? shade(alert.level()) + tag + RESET : tag) + " " + AlertText.sentence(alert);
  }

  private static String shade(AlertLevel level) {
    return switch (level) {
      case OK -> "\u001B[32m";
      case UNKNOWN -> "\u001B[35m";
      case WARN -> "\u001B[33m";
      case CRITICAL -> "\u001B[1;31m";
    };
  }
}
