// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.CaptureFlaw;
import io.tcpviz.core.metrics.CaptureGrade;
import io.tcpviz.core.metrics.CaptureQuality;
import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.FlowQuality;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.Moment;
import io.tcpviz.core.metrics.PathSummary;
import io.tcpviz.core.metrics.RttSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.metrics.Trouble;
import io.tcpviz.core.metrics.Vantage;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.SkipReason;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values that the tests of this module write out. */
public final class Samples {
  /** 2023-11-14T22:13:20.123456789Z. */
  public static final long TIME = 1_700_000_000_123_456_789L;

  private static final Endpoint CLIENT = Endpoint.ofIpv4(0xC0000201, 50000);
  private static final Endpoint SERVER = Endpoint.ofIpv4(0xC6336402, 443);

  private Samples() {}

  /** The connection 192.0.2.1:50000 to 198.51.100.2:443 under the given number. */
  public static FlowId flowId(int connection) {
    return new FlowId(connection, CLIENT, SERVER, true);
  }

  /** The same over IPv6: [2001:db8::1]:50000 to [2001:db8::2]:443. */
  public static FlowId ipv6FlowId(int connection) {
    return new FlowId(
        connection,
        new Endpoint(0x20010db8_00000000L, 1, 50000),
        new Endpoint(0x20010db8_00000000L, 2, 443),
        true);
  }

  /** A data segment of connection 7 on frame 42. */
  public static PacketRef packet() {
    return new PacketRef(0, 42, TIME, 1000, 2000, 1448, TcpFlags.ACK | TcpFlags.PSH);
  }

  /** An event of connection 7 with the given detail. */
  public static TcpEvent event(Reason reason, EventDetail detail) {
    return event(flowId(7), Direction.CLIENT_TO_SERVER, packet(), reason, detail);
  }

  /** An event of severity WARNING and confidence 0.95. */
  public static TcpEvent event(
      FlowId flow, Direction direction, PacketRef packet, Reason reason, EventDetail detail) {
    PathEstimate path = new PathEstimate(14480, 28960, 23_456_789);
    return new TcpEvent(Severity.WARNING, reason, 0.95, flow, direction, packet, path, detail);
  }

  /** What a client sent that has an RTT of 10 to 30 ms. */
  public static DirectionSummary direction() {
    return new DirectionSummary(
        100,
        90,
        130_000,
        128_552,
        1,
        1448,
        2,
        3,
        1,
        1,
        4,
        1,
        1_500_000_000L,
        250_000_000L,
        0,
        28_960,
        65_536,
        1460,
        7,
        new RttSummary(80, 10_000_000, 20_500_000, 30_000_001, 21_000_000));
  }

  /** What a side sent of which hardly anything is known. */
  public static DirectionSummary silent() {
    return new DirectionSummary(
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        -1,
        new RttSummary(0, -1, -1, -1, -1));
  }

  /** A closed connection of the given number that lost time. */
  public static FlowSummary flow(int connection) {
    return flow(connection, FlowState.CLOSED, Severity.WARNING);
  }

  /** A connection of the given number. */
  public static FlowSummary flow(int connection, FlowState state, Severity severity) {
    return new FlowSummary(
        flowId(connection),
        0,
        42,
        TIME,
        TIME + 2_000_000_500L,
        state,
        20_000_000,
        new PathSummary(Vantage.NEAR_CLIENT, 40_000, 20_000_000),
        new FlowQuality(CaptureGrade.FAIR, Set.of(CaptureFlaw.MERGED_SEGMENTS)),
        direction(),
        silent(),
        Map.of(EventKind.ZERO_WINDOW, 1L, EventKind.RETRANSMISSION, 2L),
        severity,
        1_750_000_000L);
  }

  /** A capture file of the given name with one interface. */
  public static CaptureFile file(String name) {
    return new CaptureFile(
        name,
        "pcapng",
        110,
        List.of(new CaptureInterface("eth0", 1, 262_144, 110, 5)),
        List.of(new CaptureDamage(name, 9999, "record cut short")));
  }

  /** A run over the given files. */
  public static RunSummary run(CaptureFile... files) {
    return new RunSummary(
        110,
        140_000,
        100,
        Map.of(SkipReason.NOT_TCP, 4L, SkipReason.NOT_IP, 6L),
        1,
        0,
        0,
        Map.of(EventKind.ZERO_WINDOW, 1L, EventKind.RETRANSMISSION, 2L),
        TIME,
        TIME + 2_000_000_500L,
        new CaptureInfo("native", List.of(files)),
        new CaptureQuality(CaptureGrade.GOOD, 3, false, 0, 128_552, 0, 1, 0, -1),
        List.of(
            new Finding(
                Trouble.ZERO_WINDOW,
                Severity.WARNING,
                "192.0.2.1 closed its window for 1.5 s.",
                1,
                List.of(7),
                1,
                1_500_000_000L,
                Endpoint.ofIpv4(0xC0000201, 80),
                new Moment(7, 0, 12, 1_500_000_000_000_000_007L, 1_500_000_000L))),
        List.of(flow(7)));
  }
}
