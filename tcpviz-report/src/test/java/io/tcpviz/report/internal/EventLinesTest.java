// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventDetail.Loss.Resolution;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.Spurious;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.report.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventLinesTest {
  private static final EventDetail DUPLICATE = new EventDetail.Duplicate(41, 1_500, false);

  @Test
  void aLineHoldsTheWholeEventInFixedOrder() throws IOException {
    TcpEvent event =
        Samples.event(
            Reason.TRIPLE_DUPLICATE_ACK,
            new EventDetail.Loss(1000, 2448, false, 3, -1, -1, Resolution.REPAIRED));
    assertEquals(
        """
        {"id":1,"ts":1700000000.123456789,"event":"loss_infer",\
        "flow_id":"192.0.2.1:50000->198.51.100.2:443",\
        "src":"192.0.2.1","dst":"198.51.100.2","sport":50000,"dport":443,\
        "seq":1000,"ack":2000,"len":1448,"flags":"P|A","severity":"WARNING",\
        "extra":{"reason":"triple_duplicate_ack","confidence":0.95,\
        "cwnd_bytes":14480,"max_cwnd_bytes":28960,"rtt_ema_ms":23.456789,\
        "lost_start":1000,"lost_end":2448,"lost_dir":"rev","dup_acks":3,\
        "resolution":"repaired"},\
        "frame":42,"connection":7}
        """,
        lines(List.of("a.pcap"), event));
  }

  static Stream<Arguments> details() {
    List<Reason> evidence = List.of(Reason.OCTETS_SEEN_BEFORE, Reason.LOSS_REPORTED);
    return Stream.of(
        Arguments.of(
            new EventDetail.Retransmission(
                RetransmissionKind.FAST, Spurious.NO, 1448, 17, 30_500_000, 0, 0, evidence),
            "retransmission",
            """
            "kind":"fast","spurious":false,"octets":1448,"original_frame":17,\
            "since_original_ms":30.5,"evidence":["octets_seen_before","loss_reported"]"""),
        Arguments.of(
            new EventDetail.Retransmission(
                RetransmissionKind.RTO, Spurious.UNKNOWN, 1, 0, -1, 2, 1_500_000, List.of()),
            "retransmission",
            """
            "kind":"rto","spurious":null,"octets":1,"original_frame":null,\
            "since_original_ms":null,"backoff":2,"silence_ms":1.5,"evidence":[]"""),
        Arguments.of(
            new EventDetail.OutOfOrder(250_000, 4344, 40, List.of(Reason.EARLIER_IP_ID)),
            "out_of_order",
            """
            "late_ms":0.25,"extent_octets":4344,"overtaken_by_frame":40,\
            "evidence":["earlier_ip_id"]"""),
        Arguments.of(
            new EventDetail.Loss(
                -2, 1446, true, 0, 900_000_000, 400_000_000, Resolution.UNREPAIRED),
            "loss_infer",
            """
            "lost_start":4294967294,"lost_end":1446,"lost_dir":"fwd","dup_acks":0,\
            "stall_ms":900,"threshold_ms":400,"resolution":"unrepaired\""""),
        Arguments.of(
            new EventDetail.Handshake(3, 3_000_000_001L, 2_000_000_000L),
            "handshake_anomaly",
            """
            "attempts":3,"waited_ms":3000.000001,"since_last_ms":2000"""),
        Arguments.of(
            new EventDetail.Teardown(50, 10_000_000_000L, 0),
            "teardown_anomaly",
            """
            "count":50,"window_ms":10000"""),
        Arguments.of(
            new EventDetail.Teardown(1, 0, 2896),
            "teardown_anomaly",
            """
            "count":1,"octets_lost":2896"""),
        Arguments.of(
            new EventDetail.ZeroWindow(1_234_567_890L, 5, 3, 99, true),
            "zero_window",
            """
            "duration_ms":1234.56789,"advertisements":5,"probes":3,"last_frame":99,\
            "reopened":true"""),
        Arguments.of(
            DUPLICATE,
            "duplicate_packet",
            """
            "original_frame":41,"after_ms":0.0015,"whole_capture":false"""),
        Arguments.of(
            new EventDetail.Probe(EventKind.KEEP_ALIVE, 60_000_000_000L),
            "keep_alive",
            """
            "idle_ms":60000"""),
        Arguments.of(
            new EventDetail.Probe(EventKind.ZERO_WINDOW_PROBE, -1),
            "zero_window_probe",
            """
            "idle_ms":null"""),
        Arguments.of(
            new EventDetail.WindowFull(65_535, 40_000_000),
            "window_full",
            """
            "window_bytes":65535,"duration_ms":40"""),
        Arguments.of(
            new EventDetail.WindowShrink(25_600, 39_552),
            "window_shrink",
            """
            "window_bytes":25600,"taken_bytes":39552"""),
        Arguments.of(
            new EventDetail.CaptureGap(-1000, 448),
            "capture_gap",
            """
            "gap_start":4294966296,"gap_end":448,"octets":1448"""));
  }

  @ParameterizedTest
  @MethodSource("details")
  void eachDetailAddsItsFieldsToExtra(EventDetail detail, String kind, String added)
      throws IOException {
    assertEquals(
        """
        {"id":1,"ts":1700000000.123456789,"event":"%s",\
        "flow_id":"192.0.2.1:50000->198.51.100.2:443",\
        "src":"192.0.2.1","dst":"198.51.100.2","sport":50000,"dport":443,\
        "seq":1000,"ack":2000,"len":1448,"flags":"P|A","severity":"WARNING",\
        "extra":{"reason":"same_packet","confidence":0.95,\
        "cwnd_bytes":14480,"max_cwnd_bytes":28960,"rtt_ema_ms":23.456789,%s},\
        "frame":42,"connection":7}
        """
            .formatted(kind, added),
        lines(List.of("a.pcap"), Samples.event(Reason.SAME_PACKET, detail)));
  }

  @Test
  void everyDetailRecordIsWritten() {
    assertEquals(
        EventDetail.class.getPermittedSubclasses().length,
        details().map(arguments -> arguments.get()[0].getClass()).distinct().count());
  }

  @Test
  void theReverseDirectionSwapsTheSidesAndIpv6StandsInBracketsInFlowIdOnly() throws IOException {
    TcpEvent event =
        Samples.event(
            Samples.ipv6FlowId(0),
            Direction.SERVER_TO_CLIENT,
            Samples.packet(),
            Reason.SAME_PACKET,
            DUPLICATE);
    assertContains(
        """
        "flow_id":"[2001:db8::2]:443->[2001:db8::1]:50000",\
        "src":"2001:db8::2","dst":"2001:db8::1","sport":443,"dport":50000,""",
        lines(List.of("a.pcap"), event));
  }

  @Test
  void numbersAreUnsignedAndAnAckWithoutItsBitIsNull() throws IOException {
    PacketRef syn = new PacketRef(0, 1, -1, -1, -1, 0, TcpFlags.SYN);
    PacketRef synAck = new PacketRef(0, 2, 0, 0x80000000, -1, 0, TcpFlags.SYN | TcpFlags.ACK);
    String lines = lines(List.of("a.pcap"), duplicate(syn), duplicate(synAck));
    assertContains("{\"id\":1,\"ts\":-0.000000001,", lines);
    assertContains("\"seq\":4294967295,\"ack\":null,\"len\":0,\"flags\":\"S\",", lines);
    assertContains("{\"id\":2,\"ts\":0.000000000,", lines);
    assertContains("\"seq\":2147483648,\"ack\":4294967295,\"len\":0,\"flags\":\"S|A\",", lines);
  }

  @Test
  void withSeveralSourcesEachLineNamesItsFile() throws IOException {
    PacketRef second = new PacketRef(1, 5, 0, 0, 0, 0, TcpFlags.ACK);
    String lines =
        lines(
            List.of("a.pcap", "b \"2\"\n\u001B\uD800.pcap"),
            duplicate(Samples.packet()),
            duplicate(second));
    assertContains("\"frame\":42,\"file\":\"a.pcap\",\"connection\":7}\n", lines);
    assertContains(
        "\"frame\":5,\"file\":\"b \\\"2\\\"\\n\\u001B\\uFFFD.pcap\",\"connection\":7}\n", lines);
  }

  @Test
  void whatIsNotKnownOfThePathIsNull() throws IOException {
    TcpEvent event =
        new TcpEvent(
            Severity.INFO,
            Reason.SAME_PACKET,
            1.0,
            Samples.flowId(0),
            Direction.CLIENT_TO_SERVER,
            Samples.packet(),
            new PathEstimate(-1, -1, -1),
            DUPLICATE);
    assertContains(
        """
        "extra":{"reason":"same_packet","confidence":1,\
        "cwnd_bytes":null,"max_cwnd_bytes":null,"rtt_ema_ms":null,""",
        lines(List.of("a.pcap"), event));
  }

  @Test
  void connectionsThatShareACacheSlotKeepTheirOwnAddresses() throws IOException {
    TcpEvent[] events =
        Stream.of(
                Samples.flowId(5),
                Samples.ipv6FlowId(5),
                Samples.flowId(5 + 1024),
                Samples.flowId(5))
            .map(
                flow ->
                    Samples.event(
                        flow,
                        Direction.CLIENT_TO_SERVER,
                        Samples.packet(),
                        Reason.SAME_PACKET,
                        DUPLICATE))
            .toArray(TcpEvent[]::new);
    List<String> sources =
        Arrays.stream(lines(List.of("a"), events).split("\n"))
            .map(line -> line.replaceAll(".*\"src\":\"([^\"]*)\".*\"connection\":(\\d+)}", "$1 $2"))
            .toList();
    assertEquals(List.of("192.0.2.1 5", "2001:db8::1 5", "192.0.2.1 1029", "192.0.2.1 5"), sources);
  }

  private static TcpEvent duplicate(PacketRef packet) {
    return Samples.event(
        Samples.flowId(7), Direction.CLIENT_TO_SERVER, packet, Reason.SAME_PACKET, DUPLICATE);
  }

  private static String lines(List<String> sources, TcpEvent... events) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventLines lines = new EventLines(out, sources);
    for (TcpEvent event : events) {
      lines.write(event);
    }
    lines.flush();
    return out.toString(StandardCharsets.US_ASCII);
  }

  private static void assertContains(String part, String text) {
    assertEquals(part, text.contains(part) ? part : text);
  }
}
