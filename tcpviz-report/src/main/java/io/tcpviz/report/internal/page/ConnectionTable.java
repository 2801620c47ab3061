// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Turns {@link Connections} into the table that the page carries. */
final class ConnectionTable {
  private final List<Column> columns = new ArrayList<>();
  private final List<ToLongFunction<Connection>> values = new ArrayList<>();

  private ConnectionTable(long beginNanos, UsedStrings strings) {
    identity(strings);
    figures(beginNanos);
  }

  /**
   * The table.
   *
   * @param beginNanos the time, since the epoch, that the page counts from
   * @param kinds how many kinds of events there are
   * @param strings takes the texts of the table
   */
  static Table of(Connections connections, long beginNanos, int kinds, UsedStrings strings) {
    ConnectionTable table = new ConnectionTable(beginNanos, strings);
    DetailBlocks details = new DetailBlocks(strings::number);
    Connections.Reader reader = connections.reader();
    for (int row = 0; row < connections.rows(); row++) {
      table.add(reader.connection(row));
      details.add(reader.details());
    }
    for (int kind = 0; kind < kinds; kind++) {
      table.counts(connections, kind);
    }
    return new Table("connections", connections.rows(), table.columns, details, null);
  }

  private void identity(UsedStrings strings) {
    column("number", "f64", c -> c.number);
    column("client", "i32", c -> strings.number(c.client));
    column("clientPort", "i32", c -> c.clientPort);
    column("server", "i32", c -> strings.number(c.server));
    column("serverPort", "i32", c -> c.serverPort);
    column("state", "i32", c -> strings.number(c.state));
    column("verdict", "i32", c -> strings.number(c.verdict));
    column("severity", "u8", c -> c.severity);
  }

  private void figures(long beginNanos) {
    column(
        "first",
        "f64",
        c ->
            c.firstNanos == Connection.UNKNOWN_TIME
                ? 0
                : Connection.difference(c.firstNanos, beginNanos));
    column("duration", "f64", Connection::durationNanos);
    column("handshake", "f64", c -> c.handshakeNanos);
    column("lostTime", "f64", c -> c.lostTimeNanos);
    column("packets", "f64", c -> c.packets);
    column("payloadBytes", "f64", c -> c.payloadBytes);
    column("retransmittedPackets", "f64", c -> c.retransmittedPackets);
    column("rtt", "f64", c -> c.rttNanos);
  }

  private void column(String name, String type, ToLongFunction<Connection> value) {
    columns.add(new Column(name, type));
    values.add(value);
  }

  private void add(Connection connection) {
    for (int i = 0; i < values.size(); i++) {
      columns.get(i).add(values.get(i).applyAsLong(connection));
    }
  }

  private void counts(Connections connections, int kind) {
    if (connections.events().has(kind)) {
      Column column = new Column("events" + kind, "i32");
      for (int row = 0; row < connections.rows(); row++) {
        column.add(connections.events().count(kind, row));
      }
      columns.add(column);
    }
  }
}
