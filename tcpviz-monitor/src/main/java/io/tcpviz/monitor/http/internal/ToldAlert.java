// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.monitor.alert.Alert;

/**
 * An alert that a page is told.
 *
 * @param number counted from 1
 */
record ToldAlert(long number, Alert alert) {
  void visit(FieldVisitor fields) {
    fields.number("number", number);
    fields.text("level", alert.level().name());
    fields.text("before", alert.before().name());
    fields.text("event", alert.event());
    fields.text("subject", alert.subject());
    fields.number("count", alert.count());
    fields.number("window_seconds", alert.windowSeconds());
    fields.number("warn", alert.warn());
    fields.number("critical", alert.critical());
    fields.millis("time_ms", alert.timestampNanos());
    fields.text("per", alert.per());
    fields.number("value", alert.value());
    fields.text("unit", alert.unit());
    fields.text("rule", alert.rule());
  }
}
