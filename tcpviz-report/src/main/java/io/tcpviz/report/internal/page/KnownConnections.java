// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.HashMap;
import java.util.Map;

/**
 * The connections that the files of a session have named so far. Events name theirs by number;
 * those of a file without numbers belong together when their two endpoints are the same, whichever
 * sent.
 */
final class KnownConnections {
  private static final Fields NO_DETAILS = new Fields();

  private final SessionRows rows;
  private final Map<Long, Client> clients = new HashMap<>();
  private final Map<String, Long> byEndpoints = new HashMap<>();

  /** Who the client is: address, as a number of {@link Strings}, and port. */
  private record Client(int address, int port) {}

  /** None; they will be added to {@code rows}. */
  KnownConnections(SessionRows rows) {
    this.rows = rows;
  }

  /** Adds what flows.jsonl says of a connection; a second line of the same number is left out. */
  void add(FlowLine line) {
    add(line.connection(), line.details());
  }

  private void add(Connection connection, Fields details) {
    Client client = new Client(connection.client, connection.clientPort);
    if (clients.putIfAbsent(connection.number, client) == null) {
      rows.add(connection, details);
    }
  }

  /** Lets {@code row} belong to the connection of {@code event}, which is made if it is new. */
  void assign(EventLine event, EventRow row) {
    row.connection = event.connection() >= 0 ? numbered(event) : byEndpoints(event);
    Client client = clients.get(row.connection);
    row.fromClient =
        client != null
            && client.port == event.sourcePort()
            && client.address == rows.strings().number(event.source());
  }

  private long numbered(EventLine event) {
    if (!clients.containsKey(event.connection())) {
      addFrom(event, event.connection());
    }
    return event.connection();
  }

  private long byEndpoints(EventLine event) {
    String from = event.source() + ' ' + event.sourcePort();
    String to = event.destination() + ' ' + event.destinationPort();
    String key = from.compareTo(to) <= 0 ? from + ' ' + to : to + ' ' + from;
    Long known = byEndpoints.get(key);
    if (known == null) {
      known = Connections.provisional(byEndpoints.size());
      byEndpoints.put(key, known);
      addFrom(event, known);
    }
    return known;
  }

  /** Where no opening says who is the client, the higher port is taken for its side. */
  private void addFrom(EventLine event, long number) {
    Connection connection = new Connection();
    connection.number = number;
    boolean fromClient = event.sourcePort() >= event.destinationPort();
    int from = rows.strings().number(event.source());
    int to = rows.strings().number(event.destination());
    connection.client = fromClient ? from : to;
    connection.clientPort = fromClient ? event.sourcePort() : event.destinationPort();
    connection.server = fromClient ? to : from;
    connection.serverPort = fromClient ? event.destinationPort() : event.sourcePort();
    add(connection, NO_DETAILS);
  }
}
