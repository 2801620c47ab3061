// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.PacketBytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of both IP headers, and what becomes of a packet when one of them is wrong. */
class IpHeaderTest {
  private static final PacketBytes IPV4 =
      PacketBytes.between(Endpoint.ofIpv4(0xC0000201, 1), Endpoint.ofIpv4(0xC0000202, 2))
          .linkType(LinkType.RAW)
          .payload(8);
  private static final PacketBytes IPV6 =
      PacketBytes.between(new Endpoint(1L << 61, 1, 1), new Endpoint(1L << 61, 2, 2))
          .linkType(LinkType.RAW)
          .payload(8);

  private final SegmentDecoder decoder = new SegmentDecoder();
  private final TcpSegment segment = new TcpSegment();

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "version 5,                            0, 55, BAD_IP_HEADER",
    "a header of 0 octets,                 0, 40, BAD_IP_HEADER",
    "a header of 16 octets,                0, 44, BAD_IP_HEADER",
    "a header longer than the packet,      0, 4f, BAD_IP_HEADER",
    "a total length of 1,                  2, 0001, BAD_IP_HEADER",
    "a total length of 19,                 2, 0013, BAD_IP_HEADER",
    "no room for TCP,                      2, 0014, BAD_TCP_HEADER",
    "one octet too few for TCP,            2, 0027, BAD_TCP_HEADER",
    "UDP,                                  9, 11, NOT_TCP",
    "ICMP,                                 9, 01, NOT_TCP",
    "what is no IPv4 packet in IPv4,       9, 04, BAD_IP_HEADER",
    "L2TPv3,                               9, 73, TUNNEL",
    "IPComp,                               9, 6c, COMPRESSED",
    "ESP,                                  9, 32, ENCRYPTED",
    "protocol 255,                         9, ff, NOT_TCP",
    "the first fragment,                   2, 002c00002000, FRAGMENT",
    "a fragment in the middle,             2, 002c00002001, FRAGMENT",
    "the last fragment,                    6, 0fff, FRAGMENT",
    "a fragment of no multiple of eight,   6, 2000, BAD_IP_HEADER",
    "a fragment behind the largest packet, 6, 1fff, BAD_IP_HEADER",
    "a fragment of UDP,                    6, 20004011, NOT_TCP",
  })
  void ipv4IsRefusedFor(String what, int at, String octets, SkipReason reason) {
    assertEquals(reason.name(), decoded(patched(IPV4.linkType(LinkType.IPV4), at, octets)));
  }

  @Test
  void reservedAndDontFragmentBitsMakeNoFragment() {
    assertEquals(8, segment(patched(IPV4, 6, "c000")).payloadLength());
  }

  @Test
  void payloadIsWhatTheIpv4HeaderSaysNotWhatTheFrameHolds() {
    PacketBytes tiny = IPV4.linkType(LinkType.ETHERNET).payload(1).padded();

    assertEquals(60, tiny.toFrame().length);
    assertEquals(1, segment(Frames.frame(tiny)).payloadLength());
    assertEquals(1, segment(Frames.frame(tiny)).capturedPayloadLength());
    assertEquals(0, segment(Frames.frame(tiny.payload(0))).payloadLength());
  }

  @Test
  void anIpv4LengthLeftToTheNetworkCardIsThatOfTheFrame() {
    PacketBytes offloaded = IPV4.linkType(LinkType.ETHERNET).payload(3000);
    Frame frame = patched(offloaded, offloaded.ipOffset() + 2, "0000");

    assertEquals(3000, segment(frame).payloadLength());
    assertEquals(3000, segment(frame).capturedPayloadLength());
    assertEquals(3000, segment(Frames.cut(frame, 96)).payloadLength());
    assertEquals(96 - 54, segment(Frames.cut(frame, 96)).capturedPayloadLength());
  }

  @Test
  void aPacketLongerThanItsFrameIsTakenAtItsWord() {
    TcpSegment segment = segment(patched(IPV4, 2, "05dc"));

    assertEquals(1460, segment.payloadLength());
    assertEquals(8, segment.capturedPayloadLength());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 37, 40})
  void ipv4OptionsAreSteppedOver(int length) {
    TcpSegment segment = segment(Frames.frame(IPV4.ipOptions(new int[length]).ipId(65535)));

    assertEquals(1, segment.sourcePort());
    assertEquals(8, segment.payloadLength());
    assertEquals(65535, segment.ipId());
  }

  @Test
  void ipv4OptionsThatTheSnapLengthCutHideTheSegment() {
    Frame whole = Frames.frame(IPV4.ipOptions(new int[40]));

    assertEquals("CUT_SHORT", decoded(Frames.cut(whole, 59)));
    assertEquals("CUT_SHORT", decoded(Frames.cut(whole, 79)));
    assertEquals(8, segment(Frames.cut(whole, 80)).payloadLength());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "version 4,                  0, 45, BAD_IP_HEADER",
    "version 7,                  0, 70, BAD_IP_HEADER",
    "no room for TCP,            4, 0001, BAD_TCP_HEADER",
    "one octet too few for TCP,  4, 0013, BAD_TCP_HEADER",
    "UDP,                        6, 11, NOT_TCP",
    "ICMPv6,                     6, 3a, NOT_TCP",
    "ESP,                        6, 32, ENCRYPTED",
    "no next header,             6, 3b, NOT_TCP",
    "what is no IPv6 in IPv6,    6, 29, CUT_SHORT",
  })
  void ipv6IsRefusedFor(String what, int at, String octets, SkipReason reason) {
    assertEquals(
        reason.name(), SegmentText.decoded(patched(IPV6.linkType(LinkType.IPV6), at, octets)));
  }

  @ParameterizedTest(name = "type {0}, {1} octets")
  @CsvSource({
    "0,8", "0,2048", "43,24", "60,8", "60,16", "135,8", "139,40", "140,8", "51,12", "51,24",
    "51,1028", "44,8"
  })
  void ipv6ExtensionHeadersAreSteppedOver(int type, int length) {
    TcpSegment segment = segment(Frames.frame(IPV6.extension(type, length)));

    assertEquals(1, segment.sourcePort());
    assertEquals(2, segment.destinationPort());
    assertEquals(8, segment.payloadLength());
    assertEquals(6, segment.ipVersion());
  }

  @Test
  void aChainOfIpv6ExtensionHeadersIsWalkedToItsEnd() {
    PacketBytes chain = IPV6.extension(0, 8).extension(60, 16).extension(43, 24).extension(51, 24);
    for (int i = 0; i < 200; i++) {
      chain = chain.extension(60, 8);
    }
    PacketBytes packet = chain;
    int headers = packet.tcpOffset();

    assertEquals(8, segment(Frames.frame(packet)).payloadLength());
    assertEquals("CUT_SHORT", decoded(Frames.cut(Frames.frame(packet), headers - 8)));
    assertEquals("CUT_SHORT", decoded(Frames.cut(Frames.frame(packet), headers + 19)));
    assertEquals("NOT_TCP", decoded(patched(packet, headers - 8, "3b")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "first fragment,                     06 00 0001, FRAGMENT",
    "middle fragment,                    06 00 0009, FRAGMENT",
    "last fragment,                      06 00 7ff8, FRAGMENT",
    "last fragment behind the largest,   06 00 fff8, BAD_IP_HEADER",
    "first fragment with further header, 3c 00 0001, FRAGMENT",
    "fragment of UDP,                    11 00 0001, NOT_TCP",
    "atomic fragment of UDP,             11 00 0000, NOT_TCP",
  })
  void ipv6FragmentsAreNotSegments(String what, String octets, SkipReason reason) {
    assertEquals(reason.name(), decoded(patched(IPV6.extension(44, 8).payload(12), 40, octets)));
  }

  @Test
  void reservedBitsOfAnAtomicFragmentMeanNothing() {
    assertEquals(8, segment(patched(IPV6.extension(44, 8), 40, "06 ff 0006")).payloadLength());
  }

  @Test
  void anIpv6ExtensionHeaderThatLeavesItsPacketIsMalformed() {
    assertEquals("BAD_IP_HEADER", decoded(patched(IPV6.extension(60, 8), 41, "ff")));
    assertEquals("BAD_IP_HEADER", decoded(patched(IPV6.extension(60, 8), 4, "0007")));
    assertEquals("BAD_TCP_HEADER", decoded(patched(IPV6.extension(60, 8), 41, "03")));
  }

  @Test
  void anIpv6LengthOfZeroIsThatOfTheFrame() {
    PacketBytes offloaded = IPV6.linkType(LinkType.ETHERNET).extension(0, 8).payload(3000);
    Frame frame = patched(offloaded, offloaded.ipOffset() + 4, "0000");

    assertEquals(3000, segment(frame).payloadLength());
    assertEquals(3000, segment(Frames.cut(frame, 128)).payloadLength());
  }

  private static String decoded(Frame frame) {
    return SegmentText.decoded(frame);
  }

  private TcpSegment segment(Frame frame) {
    assertTrue(decoder.decode(frame, segment), () -> decoder.skipReason().title());
    return segment;
  }

  private static Frame patched(PacketBytes packet, int at, String hex) {
    byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
    byte[] bytes = packet.toFrame();
    System.arraycopy(octets, 0, bytes, at, octets.length);
    return Frames.frame(bytes, packet.linkType(), 0, 1);
  }
}
