// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static io.tcpviz.core.wire.ChecksumCheck.FAILS;
import static io.tcpviz.core.wire.ChecksumCheck.HOLDS;
import static io.tcpviz.core.wire.ChecksumCheck.NOT_MADE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.PacketBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the checksum of a segment that opens or ends a connection says. */
class TcpChecksumTest {
  private static final int IPV4_HEADER = 20;
  private static final PacketBytes V4 =
      PacketBytes.between(Endpoint.ofIpv4(0xC0A8FE01, 49_152), Endpoint.ofIpv4(0xFFFE0203, 65_535))
          .linkType(LinkType.RAW)
          .seq(-3)
          .mss(1460)
          .timestamps(-1, 7);
  private static final PacketBytes V6 =
      PacketBytes.between(
              new Endpoint(0xFE80_FFFF_1234_5678L, 0xFFFF_FFFF_FFFF_FFFEL, 443),
              new Endpoint(0x2001_0DB8_0000_0001L, 0x8000_0000_8000_0001L, 80))
          .linkType(LinkType.RAW)
          .timestamps(1, 2);

  @ParameterizedTest
  @ValueSource(ints = {TcpFlags.SYN, TcpFlags.SYN | TcpFlags.ACK, TcpFlags.FIN, TcpFlags.RST})
  void aRightOneHolds(int flags) {
    assertEquals(HOLDS, check(Frames.frame(V4.flags(flags))));
    assertEquals(HOLDS, check(Frames.frame(V6.flags(flags))));
  }

  @Test
  void everyBitOfAddressesAndHeaderCounts() {
    byte[] frame = V4.flags(TcpFlags.RST).toFrame();
    for (int bit = 8 * 12; bit < 8 * frame.length; bit++) {
      int octet = bit / 8;
      boolean says = octet != IPV4_HEADER + 12 && octet != IPV4_HEADER + 13; // length and flags
      if (says) {
        byte[] damaged = frame.clone();
        damaged[octet] ^= (byte) (0x80 >> bit % 8);
        assertEquals(FAILS, check(Frames.frame(damaged, LinkType.RAW, 0, 1)), "bit " + bit);
      }
    }
  }

  @Test
  void whatIsLeftToTheNetworkCardSaysNothing() {
    PacketBytes packet = V4.flags(TcpFlags.FIN);
    int header = packet.toFrame().length - IPV4_HEADER;
    int pseudo = 0xC0A8 + 0xFE01 + 0xFFFE + 0x0203 + TcpHeader.PROTOCOL;
    assertEquals(NOT_MADE, check(withChecksum(packet, 0)));
    assertEquals(NOT_MADE, check(withChecksum(packet, folded(pseudo))));
    assertEquals(NOT_MADE, check(withChecksum(packet, folded(pseudo + header))));
    assertEquals(FAILS, check(withChecksum(packet, folded(pseudo + header + 1))));
  }

  @Test
  void dataAndPlainAcknowledgmentsAreNotVerified() {
    assertEquals(NOT_MADE, check(Frames.frame(V4.flags(TcpFlags.FIN).payload(1))));
    assertEquals(NOT_MADE, check(Frames.frame(V4.flags(TcpFlags.ACK))));
    assertEquals(NOT_MADE, check(Frames.frame(V4.flags(TcpFlags.ACK).checksumError(1))));
  }

  @Test
  void aHeaderThatIsCutIsNotVerified() {
    Frame whole = Frames.frame(V4.flags(TcpFlags.SYN));
    for (int kept = IPV4_HEADER + 20; kept < whole.capturedLength(); kept++) {
      assertEquals(NOT_MADE, check(Frames.cut(whole, kept)), kept + " octets");
    }
  }

  private static Frame withChecksum(PacketBytes packet, int checksum) {
    byte[] frame = packet.toFrame();
    frame[IPV4_HEADER + 16] = (byte) (checksum >> 8);
    frame[IPV4_HEADER + 17] = (byte) checksum;
    return Frames.frame(frame, LinkType.RAW, 0, 1);
  }

  private static int folded(int sum) {
    return (sum & 0xFFFF) + (sum >>> 16);
  }

  private static ChecksumCheck check(Frame frame) {
    SegmentDecoder decoder = new SegmentDecoder();
    TcpSegment segment = new TcpSegment();
    decoder.decode(Frames.frame(V4.flags(TcpFlags.SYN)), segment); // nothing of it may be left
    decoder.decode(frame, segment);
    return segment.checksumCheck();
  }
}
