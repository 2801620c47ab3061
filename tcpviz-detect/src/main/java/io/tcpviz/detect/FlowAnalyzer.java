// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.LiveSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Analyses the TCP of a capture.
 *
 * <pre>{@code
 * Analysis analysis = FlowAnalyzer.analyze(Path.of("capture.pcapng"));
 * analysis.events().forEach(event -> System.out.println(event.packet().frame() + " " + event.kind()));
 * }</pre>
 *
 * <p>{@link #analyze(Path)} keeps all events and connections in memory; {@link #stream} hands them
 * to a sink as they are settled and keeps memory bounded. An analyzer is immutable; each call of
 * its methods is an analysis of its own.
 */
public final class FlowAnalyzer {
  private final AnalysisConfig config;

  /** An analyzer with the given thresholds. */
  public FlowAnalyzer(AnalysisConfig config) {
    this.config = config;
  }

  /**
   * Analyses a capture file with the default thresholds.
   *
   * @throws io.tcpviz.core.capture.CaptureException if the file is no capture
   * @throws IOException if it cannot be read
   */
  public static Analysis analyze(Path capture) throws IOException {
    try (CaptureReader reader = Captures.open(capture)) {
      return new FlowAnalyzer(AnalysisConfig.defaults()).analyze(reader);
    }
  }

  /**
   * Analyses a capture to its end and keeps the result in memory. The caller closes the reader,
   * which is called as by {@link #stream}.
   *
   * @throws IOException if the capture cannot be read on
   */
  public Analysis analyze(CaptureReader reader) throws IOException {
    List<TcpEvent> events = new ArrayList<>();
    List<FlowSummary> flows = new ArrayList<>();
    RunSummary summary =
        stream(
            reader,
            new EventSink() {
              @Override
              public void event(TcpEvent event) {
                events.add(event);
              }

              @Override
              public void flow(FlowSummary flow) {
                flows.add(flow);
              }
            });
    flows.sort(Comparator.comparingInt(flow -> flow.id().connection()));
    return new Analysis(events, flows, summary);
  }

  /**
   * Analyses a capture to its end, handing out events and connections as they are settled. Memory
   * is bounded by {@link AnalysisConfig#maxConnections()} and {@link
   * AnalysisConfig#maxHeldEvents()}, whatever the length of the capture. The caller closes the
   * reader.
   *
   * <p>With {@link AnalysisConfig#threads()} a long capture is read by a thread of its own, ahead
   * of the analysis. It ends before this call does, however that ends: where the analysis fails, or
   * this thread is interrupted, the one that reads is interrupted too, and waited for.
   *
   * @param reader called by this thread and the other, never by two at a time; where the analysis
   *     fails, frames were read that it has not seen
   * @param sink called in this thread; what it throws ends the analysis and reaches the caller
   * @throws IOException if the capture cannot be read on; everything before has been analysed
   */
  public RunSummary stream(CaptureReader reader, EventSink sink) throws IOException {
    return new Run(config, sink).run(reader);
  }

  /**
   * Begins an analysis of frames that the caller hands over one by one. Memory is bounded as in
   * {@link #stream}.
   *
   * @param name stands for where the frames come from, in the summary
   * @param sink called within the calls of the feed; what it throws reaches their caller
   */
  public FrameFeed feed(String name, EventSink sink) {
    return new FrameFeed(name, new Run(config, sink));
  }

  /**
   * Begins an analysis like {@link #feed} that also tells each verdict at the packet that brings it
   * about, and revises it later where it must.
   *
   * @param name stands for where the frames come from, in the summary
   * @param live told verdicts within the calls of the feed, as they stand then
   * @param settled given events that no longer change, and connections, as by {@link #feed}
   */
  public FrameFeed live(String name, LiveSink live, EventSink settled) {
    return new FrameFeed(name, new Run(config, settled, live));
  }
}
