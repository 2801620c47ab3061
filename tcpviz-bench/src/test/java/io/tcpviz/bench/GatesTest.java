// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tcpviz.bench.trace.Shape;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gates let today's code pass, so that no benchmark run finds out late that they do not. */
class GatesTest {
  @Test
  void decodingGivesTheKnownAnswer() {
    assertDoesNotThrow(new DecodeBenchmark()::makeFrames);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcap", "pcap full-size", "pcapng", "stream", "two files"})
  void readingGivesTheKnownAnswer(String source) {
    ReadBenchmark benchmark = new ReadBenchmark();
    benchmark.source = source;
    assertDoesNotThrow(benchmark::writeCapture);
    assertDoesNotThrow(benchmark::deleteCapture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bulk 0", "many 0", "mixed 0", "mixed 1", "mixed 10"})
  void analysingGivesTheKnownAnswer(String trace) {
    AnalyzeBenchmark benchmark = new AnalyzeBenchmark();
    benchmark.trace = trace;
    benchmark.threads = 2;
    benchmark.packets = 50_000;
    assertDoesNotThrow(benchmark::makeTrace);
    assertDoesNotThrow(benchmark::deleteTrace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"settled", "live"})
  void feedingGivesTheKnownAnswer(String sink) {
    LiveBenchmark benchmark = new LiveBenchmark();
    benchmark.sink = sink;
    benchmark.packets = 50_000;
    assertDoesNotThrow(benchmark::makeTrace);
    assertDoesNotThrow(benchmark::deleteTrace);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 5_000})
  void openConnectionsDoNotChangeTheAnswer(int open) {
    ConnectionsBenchmark benchmark = new ConnectionsBenchmark();
    benchmark.open = open;
    benchmark.packets = 50_000;
    assertDoesNotThrow(benchmark::makeTrace);
    assertDoesNotThrow(benchmark::deleteTrace);
  }

  @Test
  void writingGivesTheKnownAnswer() {
    assertDoesNotThrow(new EventLinesBenchmark()::makeEvents);
    SessionBenchmark benchmark = new SessionBenchmark();
    benchmark.trace = "mixed 10";
    benchmark.packets = 50_000;
    assertDoesNotThrow(benchmark::makeTrace);
    assertDoesNotThrow(benchmark::delete);
  }

  @Test
  void aWrongAnswerIsNotTimed() throws Exception {
    TraceFile clean = TraceFile.write(Shape.mixed().packets(5_000));
    TraceFile lossy = TraceFile.write(Shape.mixed().packets(5_000).anomalies(0.1));
    try (CaptureReader reader = Captures.open(lossy.path())) {
      var told = new FlowAnalyzer(AnalysisConfig.defaults()).stream(reader, event -> {});
      assertThrows(IllegalStateException.class, () -> Gate.check(clean.counts(), told));
    }
    clean.delete();
    lossy.delete();
  }
}
