// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.List;

/** Turns the events of a session into the table that the page carries. */
final class EventTable {
  private final Column time = new Column("time", "f64");
  private final Column kind = new Column("kind", "u8");
  private final Column severity = new Column("severity", "u8");
  private final Column connection = new Column("connection", "i32");
  private final Column fromServer = new Column("fromServer", "u8");
  private final Column reason = new Column("reason", "i32");
  private final DetailBlocks details;

  private EventTable(UsedStrings strings) {
    details = new DetailBlocks(strings::number);
  }

  /**
   * The table: its columns in the order of the events, its details in the order of connections.
   *
   * @param store the events
   * @param beginNanos the time, since the epoch, that the page counts from
   * @param strings takes the texts of the table
   */
  static Table of(RowStore store, Connections connections, long beginNanos, UsedStrings strings) {
    EventTable table = new EventTable(strings);
    int[] rows = table.columns(store, connections, beginNanos, strings);
    table.details(store, Grouping.of(rows, connections.rows()));
    return new Table(
        "events",
        store.rows(),
        List.of(
            table.time,
            table.kind,
            table.severity,
            table.connection,
            table.fromServer,
            table.reason),
        table.details,
        table.connection.name());
  }

  /** Tells the row of each event's connection. */
  private int[] columns(
      RowStore store, Connections connections, long beginNanos, UsedStrings strings) {
    int[] rows = new int[store.rows()];
    RowStore.Reader reader = store.reader();
    EventRow event = new EventRow();
    for (int i = 0; i < rows.length; i++) {
      event.unpack(reader.head(i));
      rows[i] = connections.rowOf(event.connection);
      time.add(Connection.difference(event.timestampNanos, beginNanos));
      kind.add(event.kind);
      severity.add(event.severity);
      connection.add(rows[i]);
      fromServer.add(event.fromClient ? 0 : 1);
      reason.add(strings.number(event.reason));
    }
    return rows;
  }

  private void details(RowStore store, int[] order) {
    RowStore.Reader reader = store.reader();
    for (int i : order) {
      reader.head(i);
      details.add(reader);
    }
  }
}
