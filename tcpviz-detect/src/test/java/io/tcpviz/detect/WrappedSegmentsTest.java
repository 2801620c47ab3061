// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.wire.SkipReason;
import io.tcpviz.core.wire.Tunnels;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.MemoryCaptures;
import io.tcpviz.testkit.PacketBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of segments that do not lie in their frames as they are. */
class WrappedSegmentsTest {
  private static final int IP_IN_IP = 4;
  private static final int ICMP = 1;
  private static final PacketBytes DATA =
      PacketBytes.between(Endpoint.ofIpv4(0xC0000201, 40000), Endpoint.ofIpv4(0xC6336402, 443))
          .linkType(LinkType.IPV4)
          .seq(1)
          .ack(1)
          .ipId(7)
          .payload(100);

  @Test
  void segmentsInTunnelsAreAnalysedUnlessTheCallerWantsTheOutside() {
    byte[] tunnel = inIp(IP_IN_IP, DATA.toFrame());

    Analysis inner = analyze(AnalysisConfig.defaults(), tunnel);
    assertEquals(1, inner.summary().tcpPackets());
    assertEquals(1, inner.summary().connections());
    assertEquals(Map.of(), inner.summary().skipped());

    Analysis outer = analyze(AnalysisConfig.defaults().withTunnels(Tunnels.OUTER), tunnel);
    assertEquals(0, outer.summary().tcpPackets());
    assertEquals(Map.of(SkipReason.TUNNEL, 1L), outer.summary().skipped());
  }

  @Test
  void insideAndOutsideOfATunnelIsOneConnectionSeenTwice() {
    byte[] packet = DATA.toFrame();
    Analysis analysis = analyze(AnalysisConfig.defaults(), packet, inIp(IP_IN_IP, packet));

    assertEquals(1, analysis.summary().connections());
    assertEquals(1, analysis.summary().quality().duplicateSegments());
    assertEquals(100, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void whatErrorsOfIcmpQuoteIsNotSeen() {
    byte[] packet = DATA.toFrame();
    byte[] quote = Arrays.copyOf(packet, 28);
    byte[] unreachable =
        ByteBuffer.allocate(8 + quote.length).putLong(0x0301_0000_0000_0000L).put(quote).array();
    Analysis analysis = analyze(AnalysisConfig.defaults(), inIp(ICMP, unreachable));

    assertEquals(0, analysis.summary().tcpPackets());
    assertEquals(0, analysis.summary().connections());
    assertEquals(Map.of(SkipReason.NOT_TCP, 1L), analysis.summary().skipped());
  }

  @Test
  void everyFrameOfASegmentInPiecesIsCountedOnce() {
    byte[] packet = DATA.toFrame();
    Analysis analysis =
        analyze(
            AnalysisConfig.defaults(),
            piece(packet, 0, 40),
            piece(packet, 80, 120),
            piece(packet, 40, 80));

    assertEquals(3, analysis.summary().packets());
    assertEquals(1, analysis.summary().tcpPackets());
    assertEquals(Map.of(SkipReason.REASSEMBLED, 2L), analysis.summary().skipped());
    assertEquals(3, analysis.flows().get(0).firstFrame());
    assertEquals(100, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void aSegmentOfWhichAPieceIsMissingIsNotSeen() {
    byte[] packet = DATA.toFrame();
    Analysis analysis =
        analyze(AnalysisConfig.defaults(), piece(packet, 0, 40), piece(packet, 80, 120));

    assertEquals(0, analysis.summary().tcpPackets());
    assertEquals(Map.of(SkipReason.FRAGMENT, 2L), analysis.summary().skipped());
    assertEquals(2, analysis.summary().hiddenPackets());
  }

  private static Analysis analyze(AnalysisConfig config, byte[]... packets) {
    MemoryCaptures captures =
        new MemoryCaptures()
            .with(
                "packets",
                IntStream.range(0, packets.length)
                    .mapToObj(i -> Frames.frame(packets[i], LinkType.IPV4, i * 1000L, i + 1L))
                    .toList());
    try (CaptureReader reader =
        captures.open(CaptureSource.of("packets", InputStream.nullInputStream()))) {
      return new FlowAnalyzer(config).analyze(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] inIp(int protocol, byte[] payload) {
    return ByteBuffer.allocate(20 + payload.length)
        .put((byte) 0x45)
        .put((byte) 0)
        .putShort((short) (20 + payload.length))
        .putInt(0)
        .put((byte) 64)
        .put((byte) protocol)
        .putShort((short) 0)
        .putInt(0xC0A80001)
        .putInt(0xC0A80002)
        .put(payload)
        .array();
  }

  /** Octets {@code [start, end)} behind the header of an IPv4 packet, as a fragment. */
  private static byte[] piece(byte[] packet, int start, int end) {
    byte[] piece = Arrays.copyOf(packet, 20 + end - start);
    System.arraycopy(packet, 20 + start, piece, 20, end - start);
    int more = 20 + end < packet.length ? 0x2000 : 0;
    return ByteBuffer.wrap(piece)
        .putShort(2, (short) piece.length)
        .putShort(6, (short) (start / 8 | more))
        .array();
  }
}
