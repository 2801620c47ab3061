// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.LinkType;
import io.tcpviz.testkit.Frames;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each link layer by its exact octets, written by hand from its description. */
class LinkLayerTest {
  private static final String TCP_HEADER =
      "01bb 9c40  00000064 000000c8 50 10 0400  0000 0000".replace(" ", "");
  private static final String IPV4 =
      ("45 00 002a 1234 4000 3f 06 0000 c0000201 c6336402".replace(" ", "") + TCP_HEADER + "6869");
  private static final String IPV6 =
      ("60000000 0016 06 3e"
                  + "20010db8000000000000000000000001"
                  + "20010db8000000000000000000000002")
              .replace(" ", "")
          + TCP_HEADER
          + "6869";
  private static final String MACS = "020000000002" + "020000000001";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Ethernet II,                  1, " + MACS + "0800",
    "one 802.1Q tag,               1, " + MACS + "8100 2005 0800",
    "an 802.1ad tag on an 802.1Q,  1, " + MACS + "88a8 0064 8100 2005 0800",
    "an old QinQ tag,              1, " + MACS + "9100 0064 8100 2005 0800",
    "802.3 with LLC and SNAP,      1, " + MACS + "0032 aaaa03 000000 0800",
    "a tag and LLC with SNAP,      1, " + MACS + "8100 0005 0032 aaaa03 000000 0800",
    "Linux cooked,               113, 0000 0001 0006 0200000000010000 0800",
    "Linux cooked of a tunnel,   113, 0004 fffe 0000 0000000000000000 0800",
    "Linux cooked with a tag,    113, 0000 0001 0006 0200000000010000 8100 0005 0800",
    "Linux cooked with LLC,      113, 0000 0001 0006 0200000000010000 0004 aaaa03 000000 0800",
    "Linux cooked v2,            276, 0800 0000 00000003 0001 04 06 0200000000010000",
    "Linux cooked v2 with a tag, 276, 8100 0000 00000003 0001 04 06 0200000000010000 0005 0800",
    "NULL of a big-endian host,    0, 00000002",
    "NULL of a little-endian host, 0, 02000000",
    "LOOP,                       108, 00000002",
    "RAW,                        101, ''",
    "RAW of BSD,                  12, ''",
    "RAW of OpenBSD,              14, ''",
    "IPV4,                       228, ''",
  })
  void ipv4IsFoundBehind(String name, int linkType, String header) {
    assertEquals(
        "frame 0/1 at 0 v4 192.0.2.1:443->198.51.100.2:40000 id 4660 hops 63 A"
            + " seq 100 ack 200 win 1024 sum 0 len 2 captured 2 <>",
        decoded(linkType, header + IPV4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Ethernet II,                  1, " + MACS + "86dd",
    "one 802.1Q tag,               1, " + MACS + "8100 2005 86dd",
    "802.3 with LLC and SNAP,      1, " + MACS + "0046 aaaa03 000000 86dd",
    "Linux cooked,               113, 0000 0001 0006 0200000000010000 86dd",
    "Linux cooked v2,            276, 86dd 0000 00000003 0001 04 06 0200000000010000",
    "NULL of Linux,                0, 0a000000",
    "NULL of NetBSD and OpenBSD,   0, 18000000",
    "NULL of FreeBSD,              0, 1c000000",
    "NULL of Darwin,               0, 1e000000",
    "NULL of big-endian Darwin,    0, 0000001e",
    "LOOP,                       108, 00000018",
    "RAW,                        101, ''",
    "RAW of BSD,                  12, ''",
    "RAW of OpenBSD,              14, ''",
    "IPV6,                       229, ''",
  })
  void ipv6IsFoundBehind(String name, int linkType, String header) {
    assertEquals(
        "frame 0/1 at 0 v6 [2001:db8::1]:443->[2001:db8::2]:40000 id 0 hops 62 A"
            + " seq 100 ack 200 win 1024 sum 0 len 2 captured 2 <>",
        decoded(linkType, header + IPV6));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "an unknown link type,        147, '', UNSUPPORTED_LINK_TYPE",
    "a link type beyond 16 bits, -1, '', UNSUPPORTED_LINK_TYPE",
    "ARP,                         1, " + MACS + "0806, NOT_IP",
    "ARP behind a tag,            1, " + MACS + "8100 0005 0806, NOT_IP",
    "LLDP,                        1, " + MACS + "88cc, NOT_IP",
    "a type between the ranges,   1, " + MACS + "05dd, NOT_IP",
    "spanning tree in LLC,        1, " + MACS + "0026 424203 000000 0800, LLC",
    "SNAP of an organization,     1, " + MACS + "0026 aaaa03 00000c 0800, LLC",
    "SNAP with ARP,               1, " + MACS + "0026 aaaa03 000000 0806, NOT_IP",
    "SNAP in SNAP,                1, " + MACS + "0026 aaaa03 000000 0026, NOT_IP",
    "Linux cooked ARP,          113, 0000 0001 0006 0200000000010000 0806, NOT_IP",
    "Linux cooked v2 ARP,       276, 0806 0000 00000003 0001 04 06 0200000000010000, NOT_IP",
    "NULL of AppleTalk,           0, 10000000, NOT_IP",
    "LOOP in the wrong order,   108, 02000000, NOT_IP",
    "IPv4 announced as IPv6,      1, " + MACS + "86dd, BAD_IP_HEADER",
    "IPv4 in the type of IPv6,  229, '', BAD_IP_HEADER",
  })
  void whatIsNotIpSaysSo(String name, int linkType, String header, SkipReason reason) {
    assertEquals(reason.name(), decoded(linkType, header + IPV4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "MPLS,                          8847, MPLS",
    "MPLS for several,              8848, MPLS",
    "a PPPoE session,               8864, PPPOE",
    "the discovery of PPPoE,        8863, NOT_IP",
    "MACsec,                        88e5, ENCRYPTED",
    "a bridged Ethernet frame,      6558, TUNNEL",
    "provider backbone bridging,    88e7, TUNNEL",
    "a network service header,      894f, TUNNEL",
    "a tag of Cisco TrustSec,       8909, TAG",
    "a VNTag,                       8926, TAG",
    "a tag of 802.1BR,              893f, TAG",
  })
  void whatMayHoldIpButIsNotUnwrappedSaysSo(String name, String etherType, SkipReason reason) {
    assertEquals(reason.name(), decoded(LinkType.ETHERNET, MACS + etherType + IPV4));
    assertEquals(reason.name(), decoded(LinkType.ETHERNET, MACS + "81000005" + etherType + IPV4));
    assertEquals(
        reason.name(), decoded(LinkType.ETHERNET, MACS + "0032aaaa03000000" + etherType + IPV4));
  }

  @Test
  void linkTypesThatAreSupportedAreThoseThatAreDecoded() {
    for (int linkType = 0; linkType < 400; linkType++) {
      boolean refused = decoded(linkType, "").equals("UNSUPPORTED_LINK_TYPE");
      assertEquals(!refused, LinkType.isSupported(linkType), "link type " + linkType);
    }
  }

  @Test
  void linkTypesAreNamedWithTheirNumbers() {
    assertEquals("PPP (9)", LinkType.title(9));
    assertEquals("IEEE 802.11 (105)", LinkType.title(105));
    assertEquals("private use (147)", LinkType.title(147));
    assertEquals("4711", LinkType.title(4711));
  }

  @Test
  void rawPacketsOfAnUnknownVersionAreMalformed() {
    assertEquals("BAD_IP_HEADER", decoded(LinkType.RAW, "5" + IPV4.substring(1)));
    assertEquals("CUT_SHORT", decoded(LinkType.RAW, ""));
  }

  @Test
  void anyNumberOfTagsIsUnwrapped() {
    String frame = MACS + "8100" + "00058100".repeat(20_000) + "00050800" + IPV4;

    assertTrue(decoded(LinkType.ETHERNET, frame).startsWith("frame 0/1 at 0 v4 192.0.2.1:443"));
    assertEquals(
        "CUT_SHORT", decoded(LinkType.ETHERNET, MACS + "8100" + "00058100".repeat(20_000)));
  }

  private static String decoded(int linkType, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return SegmentText.decoded(Frames.frame(bytes, linkType, 0, 1));
  }
}
