// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.metrics;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.monitor.alert.Alert;
import io.tcpviz.monitor.alert.AlertLevel;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is counted where it happens. Its size does not depend on the traffic. */
final class Counts {
  static final EventKind[] KINDS = EventKind.values();
  static final Severity[] SEVERITIES = Severity.values();
  static final AlertLevel[] LEVELS = AlertLevel.values();

  /** Under which alerts of further rules are counted when there are very many. */
  static final String OTHER = "other";

  private static final int MOST_NAMES = 64;

  final long[] said = new long[KINDS.length * SEVERITIES.length];
  final long[] settled = new long[KINDS.length * SEVERITIES.length];
  final long[] revised = new long[KINDS.length];
  final long[] withdrawn = new long[KINDS.length];
  final long[] activeAlerts = new long[LEVELS.length];
  final Map<String, long[]> alerts = new LinkedHashMap<>(); // by what is counted, then by level
  long connectionsEnded;
  long gaps;

  Counts() {
    for (EventKind kind : KINDS) {
      alerts.put(kind.jsonName(), new long[LEVELS.length]);
    }
  }

  /** Where a kind and a severity have their place. */
  static int index(EventKind kind, Severity severity) {
    return kind.ordinal() * SEVERITIES.length + severity.ordinal();
  }

  void said(TcpEvent event) {
    said[index(event.kind(), event.severity())]++;
  }

  void revised(TcpEvent before) {
    revised[before.kind().ordinal()]++;
  }

  void withdrawn(TcpEvent before) {
    withdrawn[before.kind().ordinal()]++;
  }

  void settled(TcpEvent event) {
    settled[index(event.kind(), event.severity())]++;
  }

  void connectionEnded() {
    connectionsEnded++;
  }

  void gap() {
    gaps++;
  }

  void alert(Alert alert) {
    String name =
        alerts.containsKey(alert.event()) || alerts.size() < MOST_NAMES ? alert.event() : OTHER;
    alerts.computeIfAbsent(name, any -> new long[LEVELS.length])[alert.level().ordinal()]++;
    activeAlerts[alert.before().ordinal()]--; // those of OK, where all begin, are not looked at
    activeAlerts[alert.level().ordinal()]++;
  }
}
