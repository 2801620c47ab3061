// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

/** One row of the table of events. Reused from row to row. */
final class EventRow {
  /** Numbers that {@link #pack} needs. */
  static final int PACKED = 8;

  /** Capture time, nanoseconds since the epoch. */
  long timestampNanos;

  /** As {@link Kinds} numbers it. */
  int kind;

  /** As {@link Connection#severity(String)} numbers it. */
  int severity;

  /** Number of its connection. */
  long connection;

  boolean fromClient;

  /** As a number of {@link Strings}. */
  int reason;

  /** The file of its packet, as a number of {@link Strings}; -1 where there is only one. */
  int file;

  /** The frame in that file; -1 where the event does not say. */
  long frame;

  /** All of it, as numbers. */
  void pack(long[] into) {
    into[0] = timestampNanos;
    into[1] = kind;
    into[2] = severity;
    into[3] = connection;
    into[4] = fromClient ? 1 : 0;
    into[5] = reason;
    into[6] = file;
    into[7] = frame;
  }

  /** Reads what {@link #pack} wrote. */
  void unpack(long[] from) {
    timestampNanos = from[0];
    kind = (int) from[1];
    severity = (int) from[2];
    connection = from[3];
    fromClient = from[4] != 0;
    reason = (int) from[5];
    file = (int) from[6];
    frame = from[7];
  }
}
