// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the data files of a session: events.jsonl, flows.jsonl, summary.json, benchmark.log. Files
 * are written under temporary names; {@link #finish} completes and renames them, {@link #close}
 * without it removes them.
 *
 * <p>The {@link EventSink} methods throw {@link java.io.UncheckedIOException} when the disk does.
 */
public final class SessionWriter implements EventSink, Closeable {
  /**
   * Begins a session.
   *
   * @param sources names of the capture files, as {@link io.tcpviz.core.event.PacketRef#source()}
   *     indexes them; with more than one, each event names its file
   */
  public SessionWriter(SessionDirectory directory, List<String> sources) throws IOException {
    throw new IOException("not yet: " + directory + sources);
  }

  @Override
  public void event(TcpEvent event) {}

  @Override
  public void flow(FlowSummary flow) {}

  /**
   * Completes all files.
   *
   * @param summary what the analysis returned
   * @param options presents the options of the run, for {@code options} in summary.json
   * @param version the version of tcpviz
   * @param elapsedNanos wall time of the analysis, for benchmark.log
   */
  public void finish(
      RunSummary summary, Consumer<FieldVisitor> options, String version, long elapsedNanos)
      throws IOException {}

  @Override
  public void close() throws IOException {}
}
