// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.wire.SkipReason;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a page shows, ready to be put into it. */
public final class PageContent {
  private final PageKind kind;
  private final String source;
  private final PageTables tables;
  private final long invalidEvents;
  private final long invalidConnections;
  private final TraceTable traces;
  private final List<Packed> octets;

  /**
   * The content of a page.
   *
   * @param source name of the file of events
   * @param invalidEvents lines of that file that are no events
   * @param invalidConnections lines of the file of connections that are none
   * @param traces the segments of the page
   */
  public PageContent(
      PageKind kind,
      String source,
      PageTables tables,
      long invalidEvents,
      long invalidConnections,
      TraceTable traces) {
    this.kind = kind;
    this.source = source;
    this.tables = tables;
    this.invalidEvents = invalidEvents;
    this.invalidConnections = invalidConnections;
    this.traces = traces;
    this.octets = new ArrayList<>(tables.octets());
    octets.addAll(traces.octets());
  }

  PageKind kind() {
    return kind;
  }

  /** The octets of the tables and segments. */
  List<Packed> octets() {
    return octets;
  }

  /**
   * Everything but the tables' octets, as JSON that may stand in a page.
   *
   * @param summary summary.json; it may be missing
   */
  String json(Path summary) throws IOException {
    return json(
        out -> {
          if (Files.exists(summary)) {
            out.writeFieldName("summary");
            PageJson.copyObject(summary, out);
          }
        });
  }

  /** Some members of an object. */
  @FunctionalInterface
  interface Members {
    void write(JsonGenerator out) throws IOException;
  }

  /**
   * Everything but the tables' octets, as JSON that may stand in a page.
   *
   * @param more further members
   */
  String json(Members more) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = PageJson.generator(text)) {
      out.writeStartObject();
      out.writeStringField("page", kind.jsonName());
      out.writeStringField("source", Strings.visible(source));
      out.writeNumberField("invalidEvents", invalidEvents);
      out.writeNumberField("invalidConnections", invalidConnections);
      out.writeArrayFieldStart("severities");
      for (long count : tables.severities()) {
        out.writeNumber(count);
      }
      out.writeEndArray();
      more.write(out);
      words(out);
      tables(out, tables);
      traces(out);
      out.writeEndObject();
    }
    return text.toString();
  }

  /** Writes what is needed to read the octets of {@code tables}. */
  static void tables(JsonGenerator out, PageTables tables) throws IOException {
    out.writeStringField("begin", Long.toString(tables.beginNanos()));
    out.writeObjectFieldStart("tables");
    for (Table table : tables.all()) {
      table(out, table);
    }
    out.writeEndObject();
    out.writeArrayFieldStart("strings");
    for (String string : tables.strings()) {
      out.writeString(string);
    }
    out.writeEndArray();
  }

  private void words(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("kinds");
    for (Kinds.Kind each : tables.kinds()) {
      out.writeStartObject();
      out.writeStringField("name", each.name());
      out.writeStringField("title", each.title());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeObjectFieldStart("reasons");
    for (Reason reason : Reason.values()) {
      out.writeStringField(reason.jsonName(), reason.title());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("states");
    for (FlowState state : FlowState.values()) {
      out.writeStringField(state.jsonName(), state.title());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("skips");
    for (SkipReason skip : SkipReason.values()) {
      out.writeStringField(skip.jsonName(), skip.title());
    }
    out.writeEndObject();
    out.writeArrayFieldStart("hidden");
    for (SkipReason skip : SkipReason.values()) {
      if (skip.hidesTcp()) {
        out.writeString(skip.jsonName());
      }
    }
    out.writeEndArray();
  }

  private void traces(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("traces");
    out.writeNumberField("rows", traces.count());
    out.writeNumberField("sparks", traces.sparkCount());
    out.writeNumberField("unit", traces.unitNanos());
    out.writeStringField("note", traces.note());
    columns(out, traces.columns());
    out.writeEndObject();
  }

  private static void columns(JsonGenerator out, List<Column> columns) throws IOException {
    out.writeArrayFieldStart("columns");
    for (Column column : columns) {
      out.writeStartArray();
      out.writeString(column.name());
      out.writeString(column.type());
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private static void table(JsonGenerator out, Table table) throws IOException {
    out.writeObjectFieldStart(table.name());
    out.writeNumberField("rows", table.rows());
    out.writeNumberField("blockRows", DetailBlocks.ROWS);
    if (table.detailsBy() != null) {
      out.writeStringField("detailsBy", table.detailsBy());
    }
    columns(out, table.columns());
    out.writeArrayFieldStart("fields");
    for (Shapes.Field field : table.details().fields()) {
      out.writeStartArray();
      out.writeString(Strings.visible(field.name()));
      out.writeString(String.valueOf(field.type().letter()));
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("shapes");
    for (Shapes.Shape shape : table.details().shapes()) {
      out.writeStartArray();
      for (int i = 0; i < shape.size(); i++) {
        out.writeNumber(shape.fieldNumber(i));
      }
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
