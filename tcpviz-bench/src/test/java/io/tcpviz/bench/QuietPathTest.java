// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.bench.trace.Shape;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import io.tcpviz.testkit.Allocations;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection in good order costs time, but no memory, however long it goes on. */
class QuietPathTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void moreOrderlySegmentsAllocateNothingMore(int seed) throws IOException {
    long less = allocated(Shape.bulk().packets(20_000).connections(1).seed(seed));
    long more = allocated(Shape.bulk().packets(60_000).connections(1).seed(seed));
  }

  private static long allocated(Shape shape) throws IOException {
    TraceFile file = TraceFile.write(shape);
    FlowAnalyzer analyzer = new FlowAnalyzer(AnalysisConfig.defaults());
    long octets = Allocations.bytes(() -> analyze(analyzer, file));
    file.delete();
    return octets;
  }

  private static void analyze(FlowAnalyzer analyzer, TraceFile file) {
    try (CaptureReader reader = Captures.open(file.path())) {
      analyzer.stream(reader, event -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
