// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import io.tcpviz.core.wire.TcpSegment;

/** The rows of one connection in a {@link SegmentLog}: each segment has its own. */
public class Trace {
  private final int connection;
  private final int first;
  private final int capacity;
  private int rows;

  /** Room for {@code capacity} rows from {@code first} on. */
  Trace(int connection, int first, int capacity) {
    this.connection = connection;
    this.first = first;
    this.capacity = capacity;
  }

  /** Takes the next segment. */
  void add(SegmentLog log, TcpSegment segment, boolean fromClient) {
    append(log, segment, fromClient);
  }

  /** Gives the segment a row of its own, and returns that; -1 if there is no room left. */
  final int append(SegmentLog log, TcpSegment segment, boolean fromClient) {
    if (rows == capacity) {
      return -1; // more than the files said: the caller counts, and drops the whole
    }
    log.put(first + rows, segment, fromClient);
    return first + rows++;
  }

  /** Index among the candidates. */
  public final int connection() {
    return connection;
  }

  /** Rows in use. */
  public final int rows() {
    return rows;
  }

  /** Rows that it has room for. */
  final int capacity() {
    return capacity;
  }

  /** The first row. */
  final int first() {
    return first;
  }

  /** Whether rows may stand for several segments. */
  public boolean isThinned() {
    return false;
  }

  /** The rows in the order of the capture. */
  public int[] order() {
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = first + i;
    }
    return order;
  }

  /** How many segments a row stands for. */
  public int merged(int row) {
    return 1;
  }

  /** Capture time of the first segment that a row stands for. */
  public long sinceNanos(SegmentLog log, int row) {
    return log.timeNanos(row);
  }
}
