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
final class PageContent {
  private final PageKind kind;
  private final SessionFiles session;
  private final TraceTable traces;
  private final List<Table> tables = new ArrayList<>();

  /** The content of a page of {@code kind}. */
  PageContent(PageKind kind, SessionFiles session, TraceTable traces) {
    this.kind = kind;
    this.traces = traces;
    this.session = session;
    tables.add(
        ConnectionTable.of(
            session.connections(), session.beginNanos(), session.kinds().all().size()));
    if (kind.showsEvents()) {
      tables.add(session.events().table());
    }
  }

  /** The tables of the page. */
  List<Table> tables() {
    return tables;
  }

  /** The segments of the page. */
  TraceTable traces() {
    return traces;
  }

  /**
   * Everything but the tables' octets, as JSON that may stand in a page.
   *
   * @param summary summary.json; it may be missing
   */
  String json(Path summary) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = PageJson.generator(text)) {
      out.writeStartObject();
      out.writeStringField("page", kind.jsonName());
      out.writeStringField("source", Strings.visible(session.name()));
      out.writeStringField("begin", Long.toString(session.beginNanos()));
      out.writeNumberField("invalidEvents", session.invalidEvents());
      out.writeNumberField("invalidConnections", session.invalidConnections());
      out.writeFieldName("severities");
      out.writeArray(session.severities(), 0, session.severities().length);
      if (Files.exists(summary)) {
        out.writeFieldName("summary");
        PageJson.copyObject(summary, out);
      }
      words(out);
      out.writeObjectFieldStart("tables");
      for (Table table : tables) {
        table(out, table);
      }
      out.writeEndObject();
      traces(out);
      out.writeArrayFieldStart("strings");
      for (String string : session.strings().all()) {
        out.writeString(string);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return text.toString();
  }

  private void words(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("kinds");
    for (Kinds.Kind each : session.kinds().all()) {
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
    table.details().finish();
    out.writeObjectFieldStart(table.name());
    out.writeNumberField("rows", table.rows());
    out.writeNumberField("blockRows", DetailBlocks.ROWS);
    columns(out, table.columns());
    out.writeArrayFieldStart("fields");
    for (DetailBlocks.Field field : table.details().fields()) {
      out.writeStartArray();
      out.writeString(Strings.visible(field.name()));
      out.writeString(String.valueOf(field.type().letter()));
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("shapes");
    for (List<Integer> shape : table.details().shapes()) {
      out.writeStartArray();
      for (int field : shape) {
        out.writeNumber(field);
      }
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
