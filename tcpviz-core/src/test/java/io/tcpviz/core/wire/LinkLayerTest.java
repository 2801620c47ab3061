// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static io.tcpviz.core.wire.HexPackets.IPV4;
import static io.tcpviz.core.wire.HexPackets.IPV4_SEGMENT;
import static io.tcpviz.core.wire.HexPackets.IPV6;
import static io.tcpviz.core.wire.HexPackets.IPV6_SEGMENT;
import static io.tcpviz.core.wire.HexPackets.MACS;
import static io.tcpviz.core.wire.HexPackets.decoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.LinkType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each link layer by its exact octets, written by hand from its description. */
class LinkLayerTest {
  private static final String SNAP = "aaaa03 000000 0800";
  private static final String ZEROS_16 = "00000000000000000000000000000000";
  private static final String ZEROS_40 = ZEROS_16 + ZEROS_16 + "0000000000000000";
  private static final String ZEROS_60 = ZEROS_40 + ZEROS_16 + "00000000";

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
    "LLC with the access point of IP, 1, " + MACS + "002d 060603",
    "SNAP of 802.1H,               1, " + MACS + "0032 aaaa03 0000f8 0800",
    "SNAP with a tag in it,        1, " + MACS + "0036 aaaa03 000000 8100 0005 0800",
    "SNAP with a bridged frame,    1, " + MACS + "0040 aaaa03 0080c2 0007 0000" + MACS + "0800",
    "a VNTag,                      1, " + MACS + "8926 00000033 0800",
    "a tag of 802.1BR,             1, " + MACS + "893f 1000 00d3 0000 0800",
    "a tag of 802.1CB,             1, " + MACS + "f1c1 0000 0001 0800",
    "Cisco MetaData,               1, " + MACS + "8909 01 01 0001 0002 0800",
    "Cisco MetaData of two options, 1, " + MACS + "8909 01 02 0001 0002 0001 0003 0800",
    "provider backbone bridging,   1, " + MACS + "88e7 001ebb44" + MACS + "0800",
    "FabricPath,                   1, " + MACS + "8903 4020" + MACS + "0800",
    "a network service header,     1, " + MACS + "894f 0fc6 01 01 00000aff" + ZEROS_16,
    "ISL,                          1, 01000c000000 020000000001 0042 aaaa03 00000c 0005 0000 0000"
        + MACS
        + "0800",
    "one MPLS label,               1, " + MACS + "8847 00010140",
    "two MPLS labels,              1, " + MACS + "8848 00010040 00020140",
    "a pseudowire of Ethernet,     1, " + MACS + "8847 00010140 00000000" + MACS + "0800",
    "a pseudowire without control word, 1, " + MACS + "8847 00010140" + MACS + "0800",
    "a pseudowire to an address like IPv4, 1, "
        + MACS
        + "8847 00010140 450000ff0002 020000000001 0800",
    "MPLS at once,               219, 00010140",
    "Broadcom's tag,             281, " + MACS + "00000001 0800",
    "Broadcom's tag ahead,       282, 00000001" + MACS + "0800",
    "Marvell's tag,              284, " + MACS + "40000001 0800",
    "Marvell's long tag,         285, " + MACS + "dada 0000 40000001 0800",
    "Juniper's Ethernet,         178, 4d4743 80 0004 03010106" + MACS + "0800",
    "Juniper without extension,  178, 4d4743 00" + MACS + "0800",
    "Juniper without link layer, 178, 4d4743 02 00000002",
    "Token Ring,                   6, 1040 020000000002 020000000001" + SNAP,
    "Token Ring with a route,      6, 1040 020000000002 820000000001 0630 0011 0022" + SNAP,
    "FDDI,                        10, 50 020000000002 020000000001" + SNAP,
    "ARCNET of RFC 1051,           7, be50 f0",
    "ARCNET of RFC 1201,           7, be50 d4 00 0001",
    "ARCNET of Linux,            129, be50 c300 f0",
    "ATM,                        100, " + SNAP,
    "ATM without LLC,            100, ''",
    "Classical IP over ATM,      106, ''",
    "IP over InfiniBand,         242, " + ZEROS_40 + "0800 0000",
    "pflog,                      117, 3d 02 0000" + ZEROS_60,
    "enc,                        109, 02000000 00001234 00000003",
    "NFLOG of a little-endian host, 239, 02 00 0028 0500 0a00 70000000 2e00 0900",
    "NFLOG of a big-endian host, 239, 02 00 0028 0005 000a 70000000 002e 0009",
    "PPI with Ethernet,          192, 00 00 0800 01000000" + MACS + "0800",
  })
  void ipv4IsFoundBehind(String name, int linkType, String header) {
    assertEquals(IPV4_SEGMENT, decoded(linkType, header + IPV4));
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
    "MPLS,                         1, " + MACS + "8847 00010140",
    "ARCNET of RFC 1201,           7, be50 c4 00 0001",
    "pflog,                      117, 3d 18 0000" + ZEROS_60,
    "NFLOG,                      239, 0a 00 0000 4200 0900",
    "IP over InfiniBand,         242, " + ZEROS_40 + "86dd 0000",
  })
  void ipv6IsFoundBehind(String name, int linkType, String header) {
    assertEquals(IPV6_SEGMENT, decoded(linkType, header + IPV6));
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
    "the discovery of PPPoE,                     8863, NOT_IP",
    "a PPPoE packet of discovery in a session,   8864 1109 0001 002c, NOT_IP",
    "MACsec,                                     88e5, ENCRYPTED",
    "ERSPAN without GRE,                         88be, NOT_IP",
    "MPLS of a circuit,                          8847 00010140 00000000, MPLS",
    "MPLS with its channel of administration,    8847 00010140 10000021, MPLS",
    "Cisco MetaData with ARP,                    8909 01 01 0001 0002 0806, NOT_IP",
    "a network service header with its own next, 894f 0fc2 02 09 00000aff, NOT_IP",
  })
  void whatHoldsNoIpBehindAnEtherTypeSaysSo(String name, String octets, SkipReason reason) {
    assertEquals(reason.name(), decoded(LinkType.ETHERNET, MACS + octets + IPV4));
    assertEquals(reason.name(), decoded(LinkType.ETHERNET, MACS + "81000005" + octets + IPV4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Token Ring of the ring itself,  6, 1000 020000000002 020000000001, NOT_IP",
    "FDDI of the ring itself,       10, c0 020000000002 020000000001, NOT_IP",
    "ARCNET in pieces,               7, be50 d4 01 0001, FRAGMENT",
    "ARCNET ARP,                     7, be50 f1 00, NOT_IP",
    "an NFLOG without a packet,    239, 02 00 0000 0500 0a00 70000000, CUT_SHORT",
    "an NFLOG of length 0,         239, 02 00 0000 0000 0900, NOT_IP",
    "an NFLOG of bridges,          239, 07 00 0000 2e00 0900, NOT_IP",
    "a pflog of length 0,          117, 00 02, NOT_IP",
    "Juniper of another magic,     178, 4d4744 00, NOT_IP",
    "PPI with a foreign link type, 192, 00 00 0800 93000000, UNSUPPORTED_LINK_TYPE",
    "PPI shorter than itself,      192, 00 00 0700 01000000, NOT_IP",
  })
  void whatHoldsNoIpInALinkTypeSaysSo(String name, int linkType, String octets, SkipReason reason) {
    String packet = reason == SkipReason.CUT_SHORT ? "" : IPV4;
    assertEquals(reason.name(), decoded(linkType, octets + packet));
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

  @Test
  void anyNumberOfLabelsIsUnwrapped() {
    String labels = "00010040".repeat(20_000);

    assertEquals(
        IPV4_SEGMENT, decoded(LinkType.ETHERNET, MACS + "8847" + labels + "00010140" + IPV4));
    assertEquals("CUT_SHORT", decoded(LinkType.ETHERNET, MACS + "8847" + labels));
  }
}
