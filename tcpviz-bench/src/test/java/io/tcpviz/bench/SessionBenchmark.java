// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.bench.trace.Shape;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import io.tcpviz.report.SessionDirectory;
import io.tcpviz.report.SessionWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * Millions of packets a second from a file to a session directory with all data files: what the
 * command {@code parse-pcap} does, without the start of the virtual machine.
 *
 * <pre>mvn -pl tcpviz-bench jmh:benchmark -Djmh.benchmarks=SessionBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SessionBenchmark {
  /** A shape, and percent of anomalous data segments. */
  @Param({"bulk 0", "many 0", "mixed 0", "mixed 10"})
  public String trace;

  /** About as many, with a connection count in proportion. */
  long packets = 1_000_000;

  private final AnalysisConfig config = AnalysisConfig.defaults();
  private TraceFile file;
  private Path session;

  /** Makes the capture and checks what is written about it. */
  @Setup
  public void makeTrace() throws IOException {
    String[] words = trace.split(" ");
    Shape shape = Shape.named(words[0]).anomalies(Double.parseDouble(words[1]) / 100);
    file = TraceFile.write(shape.packets(packets));
    session = Files.createTempDirectory("tcpviz-bench");
    RunSummary summary = analyzeAndWrite(new Rates());
    Gate.check(file.counts(), summary);
    Gate.check("lines", file.counts().connections(), lines(session.resolve("flows.jsonl")));
    long events = summary.eventCounts().values().stream().mapToLong(Long::longValue).sum();
    Gate.check("lines", events, lines(session.resolve("events.jsonl")));
  }

  /** The whole analysis, all files written. */
  @Benchmark
  public RunSummary analyzeAndWrite(Rates rates) throws IOException {
    SessionDirectory directory = SessionDirectory.createAt(session);
    try (CaptureReader reader = Captures.open(file.path());
        SessionWriter writer = new SessionWriter(directory, List.of("trace"))) {
      RunSummary summary = new FlowAnalyzer(config).stream(reader, writer);
      writer.finish(summary, config::visit, "benchmark", 1);
      rates.packets += summary.packets();
      rates.octets += summary.bytes();
      return summary;
    }
  }

  /** Removes the capture and the session. */
  @TearDown
  public void delete() throws IOException {
    file.delete();
    try (var files = Files.list(session)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(session);
  }

  private static long lines(Path path) throws IOException {
    try (var lines = Files.lines(path)) {
      return lines.count();
    }
  }
}
