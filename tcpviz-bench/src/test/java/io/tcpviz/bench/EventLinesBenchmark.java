// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.bench.trace.Shape;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import io.tcpviz.report.internal.EventLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Millions of events a second that become lines of events.jsonl. The lines go nowhere; a file takes
 * them at the speed of its disk.
 *
 * <pre>mvn -pl tcpviz-bench jmh:benchmark -Djmh.benchmarks=EventLinesBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EventLinesBenchmark {
  private static final int EVENTS = 10_000;
  private static final List<String> SOURCES = List.of("trace");

  private List<TcpEvent> events = List.of();

  /** Makes the events and checks that each becomes a line. */
  @Setup
  public void makeEvents() throws IOException {
    TraceFile trace = TraceFile.write(Shape.mixed().packets(200_000).anomalies(0.1));
    try (CaptureReader reader = Captures.open(trace.path())) {
      events = new FlowAnalyzer(AnalysisConfig.defaults()).analyze(reader).events();
    }
    trace.delete();
    Gate.check("events", EVENTS, Math.min(EVENTS, events.size()));
    events = events.subList(0, EVENTS);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    writeTo(lines);
    Gate.check("lines", EVENTS, lines.toString().lines().count());
  }

  /** The lines of all events. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void write() throws IOException {
    writeTo(OutputStream.nullOutputStream());
  }

  private void writeTo(OutputStream out) throws IOException {
    EventLines lines = new EventLines(out, SOURCES);
    for (TcpEvent event : events) {
      lines.write(event);
    }
    lines.flush();
  }
}
