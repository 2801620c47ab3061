// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.bench.trace.Shape;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.LiveSink;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import io.tcpviz.detect.FrameFeed;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Millions of packets a second through an analysis that is fed frame by frame, with 10 % of
 * anomalies: telling settled events only, or each verdict at its packet and its revisions as well.
 *
 * <pre>mvn -pl tcpviz-bench jmh:benchmark -Djmh.benchmarks=LiveBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LiveBenchmark {
  /** Who listens. */
  @Param({"settled", "live"})
  public String sink;

  /** About as many, with a connection count in proportion. */
  long packets = 1_000_000;

  private final FlowAnalyzer analyzer = new FlowAnalyzer(AnalysisConfig.defaults());
  private TraceFile file;
  private long told;

  /** Makes the capture, and checks that live listeners hold in the end what is settled. */
  @Setup
  public void makeTrace() throws IOException {
    file = TraceFile.write(Shape.mixed().anomalies(0.1).packets(packets));
    Gate.check(file.counts(), feed(new Rates()));
    if (sink.equals("live")) {
      Gate.check("events that stand", feed(new Rates()).events(), told / 2);
    }
  }

  /** The whole analysis. */
  @Benchmark
  public RunSummary feed(Rates rates) throws IOException {
    FrameFeed feed =
        sink.equals("live")
            ? analyzer.live("live", counter(), event -> {})
            : analyzer.feed("settled", event -> {});
    Frame frame = new Frame();
    try (CaptureReader reader = Captures.open(file.path())) {
      while (reader.next(frame)) {
        feed.frame(frame);
      }
      RunSummary summary = feed.finish(reader.info());
      rates.packets += summary.packets();
      rates.octets += summary.bytes();
      return summary;
    }
  }

  /** Counts events that stand. */
  private LiveSink counter() {
    return new LiveSink() {
      @Override
      public void said(LiveEvent event) {
        told++;
      }

      @Override
      public void revised(LiveEvent before, LiveEvent now) {}

      @Override
      public void withdrawn(LiveEvent before) {
        told--;
      }
    };
  }

  /** Removes the capture. */
  @TearDown
  public void deleteTrace() throws IOException {
    file.delete();
  }
}
