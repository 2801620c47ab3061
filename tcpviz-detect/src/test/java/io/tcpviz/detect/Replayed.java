// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.replay.ConnectionBeginning;
import io.tcpviz.core.tcp.FlowId;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.MemoryCaptures;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What a replay of an analysed capture hands out, in numbers. */
final class Replayed {
  private Replayed() {}

  /** A capture of several files in memory, or of one. */
  static SegmentReplay.Opening capture(List<List<CapturedPacket>> files) {
    List<CaptureSource> sources = new ArrayList<>();
    MemoryCaptures captures = new MemoryCaptures();
    for (List<CapturedPacket> file : files) {
      String name = "file" + sources.size();
      List<Frame> frames = new ArrayList<>();
      for (CapturedPacket packet : file) {
        frames.add(
            Frames.frame(
                packet.bytes(), packet.linkType(), packet.timestampNanos(), frames.size() + 1));
      }
      captures.with(name, frames);
      sources.add(CaptureSource.of(name, InputStream.nullInputStream()));
    }
    return () -> Captures.open(sources, captures);
  }

  /** Analyses a capture, and fails unless its replay agrees. */
  static Analysis analyze(SegmentReplay.Opening capture, AnalysisConfig config) throws IOException {
    try (CaptureReader reader = capture.open()) {
      Analysis analysis = new FlowAnalyzer(config).analyze(reader);
      assertSame(analysis, config, capture);
      return analysis;
    }
  }

  /** Where the connections of an analysis begin. */
  private static List<ConnectionBeginning> beginnings(Analysis analysis) {
    return analysis.flows().stream().map(Replayed::beginning).toList();
  }

  private static ConnectionBeginning beginning(FlowSummary flow) {
    FlowId id = flow.id();
    return new ConnectionBeginning(
        id.client(), id.server(), flow.source(), flow.firstFrame(), flow.lastNanos());
  }

  /** Fails unless each connection gets as many segments, octets and times as the analysis saw. */
  private static void assertSame(
      Analysis analysis, AnalysisConfig config, SegmentReplay.Opening capture) throws IOException {
    List<FlowSummary> flows = analysis.flows();
    long[] packets = new long[2 * flows.size()];
    long[] octets = new long[2 * flows.size()];
    long[] last = new long[flows.size()];
    new SegmentReplay(capture, config.tunnels())
        .read(
            beginnings(analysis),
            (connection, fromClient, segment) -> {
              int side = 2 * connection + (fromClient ? 0 : 1);
              if (packets[2 * connection] + packets[2 * connection + 1] == 0) {
                assertEquals(flows.get(connection).firstFrame(), segment.frameNumber());
                assertEquals(flows.get(connection).firstNanos(), segment.timestampNanos());
                last[connection] = segment.timestampNanos();
              }
              packets[side]++;
              octets[side] += segment.payloadLength();
              last[connection] = Math.max(last[connection], segment.timestampNanos());
            });
    for (int i = 0; i < flows.size(); i++) {
      FlowSummary flow = flows.get(i);
      assertCounted(flow, flow.clientToServer(), packets[2 * i], octets[2 * i]);
      assertCounted(flow, flow.serverToClient(), packets[2 * i + 1], octets[2 * i + 1]);
      assertEquals(flow.lastNanos(), last[i], flow::toString);
    }
  }

  private static void assertCounted(
      FlowSummary flow, DirectionSummary side, long packets, long octets) {
    assertEquals(side.packets(), packets, flow::toString);
    assertEquals(side.payloadBytes(), octets, flow::toString);
  }
}
