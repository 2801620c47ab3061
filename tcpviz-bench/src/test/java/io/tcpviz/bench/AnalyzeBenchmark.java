// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.core.event.EventKind;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds to analyse a whole capture of about 160 000 packets out of memory: decoding, finding
 * connections, detectors and summaries, everything but reading a file. Divide by the packet count
 * that the gate prints for the cost of one packet.
 *
 * <pre>mvn -pl tcpviz-bench jmh:benchmark -Djmh.benchmarks=AnalyzeBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class AnalyzeBenchmark {
  private static final int ROUNDS_IN_ALL = 10_000;

  /** Connections that are open at the same time. */
  @Param({"10", "1000", "10000"})
  public int connections;

  /** Share of the rounds of ten segments that lose one. */
  @Param({"0", "0.01", "0.1"})
  public double lossRate;

  private final FlowAnalyzer analyzer = new FlowAnalyzer(AnalysisConfig.defaults());
  private SyntheticTrace trace;

  /** Makes the capture and checks what the analysis says of it. */
  @Setup
  public void makeTrace() throws IOException {
    trace = SyntheticTrace.of(connections, ROUNDS_IN_ALL / connections, lossRate, 1);
    RunSummary summary = analyze();
    long losses = trace.losses();
    Gate.check("segments", trace.packets().size(), summary.tcpPackets());
    Gate.check("connections", trace.connections(), summary.connections());
    Gate.check("retransmissions", losses, count(summary, EventKind.RETRANSMISSION));
    Gate.check("losses", losses, count(summary, EventKind.LOSS_INFER));
    Gate.check("out of order", 0, count(summary, EventKind.OUT_OF_ORDER));
    System.out.println("packets: " + summary.packets() + ", lost segments: " + losses);
  }

  /** The whole analysis; events go nowhere. */
  @Benchmark
  public RunSummary analyze() throws IOException {
    return analyzer.stream(trace.reader(), event -> {});
  }

  private static long count(RunSummary summary, EventKind kind) {
    return summary.eventCounts().getOrDefault(kind, 0L);
  }
}
