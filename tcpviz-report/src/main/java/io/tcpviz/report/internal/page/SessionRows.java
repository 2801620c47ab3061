// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.report.internal.trace.FramesOfEvents;
import java.util.Arrays;

/**
 * The connections and events of a session as they come, from its files or from the analysis itself.
 * Connections may come in any order, before their events or after them; {@link #tables} puts them
 * in order, so that the same session gives the same page whichever way it came.
 */
final class SessionRows {
  private final Strings strings = new Strings();
  private final Kinds kinds = new Kinds();
  private final RowStore connections = new RowStore(Connection.PACKED);
  private final RowStore events = new RowStore(EventRow.PACKED);
  private final long[] severities = new long[3];
  private final long[] head = new long[Math.max(Connection.PACKED, EventRow.PACKED)];

  /** No rows. */
  SessionRows() {}

  /** Appends a connection. */
  void add(Connection connection, Fields details) {
    connection.pack(head);
    connections.add(head, details);
  }

  /** Appends an event. Events come in the order of their file. */
  void add(EventRow event, Fields details) {
    severities[event.severity]++;
    event.pack(head);
    events.add(head, details);
  }

  /** Takes the texts of the rows. */
  Strings strings() {
    return strings;
  }

  /** Numbers the kinds of the events. */
  Kinds kinds() {
    return kinds;
  }

  /** The rows in order, when all of them have come. */
  OrderedSession ordered() {
    Connections ordered = new Connections(connections, kinds.all().size());
    FramesOfEvents frames = new FramesOfEvents();
    RowStore.Reader reader = events.reader();
    EventRow event = new EventRow();
    for (int i = 0; i < events.rows(); i++) {
      event.unpack(reader.head(i));
      int row = ordered.rowOf(event.connection);
      ordered.events().add(event, row);
      frames.add(row, event.file, event.frame);
    }
    return new OrderedSession(ordered, frames, strings.all(), beginNanos(ordered));
  }

  /** The tables of a page. */
  PageTables tables(OrderedSession session, boolean withEvents) {
    UsedStrings used = new UsedStrings(session.texts());
    Table connectionTable =
        ConnectionTable.of(session.connections(), session.beginNanos(), kinds.all().size(), used);
    Table eventTable =
        withEvents
            ? EventTable.of(events, session.connections(), session.beginNanos(), used)
            : null;
    return PageTables.of(
        session.beginNanos(),
        Arrays.stream(severities).boxed().toList(),
        kinds.all(),
        connectionTable,
        eventTable,
        used.all());
  }

  /**
   * Times are counted from the first one that is known, in the order of connections: any near one
   * will do.
   */
  private static long beginNanos(Connections connections) {
    Connections.Reader reader = connections.reader();
    for (int row = 0; row < connections.rows(); row++) {
      long nanos = reader.connection(row).firstNanos;
      if (nanos != Connection.UNKNOWN_TIME) {
        return nanos;
      }
    }
    return 0;
  }
}
