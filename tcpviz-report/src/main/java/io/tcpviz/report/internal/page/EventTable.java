// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.List;

/** All events of a page, in the order of their file. */
final class EventTable {
  private final Strings strings;
  private final Column time = new Column("time", "f64");
  private final Column kind = new Column("kind", "u8");
  private final Column severity = new Column("severity", "u8");
  private final Column connection = new Column("connection", "i32");
  private final Column fromServer = new Column("fromServer", "u8");
  private final Column reason = new Column("reason", "i32");
  private final DetailBlocks details = new DetailBlocks();
  private int rows;

  /** No events; their texts will be kept in {@code strings}. */
  EventTable(Strings strings) {
    this.strings = strings;
  }

  /**
   * Appends {@code event}.
   *
   * @param nanos its time, from the beginning that the page counts from
   */
  void add(EventLine event, long nanos, int kindNumber, int row, boolean fromClient) {
    time.add(nanos);
    kind.add(kindNumber);
    severity.add(event.severity());
    connection.add(row);
    fromServer.add(fromClient ? 0 : 1);
    reason.add(strings.number(event.reason()));
    details.add(event.details());
    rows++;
  }

  Table table() {
    return new Table(
        "events", rows, List.of(time, kind, severity, connection, fromServer, reason), details);
  }
}
