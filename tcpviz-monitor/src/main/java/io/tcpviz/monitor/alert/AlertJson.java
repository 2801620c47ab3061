// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.report.JsonLine;

/** An alert as one JSON object in one line of printable ASCII. Used by one thread. */
public final class AlertJson {
  private final JsonLine json = new JsonLine();

  /** Made nothing yet. */
  public AlertJson() {}

  /** The object, without the end of a line. */
  public String of(Alert alert) {
    json.begin()
        .text("severity", alert.level().name())
        .text("before", alert.before().name())
        .text("event", alert.event())
        .text("flow", alert.subject())
        .text("per", alert.per())
        .number("count", alert.count());
    if (alert.count() != alert.value()) {
      json.number("value", alert.value()).text("unit", alert.unit());
    }
    json.number("window_seconds", alert.windowSeconds())
        .begin("thresholds")
        .number("warn", alert.warn())
        .number("critical", alert.critical())
        .endField()
        .seconds("timestamp", alert.timestampNanos());
    if (!alert.rule().isEmpty()) {
      json.text("rule", alert.rule());
    }
    return json.end();
  }
}
