// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.report.LivePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** A part of a live page: tables as every page has them, and what only a live one knows. */
public final class LiveContent {
  private static final String NO_SEGMENTS =
      "The segments of a connection come from a second reading of the capture, which a live page"
          + " cannot have: it shows figures and events. A report of the capture shows the segments.";

  private final LivePart part;
  private final byte[] summary;
  private final PageTables tables;

  private LiveContent(LivePart part, byte[] summary, PageTables tables) {
    this.part = part;
    this.summary = summary;
    this.tables = tables;
  }

  /**
   * The content of {@code part}.
   *
   * @param summary its summary as JSON; empty for none
   */
  public static LiveContent of(LivePart part, byte[] summary) {
    AnalysedSession session = new AnalysedSession(sources(part));
    Set<Integer> known = new HashSet<>();
    for (FlowSummary flow : part.connections()) {
      if (known.add(flow.id().connection())) {
        session.flow(flow);
      }
    }
    for (LiveEvent live : part.events()) {
      if (known.add(live.event().flow().connection())) {
        session.flow(live.event().flow());
      }
      session.event(live.event());
    }
    return new LiveContent(part, summary, session.tables(session.ordered(), PageKind.LIVE));
  }

  /** The names of the files: as a list without end where there is more than one. */
  public static List<String> sources(LivePart part) {
    IntFunction<String> name = part.fileName();
    return name == null ? List.of("") : new Names(name);
  }

  /** The policy of the page. */
  public static String policy() {
    return PageAssets.policy(PageKind.LIVE);
  }

  /** Writes the whole page. */
  public void page(OutputStream out, String source, String position) throws IOException {
    PageContent page =
        new PageContent(PageKind.LIVE, source, tables, 0, 0, new TraceTable(NO_SEGMENTS));
    PageFile.fill(out, page.json(json -> members(json, position)), page);
  }

  /** Writes what changes a page. */
  public void part(OutputStream out, String position) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = PageJson.generator(text)) {
      json.writeStartObject();
      members(json, position);
      PageContent.tables(json, tables);
      json.writeObjectFieldStart("octets");
      for (Packed each : tables.octets()) {
        json.writeStringField(each.id(), Base64.getEncoder().encodeToString(each.gzip()));
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private void members(JsonGenerator out, String position) throws IOException {
    if (summary.length > 0) {
      out.writeFieldName("summary");
      PageJson.copyObject(new ByteArrayInputStream(summary), "summary", out);
    }
    out.writeObjectFieldStart("live");
    out.writeStringField("position", position);
    out.writeArrayFieldStart("ids");
    for (LiveEvent live : part.events()) {
      out.writeNumber(live.id());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("withdrawn");
    for (long id : part.withdrawn()) {
      out.writeNumber(id);
    }
    out.writeEndArray();
    out.writeFieldName("status");
    PageJson.copyObject(part.status(), out);
    out.writeArrayFieldStart("alerts");
    for (Consumer<FieldVisitor> alert : part.alerts()) {
      PageJson.copyObject(alert, out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Files are counted without end, and each is asked for by its number alone. */
  private static final class Names extends AbstractList<String> {
    private final IntFunction<String> name;

    Names(IntFunction<String> name) {
      this.name = name;
    }

    @Override
    public String get(int index) {
      return name.apply(index);
    }

    @Override
    public int size() {
      return Integer.MAX_VALUE;
    }
  }
}
