// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.detect.Analysis;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private TraceCounts counts;

  @Test
  void theSameSeedGivesTheSameOctets() throws IOException {
    assertArrayEquals(
        octets(Shape.mixed().packets(5_000).anomalies(0.1)),
        octets(Shape.mixed().packets(5_000).anomalies(0.1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bulk", "many", "mixed", "million"})
  void aCleanTraceHoldsItsPacketsAndNothingStrange(String name) throws IOException {
    Analysis analysis = analysis(Shape.named(name).packets(40_000).connections(400));
    assertEquals(List.of(), analysis.events());
    assertEquals(counts.packets(), analysis.summary().tcpPackets());
    assertEquals(counts.bytes(), analysis.summary().bytes());
    assertEquals(400, analysis.flows().size());
    assertEquals(40_000, counts.packets(), 2_000);
    assertTrue(analysis.flows().stream().allMatch(flow -> flow.state() == FlowState.CLOSED));
  }

  @Test
  void asManyConnectionsAreOpenAsTheShapeSays() throws IOException {
    Analysis analysis = analysis(Shape.many().packets(40_000).open(700));
    assertEquals(700, mostOpen(analysis.flows()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1})
  void anomaliesAreWhatTheAnalysisFinds(double share) throws IOException {
    RunSummary told = analysis(Shape.mixed().packets(100_000).anomalies(share)).summary();
    long strange = counts.lost() + counts.outOfOrder() + counts.duplicates();
    assertEquals(share, (double) strange / counts.dataSegments(), 0.2 * share);
    assertEquals(counts.packets(), told.tcpPackets());
    assertEquals(counts.duplicates(), count(told, EventKind.DUPLICATE_PACKET));
    assertEquals(counts.outOfOrder(), count(told, EventKind.OUT_OF_ORDER), 15);
    long retransmissions = count(told, EventKind.RETRANSMISSION);
    assertTrue(retransmissions <= counts.retransmissions(), "told: " + retransmissions);
    assertTrue(retransmissions >= counts.retransmissions() - counts.unseenRepairs());
  }

  @Test
  void aFloodIsOneConnectionAPacket() throws IOException {
    Analysis analysis = analysis(Shape.synFlood().packets(3_000));
    assertEquals(3_000, counts.packets());
    assertEquals(3_000, analysis.summary().connections());
    assertEquals(1, analysis.flows().stream().map(flow -> flow.id().server()).distinct().count());
  }

  @Test
  void framesAreCutAtTheSnapLength() throws IOException {
    byte[] whole = octets(Shape.mixed().packets(1_000));
    assertTrue(octets(Shape.mixed().packets(1_000).snapLength(60)).length < whole.length);
    assertFalse(analysis(Shape.mixed().packets(1_000).snapLength(70)).flows().isEmpty());
  }

  private byte[] octets(Shape shape) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    counts = Trace.write(shape, out);
    return out.toByteArray();
  }

  private Analysis analysis(Shape shape) throws IOException {
    var source = CaptureSource.of("trace", new ByteArrayInputStream(octets(shape)));
    try (CaptureReader reader =
        Captures.open(List.of(source), Captures.provider(Captures.NATIVE))) {
      return new FlowAnalyzer(AnalysisConfig.defaults()).analyze(reader);
    }
  }

  private static long count(RunSummary summary, EventKind kind) {
    return summary.eventCounts().getOrDefault(kind, 0L);
  }

  private static int mostOpen(List<FlowSummary> flows) {
    record Change(long nanos, int by) {}
    List<Change> changes =
        flows.stream()
            .flatMap(
                flow ->
                    Stream.of(new Change(flow.firstNanos(), 1), new Change(flow.lastNanos(), -1)))
            .sorted((one, other) -> Long.compare(one.nanos, other.nanos))
            .toList();
    int open = 0;
    int most = 0;
    for (Change change : changes) {
      open += change.by;
      most = Math.max(most, open);
    }
    return most;
  }
}
