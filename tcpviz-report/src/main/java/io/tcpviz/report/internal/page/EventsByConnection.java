// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.Arrays;

/** What the events of a page say of their connections. Kinds that do not occur cost nothing. */
final class EventsByConnection {
  private final int rows;
  private final int[][] counts; // by kind and row; empty for kinds that do not occur
  private long[] first = {};
  private long[] last = {};
  private byte[] severities = {};

  EventsByConnection(int rows, int kinds) {
    this.rows = rows;
    this.counts = new int[kinds][0];
  }

  /** Counts {@code event} for the connection in {@code row}. */
  void add(EventRow event, int row) {
    if (counts[event.kind].length == 0) {
      counts[event.kind] = new int[rows];
    }
    counts[event.kind][row]++;
    begin();
    first[row] = Math.min(first[row], event.timestampNanos);
    last[row] = Math.max(last[row], event.timestampNanos);
    severities[row] = (byte) Math.max(severities[row], event.severity);
  }

  private void begin() {
    if (first.length == 0) {
      first = new long[rows];
      last = new long[rows];
      severities = new byte[rows];
      Arrays.fill(first, Long.MAX_VALUE);
      Arrays.fill(last, Long.MIN_VALUE);
    }
  }

  /** Lets {@code connection} know of the events in its {@code row}. */
  void addTo(Connection connection, int row) {
    if (first.length > 0 && first[row] <= last[row]) {
      connection.include(first[row], last[row]);
      connection.severity = Math.max(connection.severity, severities[row]);
    }
  }

  /** Whether there are events of {@code kind}. */
  boolean has(int kind) {
    return counts[kind].length > 0;
  }

  /** How many events of {@code kind} the connection in {@code row} has. */
  int count(int kind, int row) {
    return has(kind) ? counts[kind][row] : 0;
  }

  /** How many events of all kinds the connection in {@code row} has. */
  long count(int row) {
    long sum = 0;
    for (int kind = 0; kind < counts.length; kind++) {
      sum += count(kind, row);
    }
    return sum;
  }
}
