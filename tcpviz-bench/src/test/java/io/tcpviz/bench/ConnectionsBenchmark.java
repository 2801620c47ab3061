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
 * Millions of packets a second by how many connections are open at the same time. The traces hold
 * the same number of connections of the same lengths, ten packets each; what differs is how far
 * apart in the table, and in memory, one packet is from the next.
 *
 * <pre>mvn -pl tcpviz-bench jmh:benchmark -Djmh.benchmarks=ConnectionsBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class ConnectionsBenchmark {
  /** Connections open at the same time. */
  @Param({"1000", "100000", "1000000"})
  public int open;

  /** A tenth as many connections in all. */
  long packets = 10_000_000;

  private final FlowAnalyzer analyzer =
      new FlowAnalyzer(AnalysisConfig.defaults().withBounds(1_000_000, 250_000));

  private TraceFile file;

  /** Makes the capture and checks what the analysis says of it. */
  @Setup
  public void makeTrace() throws IOException {
    file = TraceFile.write(Shape.million().open(open).packets(packets));
    Gate.check(file.counts(), analyze(new Rates()));
  }

  /** The whole analysis; events go nowhere. */
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
