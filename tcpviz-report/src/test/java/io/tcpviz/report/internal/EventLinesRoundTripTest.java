// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.report.ParsedJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class EventLinesRoundTripTest {
  @Provide
  Arbitrary<Endpoint> endpoints() {
    Arbitrary<Integer> ports = Arbitraries.integers().between(0, 65535);
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.integers(), ports).as(Endpoint::ofIpv4),
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs(), ports).as(Endpoint::new));
  }

  @Provide
  Arbitrary<FlowId> flows() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5000),
            endpoints(),
            endpoints(),
            Arbitraries.of(true, false))
        .as(FlowId::new);
  }

  @Provide
  Arbitrary<PacketRef> packets() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1),
            Arbitraries.longs().greaterOrEqual(1),
            Arbitraries.longs(),
            Arbitraries.integers(),
            Arbitraries.integers(),
            Arbitraries.integers().between(0, 65535),
            Arbitraries.integers().between(0, 255))
        .as(PacketRef::new);
  }

  @Property
  void aLineReadsBackAsTheEventThatWasWritten(
      @ForAll("flows") FlowId flow,
      @ForAll Direction direction,
      @ForAll("packets") PacketRef packet,
      @ForAll Severity severity,
      @ForAll Reason reason,
      @ForAll @DoubleRange(max = 1) double confidence,
      @ForAll @LongRange(min = -1) long flight,
      @ForAll @LongRange(min = -1) long rtt,
      @ForAll @Size(min = 2, max = 2) List<String> files)
      throws IOException {
    TcpEvent event =
        new TcpEvent(
            severity,
            reason,
            confidence,
            flow,
            direction,
            packet,
            new PathEstimate(flight, flight, rtt),
            new EventDetail.WindowFull(flight, rtt));
    Map<String, Object> line = ParsedJson.object(line(files, event));
    Endpoint source = flow.source(direction);
    Endpoint destination = flow.destination(direction);
    assertEquals(BigDecimal.valueOf(packet.timestampNanos(), 9), line.get("ts"));
    assertEquals("window_full", line.get("event"));
    assertEquals(source + "->" + destination, line.get("flow_id"));
    assertEquals(source.address(), line.get("src"));
    assertEquals(destination.address(), line.get("dst"));
    assertEquals(BigDecimal.valueOf(source.port()), line.get("sport"));
    assertEquals(BigDecimal.valueOf(destination.port()), line.get("dport"));
    assertEquals(new BigDecimal(Integer.toUnsignedString(packet.seq())), line.get("seq"));
    assertEquals(
        packet.hasAck() ? new BigDecimal(Integer.toUnsignedString(packet.ack())) : null,
        line.get("ack"));
    assertEquals(BigDecimal.valueOf(packet.payloadLength()), line.get("len"));
    assertEquals(TcpFlags.letters(packet.flags()), line.get("flags"));
    assertEquals(severity.name(), line.get("severity"));
    assertEquals(BigDecimal.valueOf(packet.frame()), line.get("frame"));
    assertEquals(JsonFields.wellFormed(files.get(packet.source())), line.get("file"));
    assertEquals(BigDecimal.valueOf(flow.connection()), line.get("connection"));
    assertExtra(event, (Map<?, ?>) line.get("extra"));
  }

  private static void assertExtra(TcpEvent event, Map<?, ?> extra) {
    PathEstimate path = event.path();
    assertEquals(event.reason().jsonName(), extra.get("reason"));
    assertEquals(event.confidence(), ((BigDecimal) extra.get("confidence")).doubleValue(), 0.0005);
    Object flight = path.flightBytes() < 0 ? null : BigDecimal.valueOf(path.flightBytes());
    assertEquals(flight, extra.get("cwnd_bytes"));
    assertEquals(flight, extra.get("max_cwnd_bytes"));
    BigDecimal rtt = BigDecimal.valueOf(path.smoothedRttNanos(), 6);
    Object read = extra.get("rtt_ema_ms");
    assertEquals(
        0, path.smoothedRttNanos() < 0 ? (read == null ? 0 : 1) : rtt.compareTo((BigDecimal) read));
  }

  private static String line(List<String> files, TcpEvent event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventLines lines = new EventLines(out, files);
    lines.write(event);
    lines.flush();
    return out.toString(StandardCharsets.US_ASCII);
  }
}
