// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static io.tcpviz.core.wire.HexPackets.IPV4;
import static io.tcpviz.core.wire.HexPackets.IPV4_SEGMENT;
import static io.tcpviz.core.wire.HexPackets.IPV6;
import static io.tcpviz.core.wire.HexPackets.IPV6_SEGMENT;
import static io.tcpviz.core.wire.HexPackets.MACS;
import static io.tcpviz.core.wire.HexPackets.bytes;
import static io.tcpviz.core.wire.HexPackets.decoded;
import static io.tcpviz.core.wire.HexPackets.ipv4;
import static io.tcpviz.core.wire.HexPackets.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.testkit.Frames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each tunnel by its exact octets, and what only looks like one. */
class TunnelTest {
  private static final String VXLAN = "08000000 00002a00";
  private static final String ETHERNET = MACS + "0800";
  private static final String WIRELESS =
      "0801 2c00 020000000001 020000000002 020000000003 1000 aaaa03 000000 0800";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "IP in IP,                        4, ''",
    "IP in IP of older numbering,    94, ''",
    "GRE,                            47, 0000 0800",
    "GRE with a checksum,            47, 8000 0800 abcd0000",
    "GRE with a key,                 47, 2000 0800 00000007",
    "GRE with a sequence number,     47, 1000 0800 00000001",
    "GRE with all three,             47, b000 0800 abcd0000 00000007 00000001",
    "GRE with routes,                47, 4000 0800 00000000 0800 00 04 c0a80001 00000000",
    "GRE with an Ethernet frame,     47, 0000 6558" + ETHERNET,
    "GRE with MPLS,                  47, 0000 8847 00010140",
    "GRE of WCCP,                    47, 0000 883e",
    "GRE of WCCP 2,                  47, 0000 883e 00010203",
    "ERSPAN,                         47, 0000 88be" + ETHERNET,
    "ERSPAN II,                      47, 1000 88be 00000001 10010001 00000000" + ETHERNET,
    "ERSPAN III,                     47, 1000 22eb 00000001 20010001 00000000 00000000" + ETHERNET,
    "ERSPAN III with eight more,     47, 1000 22eb 00000001 20010001 00000000 00000001 0000000000000000"
        + ETHERNET,
    "ERSPAN III of a packet,         47, 1000 22eb 00000001 20010001 00000000 00000800",
    "PPTP,                           47, 3001 880b 002e0001 00000001 ff03 0021",
    "PPTP with an acknowledgment,    47, 3081 880b 002e0001 00000001 00000001 0021",
    "EoIP,                           47, 2001 6400 00381900" + ETHERNET,
    "EtherIP,                        97, 3000" + ETHERNET,
    "MPLS,                          137, 00010140",
    "Ethernet,                      143, " + ETHERNET,
    "AH,                             51, 0404 0000 00000001 00000001 000000000000000000000000",
  })
  void ipv4IsFoundIn(String name, int protocol, String header) {
    assertEquals(IPV4_SEGMENT, decoded(LinkType.ETHERNET, ipv4(protocol, header + IPV4)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "6in4,      41, ''",
    "GRE,       47, 0000 86dd",
    "AH,        51, 2904 0000 00000001 00000001 000000000000000000000000",
  })
  void ipv6IsFoundIn(String name, int protocol, String header) {
    assertEquals(IPV6_SEGMENT, decoded(LinkType.ETHERNET, ipv4(protocol, header + IPV6)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "IPv4 in IPv6,        04, ''",
    "UDP with VXLAN,      11, c350 12b5 0048 0000" + VXLAN + ETHERNET,
    "options and GRE,     3c, 2f00 0000 0000 0000 0000 0800",
  })
  void ipv4IsFoundInIpv6Behind(String name, String next, String header) {
    String outer =
        "60000000 %04x %s 40".formatted(bytes(header + IPV4).length, next)
            + "20010db8000000000000000000000003 20010db8000000000000000000000004";
    assertEquals(IPV4_SEGMENT, decoded(LinkType.IPV6, outer + header + IPV4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "VXLAN,                     4789, " + VXLAN + ETHERNET,
    "VXLAN of Linux,            8472, " + VXLAN + ETHERNET,
    "VXLAN with a tag in it,    4789, " + VXLAN + MACS + "8100 0005 0800",
    "VXLAN with a group,        4789, 88000017 00002a00" + ETHERNET,
    "VXLAN-GPE with IPv4,       4790, 0c000001 00002a00",
    "VXLAN-GPE with Ethernet,   4790, 0c000003 00002a00" + ETHERNET,
    "VXLAN-GPE with a service,  4790, 0c000004 00002a00 0fc2 02 01 00000aff",
    "GENEVE,                    6081, 0000 6558 00002a00" + ETHERNET,
    "GENEVE with IPv4,          6081, 0000 0800 00002a00",
    "GENEVE with an option,     6081, 0340 6558 00002a00 0104 80 02 00000001 00000002" + ETHERNET,
    "GTP-U,                     2152, 30 ff 002a 00000007",
    "GTP-U in order,            2152, 32 ff 002e 00000007 0001 00 00",
    "GTP-U with an extension,   2152, 34 ff 0032 00000007 0000 00 85 01 10 09 00",
    "GTP-U with two extensions, 2152, 36 ff 003a 00000007 0001 00 85 01 10 09 c0 02 000000000000 00",
    "L2TP,                      1701, 0002 0001 0002 ff03 0021",
    "L2TP without address,      1701, 0002 0001 0002 0021",
    "L2TP with its length,      1701, 4002 0036 0001 0002 ff03 0021",
    "L2TP in order,             1701, 0802 0001 0002 0001 0001 ff03 0021",
    "L2TP with an offset,       1701, 0202 0001 0002 0002 0000 ff03 0021",
    "CAPWAP,                    5247, 00 100200 00000000" + ETHERNET,
    "CAPWAP with 802.11,        5247, 00 100300 00000000" + WIRELESS,
  })
  void ipv4IsFoundInUdp(String name, int port, String header) {
    assertEquals(IPV4_SEGMENT, HexPackets.decodedUdp(port, header + IPV4));
  }

  @Test
  void accessPointsMaySwapTheOctetsOfNumbers() {
    String start = "00 100300 00000000 0108 2c00 020000000001 020000000002 020000000003";
    String llc = "aaaa03 000000 0800";

    assertEquals(IPV4_SEGMENT, HexPackets.decodedUdp(5247, start + "7630" + llc + IPV4));
    assertEquals("FRAGMENT", HexPackets.decodedUdp(5247, start + "7631" + llc + IPV4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "AYIYA,                       5072, 40 52 11 29 00000001"
        + "20010db8000000000000000000000009 0000000000000000000000000000000000000000",
    "GTP-U,                       2152, 30 ff 003e 00000007",
  })
  void ipv6IsFoundInUdp(String name, int port, String header) {
    assertEquals(IPV6_SEGMENT, HexPackets.decodedUdp(port, header + IPV6));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing else,                ''",
    "an origin,                   0000 1234 80a80001",
    "an authentication,           0001 00 00 0102030405060708 00",
    "both,                        0001 02 01 aabb cc 0102030405060708 00 0000 1234 80a80001",
  })
  void ipv6IsFoundInTeredoBehind(String name, String header) {
    String packet = IPV6.replaceFirst("20010db8", "20010000");
    String segment = IPV6_SEGMENT.replaceFirst("2001:db8::1", "2001::1");
    assertEquals(segment, HexPackets.decodedUdp(3544, header + packet));
    assertEquals(segment, decoded(LinkType.ETHERNET, ipv4(17, udp(3544, 50000, header + packet))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "VXLAN without its bit,                  4789, 00000000 00002a00" + ETHERNET,
    "VXLAN with another bit,                 4789, 0c000000 00002a00" + ETHERNET,
    "VXLAN with a group unannounced,         4789, 08000017 00002a00" + ETHERNET,
    "VXLAN with a last octet,                4789, 08000000 00002a01" + ETHERNET,
    "VXLAN-GPE without a protocol,           4790, 08000000 00002a00" + ETHERNET,
    "GENEVE of version 1,                    6081, 4000 6558 00002a00" + ETHERNET,
    "GENEVE with reserved bits,              6081, 0001 6558 00002a00" + ETHERNET,
    "GENEVE with a last octet,               6081, 0000 6558 00002a01" + ETHERNET,
    "GENEVE of an unknown protocol,          6081, 0000 1234 00002a00" + ETHERNET,
    "GENEVE whose option is too long,        6081, 0100 0800 00002a00 0104 80 01",
    "GTP-U of version 2,                     2152, 50 ff 002a 00000007",
    "GTP' instead of GTP,                    2152, 20 ff 002a 00000007",
    "GTP-U with the spare bit,               2152, 38 ff 002a 00000007",
    "GTP-U echo,                             2152, 30 01 002a 00000007",
    "GTP-U of another length,                2152, 30 ff 002b 00000007",
    "GTP-U of something else,                2152, 30 ff 002b 00000007 00",
    "L2TP control,                           1701, c802 0036 0001 0000 0000 0000",
    "L2TP of version 3,                      1701, 0003 0001 0002 ff03 0021",
    "L2TP with reserved bits,                1701, 0042 0001 0002 ff03 0021",
    "L2TP of another length,                 1701, 4002 0037 0001 0002 ff03 0021",
    "L2TP without PPP,                       1701, 0002 0001 0002 1234",
    "Teredo of IPv4,                         3544, ''",
    "AYIYA of something else,                5072, 40 52 11 06 00000001"
        + "20010db8000000000000000000000009 0000000000000000000000000000000000000000",
    "a heartbeat of AYIYA,                   5072, 40 52 10 29 00000001"
        + "20010db8000000000000000000000009 0000000000000000000000000000000000000000",
    "CAPWAP in DTLS,                         5247, 01 100200 00000000" + ETHERNET,
    "CAPWAP kept alive,                      5247, 00 100208 00000000" + ETHERNET,
    "CAPWAP with reserved bits,              5247, 00 100201 00000000" + ETHERNET,
    "CAPWAP with a header too short,         5247, 00 080200 00000000" + ETHERNET,
    "a name service,                           53, ''",
  })
  void whatOnlyUsesThePortIsUdp(String name, int port, String header) {
    assertEquals("NOT_TCP", HexPackets.decodedUdp(port, header + IPV4));
  }

  @Test
  void aDatagramThatLeavesItsPacketIsUdp() {
    String datagram = udp(50000, 4789, VXLAN + ETHERNET + IPV4);
    String longer = datagram.replaceFirst("12b50048", "12b50049");
    String shorter = datagram.replaceFirst("12b50048", "12b50007");

    assertEquals(IPV4_SEGMENT, decoded(LinkType.ETHERNET, ipv4(17, datagram)));
    assertEquals("NOT_TCP", decoded(LinkType.ETHERNET, ipv4(17, longer)));
    assertEquals("NOT_TCP", decoded(LinkType.ETHERNET, ipv4(17, shorter)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "minimal encapsulation,        55, '', TUNNEL",
    "L2TPv3,                      115, 00000001, TUNNEL",
    "GRE of a version to come,     47, 0002 0800, TUNNEL",
    "GRE 1 of something else,      47, 2001 0800 002e0001, TUNNEL",
    "GRE with CDP,                 47, 0000 2000, NOT_IP",
    "PPTP compressed or encrypted, 47, 3001 880b 002e0001 00000001 00fd, COMPRESSED",
    "IPComp,                      108, 0400 0002, COMPRESSED",
    "ESP,                          50, 00000001, ENCRYPTED",
    "a hop-by-hop header in IPv4,   0, 0600 000000000000, NOT_TCP",
    "ICMP that quotes a segment,    1, 0301 0000 00000000, NOT_TCP",
    "AH before UDP,                51, 1104 0000 00000001 00000001 000000000000000000000000, NOT_TCP",
    "AH longer than its packet,    51, 06ff 0000 00000001, BAD_IP_HEADER",
  })
  void whatIsNotOpenedSaysSo(String name, int protocol, String header, SkipReason reason) {
    assertEquals(reason.name(), decoded(LinkType.ETHERNET, ipv4(protocol, header + IPV4)));
  }

  @Test
  void keepAlivesOfGreCarryNothing() {
    assertEquals("NOT_IP", decoded(LinkType.ETHERNET, ipv4(47, "0000 0000")));
    assertEquals("NOT_IP", decoded(LinkType.ETHERNET, ipv4(47, "2081 880b 00000001 00000001")));
  }

  @Test
  void icmpErrorsOfIpv6HoldNoSegment() {
    String error = "0100 0000 00000000" + IPV6;
    String outer =
        "60000000 %04x 3a 40".formatted(bytes(error).length)
            + "20010db8000000000000000000000003 20010db8000000000000000000000004";
    assertEquals("NOT_TCP", decoded(LinkType.IPV6, outer + error));
  }

  @Test
  void paddingBehindTheOuterPacketIsNoPartOfTheInner() {
    String cutInner = ipv4(4, IPV4.substring(0, 40));

    assertEquals("CUT_SHORT", decoded(LinkType.ETHERNET, cutInner + IPV4.substring(40)));
  }

  @Test
  void theInnerLengthLeftToTheNetworkCardIsThatOfTheOuter() {
    String offloaded = IPV4.replaceFirst("002a", "0000");

    assertEquals(IPV4_SEGMENT, decoded(LinkType.ETHERNET, ipv4(4, offloaded) + "0000000000000000"));
  }

  @Test
  void theOutermostPacketIsLookedAtWhereTheCallerWantsIt() {
    Frame ipInIp = frame(ipv4(4, IPV4));
    Frame vxlan = frame(ipv4(17, udp(50000, 4789, VXLAN + ETHERNET + IPV4)));
    Frame plainUdp = frame(ipv4(17, udp(50000, 4789, IPV4)));
    Frame plain = frame(ETHERNET + IPV4);
    Frame tagged = frame(MACS + "8100 0005 8847 00010140" + IPV4);
    SegmentDecoder outer = new SegmentDecoder(Tunnels.OUTER);
    TcpSegment segment = new TcpSegment();

    assertFalse(outer.decode(ipInIp, segment));
    assertEquals(SkipReason.TUNNEL, outer.skipReason());
    assertFalse(outer.decode(vxlan, segment));
    assertEquals(SkipReason.TUNNEL, outer.skipReason());
    assertFalse(outer.decode(plainUdp, segment));
    assertEquals(SkipReason.NOT_TCP, outer.skipReason());
    assertTrue(outer.decode(plain, segment));
    assertTrue(outer.decode(tagged, segment));
  }

  @Test
  void tunnelsInTunnelsAreOpenedToADepthThatNobodyBuilds() {
    String packet = IPV4;
    for (int depth = 0; depth < Cursor.MAX_TUNNELS; depth++) {
      packet = ipv4(4, packet).substring(ETHERNET.length());
    }

    assertEquals(IPV4_SEGMENT, decoded(LinkType.ETHERNET, ETHERNET + packet));
    assertEquals("TUNNEL", decoded(LinkType.ETHERNET, ipv4(4, packet)));
  }

  private static Frame frame(String hex) {
    return Frames.frame(bytes(hex), LinkType.ETHERNET, 0, 1);
  }
}
