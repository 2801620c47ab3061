// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.report.internal.page.AnalysedSession;
import io.tcpviz.report.internal.page.OrderedSession;
import io.tcpviz.report.internal.page.PageContent;
import io.tcpviz.report.internal.page.PageFile;
import io.tcpviz.report.internal.page.PageKind;
import io.tcpviz.report.internal.page.PageTables;
import io.tcpviz.report.internal.page.TraceTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the report of a capture while it is analysed, beside a {@link SessionWriter}. The page is
 * the one that {@link Pages#report} makes of the session's files, octet for octet, and those need
 * not be read again. Works in threads of its own.
 *
 * <p>Events and connections wait in memory, an event in some fifty octets and a connection in some
 * hundred and fifty. Used by one thread.
 */
public final class ReportWriter implements EventSink, Closeable {
  private static final String EVENTS = "events.jsonl";

  private final AnalysedSession session;
  private final BackgroundSink rows;
  private @Nullable CompletableFuture<OrderedSession> ordered;
  private @Nullable CompletableFuture<PageTables> tables;

  /**
   * Begins a report.
   *
   * @param sources names of the capture files, as {@link io.tcpviz.core.event.PacketRef#source()}
   *     indexes them
   */
  public ReportWriter(List<String> sources) {
    session = new AnalysedSession(List.copyOf(sources));
    rows = new BackgroundSink(session, "report");
  }

  @Override
  public void event(TcpEvent event) {
    rows.event(event);
  }

  @Override
  public void flow(FlowSummary flow) {
    rows.flow(flow);
  }

  /**
   * Tells that the analysis has ended, so that the page can be made while its caller does something
   * else; does not wait for it. Must be called once, before {@link #write}.
   */
  public void finish() {
    CompletableFuture<OrderedSession> first = rows.then(session::ordered);
    ordered = first;
    tables = rows.then(() -> session.tables(BackgroundSink.join(first), PageKind.REPORT));
  }

  /**
   * Writes the page under a temporary name and renames it when complete.
   *
   * @param summary the run as a whole: summary.json, complete
   * @param capture what is analysed, read once more for the segments; null for a page without
   * @param page the page, which is replaced if it is there
   * @throws IOException if {@code summary} cannot be read or the page cannot be written; the
   *     message names the file
   */
  public void write(Path summary, @Nullable SegmentSource capture, Path page) throws IOException {
    if (ordered == null || tables == null) {
      throw new IllegalStateException("the analysis has not ended");
    }
    TraceTable traces = PageFile.traces(BackgroundSink.join(ordered), summary, capture);
    PageTables packed = BackgroundSink.join(tables);
    PageFile.write(new PageContent(PageKind.REPORT, EVENTS, packed, 0, 0, traces), summary, page);
  }

  /** Ends the threads. */
  @Override
  public void close() {
    rows.close();
  }
}
