// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Turns {@link Connections} into the table that the page carries. */
final class ConnectionTable {
  private final List<Connection> rows;
  private final List<Column> columns = new ArrayList<>();

  private ConnectionTable(List<Connection> rows) {
    this.rows = rows;
  }

  /**
   * The table.
   *
   * @param beginNanos the time, since the epoch, that the page counts from
   * @param kinds how many kinds of events there are
   */
  static Table of(Connections connections, long beginNanos, int kinds) {
    List<Connection> rows = connections.numbered();
    ConnectionTable table = new ConnectionTable(rows);
    table.identity();
    table.figures(beginNanos);
    for (int kind = 0; kind < kinds; kind++) {
      table.counts(kind);
    }
    return new Table("connections", rows.size(), table.columns, connections.details());
  }

  private void identity() {
    column("number", "f64", c -> c.number);
    column("client", "i32", c -> c.client);
    column("clientPort", "i32", c -> c.clientPort);
    column("server", "i32", c -> c.server);
    column("serverPort", "i32", c -> c.serverPort);
    column("state", "i32", c -> c.state);
    column("verdict", "i32", c -> c.verdict);
    column("severity", "u8", c -> c.severity);
  }

  private void figures(long beginNanos) {
    column("first", "f64", c -> c.firstNanos < 0 ? 0 : c.firstNanos - beginNanos);
    column("duration", "f64", ConnectionTable::durationNanos);
    column("handshake", "f64", c -> c.handshakeNanos);
    column("lostTime", "f64", c -> c.lostTimeNanos);
    column("packets", "f64", c -> c.packets);
    column("payloadBytes", "f64", c -> c.payloadBytes);
    column("retransmittedPackets", "f64", c -> c.retransmittedPackets);
    column("rtt", "f64", c -> c.rttNanos);
  }

  /** -1 where it is not known: without a first time, or with a last one that lies before it. */
  private static long durationNanos(Connection c) {
    return c.firstNanos < 0 || c.lastNanos < c.firstNanos ? -1 : c.lastNanos - c.firstNanos;
  }

  private void counts(int kind) {
    if (rows.stream().anyMatch(c -> c.events(kind) > 0)) {
      column("events" + kind, "i32", c -> c.events(kind));
    }
  }

  private void column(String name, String type, ToLongFunction<Connection> value) {
    Column column = new Column(name, type);
    rows.forEach(row -> column.add(value.applyAsLong(row)));
    columns.add(column);
  }
}
