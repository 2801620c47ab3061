// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.Spurious;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.FlowId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  @TempDir Path directory;

  @Test
  void thePageIsTheOneThatTheFilesOfTheSessionGive() throws IOException {
    assertSamePage(List.of("one.pcap"), 300, 2000, 0);
  }

  @Test
  void eventsAndConnectionsOfSeveralFilesNameTheirs() throws IOException {
    assertSamePage(List.of("a\u202e.pcap", "\ud800 <b>.pcap"), 40, 500, 0);
  }

  @Test
  void timesBeforeTheEpochAreTheSameToo() throws IOException {
    assertSamePage(List.of("old.pcap"), 40, 500, -2 * Samples.TIME);
  }

  @Test
  void aSessionWithoutEventsOrWithoutAnythingIsTheSameToo() throws IOException {
    assertSamePage(List.of("quiet.pcap"), 3, 0, 0);
    assertSamePage(List.of("empty.pcap"), 0, 0, 0);
  }

  @Test
  void aConnectionThatWasNeverSummedUpIsSaid() throws IOException {
    try (ReportWriter report = new ReportWriter(List.of("one.pcap"))) {
      report.event(event(new Random(1), 7, 1, 0));
      report.finish();
      Path page = directory.resolve("report.html");

      assertThrows(IllegalStateException.class, () -> report.write(page, null, page));
      assertFalse(Files.exists(page));
    }
  }

  private void assertSamePage(List<String> sources, int connections, int events, long shiftNanos)
      throws IOException {
    SessionDirectory session = SessionDirectory.createAt(directory.resolve("session"));
    Path direct = session.path().resolve("direct.html");
    try (SessionWriter writer = new SessionWriter(session, sources);
        ReportWriter report = new ReportWriter(sources)) {
      for (TcpEvent event : events(connections, events, sources.size(), shiftNanos)) {
        writer.event(event);
        report.event(event);
      }
      for (FlowSummary flow : flows(connections, sources.size(), shiftNanos)) {
        writer.flow(flow);
        report.flow(flow);
      }
      report.finish();
      CaptureFile[] files = sources.stream().map(Samples::file).toArray(CaptureFile[]::new);
      writer.finish(Samples.run(files), options -> {}, "1.2.3", 1_000_000_000L);
      report.write(session.summary(), null, direct);
    }
    Path read = session.path().resolve("read.html");
    Pages.report(session, read);

    assertArrayEquals(Files.readAllBytes(read), Files.readAllBytes(direct));
  }

  /** In the order in which they end, which is not that of their numbers. */
  private static List<FlowSummary> flows(int count, int sources, long shiftNanos) {
    Random random = new Random(3);
    List<FlowSummary> flows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FlowState state = FlowState.values()[random.nextInt(FlowState.values().length)];
      Severity severity = Severity.values()[random.nextInt(Severity.values().length)];
      FlowSummary flow = Samples.flow(i, state, severity);
      flows.add(
          new FlowSummary(
              flowId(i),
              random.nextInt(sources),
              i + 1,
              flow.firstNanos() + shiftNanos + i * 1_000_000L,
              flow.lastNanos() + shiftNanos + random.nextInt(),
              state,
              random.nextInt(3) - 1,
              flow.path(),
              flow.quality(),
              random.nextBoolean() ? Samples.direction() : Samples.silent(),
              random.nextBoolean() ? Samples.direction() : Samples.silent(),
              flow.eventCounts(),
              severity,
              random.nextInt(3) * 500_000L));
    }
    Collections.shuffle(flows, random);
    return flows;
  }

  private static List<TcpEvent> events(int connections, int count, int sources, long shiftNanos) {
    Random random = new Random(5);
    List<TcpEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TcpEvent event = event(random, random.nextInt(connections), i + 1, random.nextInt(sources));
      PacketRef packet = event.packet();
      events.add(
          Samples.event(
              event.flow(),
              event.direction(),
              new PacketRef(
                  packet.source(),
                  packet.frame(),
                  packet.timestampNanos() + shiftNanos,
                  packet.seq(),
                  packet.ack(),
                  packet.payloadLength(),
                  packet.flags()),
              event.reason(),
              event.detail()));
    }
    return events;
  }

  private static TcpEvent event(Random random, int connection, long frame, int source) {
    Direction direction = Direction.values()[random.nextInt(2)];
    PacketRef packet =
        new PacketRef(
            source,
            frame,
            Samples.TIME + frame * 250_000,
            random.nextInt(),
            random.nextInt(),
            random.nextInt(1461),
            random.nextInt(256));
    EventDetail detail =
        switch (random.nextInt(3)) {
          case 0 -> new EventDetail.ZeroWindow(random.nextInt(9) * 500_000L, 3, 1, frame, true);
          case 1 -> new EventDetail.Probe(EventKind.KEEP_ALIVE, random.nextInt(3) - 1);
          default ->
              new EventDetail.Retransmission(
                  RetransmissionKind.FAST,
                  Spurious.UNKNOWN,
                  1448,
                  frame - 1,
                  random.nextInt(2_000_000),
                  random.nextInt(2),
                  random.nextInt(2) * 7_000_000L,
                  List.of(Reason.values()[random.nextInt(Reason.values().length)]));
        };
    Reason reason = Reason.values()[random.nextInt(Reason.values().length)];
    return Samples.event(flowId(connection), direction, packet, reason, detail);
  }

  private static FlowId flowId(int connection) {
    return connection % 3 == 0 ? Samples.ipv6FlowId(connection) : Samples.flowId(connection);
  }
}
