// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All connections of a page. Events name theirs by number; those of a file without numbers belong
 * together when their two endpoints are the same, whichever sent.
 */
final class Connections {
  private static final Fields NO_DETAILS = new Fields();

  private final Strings strings;
  private final List<Connection> rows = new ArrayList<>();
  private final Map<Long, Integer> byNumber = new HashMap<>();
  private final Map<String, Integer> byEndpoints = new HashMap<>();
  private final DetailBlocks details = new DetailBlocks();
  private long highest = -1;

  /** No connections; their texts will be kept in {@code strings}. */
  Connections(Strings strings) {
    this.strings = strings;
  }

  /** Adds what flows.jsonl says of a connection; a second line of the same number is left out. */
  void add(FlowLine line) {
    Connection connection = line.connection();
    if (byNumber.putIfAbsent(connection.number, rows.size()) == null) {
      highest = Math.max(highest, connection.number);
      rows.add(connection);
      details.add(line.details());
    }
  }

  /** The row of the connection that {@code event} belongs to; made if it is new. */
  int rowOf(EventLine event) {
    if (event.connection() >= 0) {
      Integer row = byNumber.get(event.connection());
      if (row == null) {
        row = addFrom(event);
        byNumber.put(event.connection(), row);
      }
      return row;
    }
    String from = event.source() + ' ' + event.sourcePort();
    String to = event.destination() + ' ' + event.destinationPort();
    String key = from.compareTo(to) <= 0 ? from + ' ' + to : to + ' ' + from;
    Integer row = byEndpoints.get(key);
    if (row == null) {
      row = addFrom(event);
      byEndpoints.put(key, row);
    }
    return row;
  }

  /** Where no opening says who is the client, the higher port is taken for its side. */
  private int addFrom(EventLine event) {
    Connection connection = new Connection();
    connection.number = event.connection();
    highest = Math.max(highest, connection.number);
    boolean fromClient = event.sourcePort() >= event.destinationPort();
    int from = strings.number(event.source());
    int to = strings.number(event.destination());
    connection.client = fromClient ? from : to;
    connection.clientPort = fromClient ? event.sourcePort() : event.destinationPort();
    connection.server = fromClient ? to : from;
    connection.serverPort = fromClient ? event.destinationPort() : event.sourcePort();
    rows.add(connection);
    details.add(NO_DETAILS);
    return rows.size() - 1;
  }

  /** Whether the packet of {@code event} comes from the client of connection {@code row}. */
  boolean isFromClient(int row, EventLine event) {
    Connection connection = rows.get(row);
    return connection.clientPort == event.sourcePort()
        && connection.client == strings.number(event.source());
  }

  /** Counts {@code event} for the connection in {@code row}. */
  void count(int row, EventLine event, int kind) {
    Connection connection = rows.get(row);
    connection.count(kind);
    connection.include(event.timestampNanos());
    connection.severity = Math.max(connection.severity, event.severity());
  }

  /** All rows; those that no line numbered are numbered behind the others. */
  List<Connection> numbered() {
    for (Connection connection : rows) {
      if (connection.number < 0) {
        connection.number = ++highest;
      }
    }
    return rows;
  }

  DetailBlocks details() {
    return details;
  }
}
