// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.Nullable;
import io.tcpviz.report.internal.trace.SegmentCollector;
import io.tcpviz.report.internal.trace.SegmentLog;
import io.tcpviz.report.internal.trace.Sparks;
import io.tcpviz.report.internal.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The segments that a page carries. One row of the columns is one connection; its segments are a
 * block of {@code traces.data} that can be decoded alone.
 */
public final class TraceTable {
  private static final int MICRO = 1000;

  private final Column row = new Column("row", "i32");
  private final Column rows = new Column("rows", "i32");
  private final Column size = new Column("size", "i32");
  private final Column segments = new Column("segments", "f64");
  private final Column thinned = new Column("thinned", "u8");
  private final Column clientBase = new Column("clientBase", "f64");
  private final Column serverBase = new Column("serverBase", "f64");
  private final Column clientShift = new Column("clientShift", "u8");
  private final Column serverShift = new Column("serverShift", "u8");
  private final Varints data = new Varints();
  private final Column sparkRow = new Column("row", "i32");
  private final Varints sparks = new Varints();
  private final String note;
  private int unitNanos = MICRO;
  private int count;
  private int sparkCount;

  /** No segments. */
  TraceTable(String note) {
    this.note = note;
  }

  /**
   * The segments that were collected.
   *
   * @param pageRows by candidate: its row in the table of connections
   * @param connections the table of connections
   * @param beginNanos the time, since the epoch, that the page counts from
   */
  TraceTable(
      SegmentCollector collected,
      int[] pageRows,
      Connections.Reader connections,
      long beginNanos,
      String note) {
    this(note);
    List<Trace> traces = collected.traces();
    unitNanos = unitNanos(collected.log(), traces, beginNanos);
    TraceBlock block = new TraceBlock(collected.log(), beginNanos, unitNanos, data);
    for (Trace trace : traces) {
      int pageRow = pageRows[trace.connection()];
      add(block, trace, pageRow, connections.connection(pageRow));
    }
    for (int i = 0; i < pageRows.length; i++) {
      addSpark(pageRows[i], collected.spark(i));
    }
  }

  /** A microsecond, unless a time is finer. */
  private static int unitNanos(SegmentLog log, List<Trace> traces, long beginNanos) {
    for (Trace trace : traces) {
      for (int at : trace.order()) {
        if ((log.timeNanos(at) - beginNanos) % MICRO != 0
            || (trace.sinceNanos(log, at) - beginNanos) % MICRO != 0) {
          return 1;
        }
      }
    }
    return MICRO;
  }

  private void add(TraceBlock block, Trace trace, int pageRow, Connection connection) {
    long before = data.size();
    block.write(trace);
    row.add(pageRow);
    rows.add(trace.rows());
    size.add(data.size() - before);
    segments.add(connection.packets);
    thinned.add(trace.isThinned() ? 1 : 0);
    clientBase.add(block.base(0));
    serverBase.add(block.base(1));
    clientShift.add(shift(connection.clientShift));
    serverShift.add(shift(connection.serverShift));
    count++;
  }

  /** Where it is not known, windows stay as they are. */
  private static long shift(long known) {
    return known < 0 || known > 14 ? 0 : known;
  }

  private void addSpark(int pageRow, byte @Nullable [] spark) {
    if (spark != null) {
      sparkRow.add(pageRow);
      for (int part = 0; part < Sparks.PARTS; part++) {
        sparks.unsigned(Byte.toUnsignedLong(spark[part]));
      }
      sparkCount++;
    }
  }

  /** Connections with segments. */
  int count() {
    return count;
  }

  /** Connections with sparks. */
  int sparkCount() {
    return sparkCount;
  }

  /** Nanoseconds that a unit of the times stands for. */
  int unitNanos() {
    return unitNanos;
  }

  /** What was left out, in words for people; empty if nothing was. */
  String note() {
    return note;
  }

  /** What is decoded at once of the connections with segments. */
  List<Column> columns() {
    return List.of(
        row, rows, size, segments, thinned, clientBase, serverBase, clientShift, serverShift);
  }

  /** The octets of all of it. */
  List<Packed> octets() {
    Map<String, Varints> elements = new LinkedHashMap<>();
    for (Column column : columns()) {
      elements.put("traces." + column.name(), column.encoded());
    }
    elements.put("traces.data", data);
    elements.put("sparks.row", sparkRow.encoded());
    elements.put("sparks.data", sparks);
    return Packed.of(elements);
  }
}
