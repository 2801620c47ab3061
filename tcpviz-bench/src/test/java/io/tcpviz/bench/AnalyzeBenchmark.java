// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.bench.trace.Shape;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
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
 * Millions of packets a second through the whole analysis of a file in the page cache: reading,
 * decoding, connections, detectors and summaries. Events go nowhere.
 *
 * <pre>mvn -pl tcpviz-bench jmh:benchmark -Djmh.benchmarks=AnalyzeBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class AnalyzeBenchmark {
  /** A shape, and percent of anomalous data segments. */
  @Param({"bulk 0", "many 0", "mixed 0", "mixed 1", "mixed 10"})
  public String trace;

  /** With two, a thread reads and decodes what comes behind the first million packets. */
  @Param({"1", "2"})
  public int threads;

  /** About as many, with a connection count in proportion. */
  long packets = 4_000_000;

  private FlowAnalyzer analyzer;
  private TraceFile file;

  /** Makes the capture and checks what the analysis says of it. */
  @Setup
  public void makeTrace() throws IOException {
    String[] words = trace.split(" ");
    Shape shape = Shape.named(words[0]).anomalies(Double.parseDouble(words[1]) / 100);
    analyzer = new FlowAnalyzer(AnalysisConfig.defaults().withThreads(threads));
    file = TraceFile.write(shape.packets(packets));
    Gate.check(file.counts(), analyze(new Rates()));
  }

  /** The whole analysis. */
  @Benchmark
  public RunSummary analyze(Rates rates) throws IOException {
    try (CaptureReader reader = Captures.open(file.path())) {
      RunSummary summary = analyzer.stream(reader, event -> {});
      rates.packets += summary.packets();
      rates.octets += summary.bytes();
      return summary;
    }
  }

  /** Removes the capture. */
  @TearDown
  public void deleteTrace() throws IOException {
    file.delete();
  }
}
