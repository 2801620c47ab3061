// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static io.tcpviz.core.wire.HexPackets.IPV4;
import static io.tcpviz.core.wire.HexPackets.IPV4_SEGMENT;
import static io.tcpviz.core.wire.HexPackets.IPV6;
import static io.tcpviz.core.wire.HexPackets.IPV6_SEGMENT;
import static io.tcpviz.core.wire.HexPackets.MACS;
import static io.tcpviz.core.wire.HexPackets.decoded;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.LinkType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PPP, Cisco HDLC, frame relay and SLIP by their exact octets. */
class SerialLineTest {
  private static final String SLIP_REST = "0000000000000000000000000000";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PPP,                                9, ff03 0021",
    "PPP without address and control,    9, 0021",
    "PPP with a short protocol number,   9, 21",
    "PPP with a short one in a frame,    9, ff03 21",
    "PPP with MPLS,                      9, ff03 0281 00010140",
    "PPP with its direction,           204, 01 ff03 0021",
    "PPP of pppd,                      166, 01 03 0021",
    "PPP in HDLC,                       50, ff03 0021",
    "Cisco HDLC in the place of PPP,    50, 0f00 0800",
    "PPPoE,                             51, 1100 0001 002c 0021",
    "PPPoE in Ethernet,                  1, " + MACS + "8864 1100 0001 002c 0021",
    "PPPoE behind two tags,              1, "
        + MACS
        + "88a8 0002 8100 0003 8864 11000001 002c 0021",
    "Cisco HDLC,                       104, 0f00 0800",
    "Cisco HDLC to all,                104, 8f00 0800",
    "Cisco HDLC with MPLS,             104, 0f00 8847 00010140",
    "Cisco HDLC with its direction,    205, 01 0f00 0800",
    "frame relay,                      107, 1841 03 cc",
    "frame relay with three octets,    107, 184041 03 cc",
    "frame relay with four octets,     107, 18404041 03 cc",
    "frame relay with SNAP,            107, 1841 03 00 80 000000 0800",
    "frame relay with an Ethernet frame, 107, 1841 03 00 80 0080c2 0007" + MACS + "0800",
    "frame relay with PPP,             107, 1841 03 cf 0021",
    "frame relay of Cisco,             107, 1841 0800",
    "frame relay with its direction,   206, 01 1841 03 cc",
    "SLIP,                               8, 00 45 " + SLIP_REST,
  })
  void ipv4IsFoundBehind(String name, int linkType, String header) {
    assertEquals(IPV4_SEGMENT, decoded(linkType, header + IPV4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PPP,           9, ff03 0057",
    "short PPP,     9, 57",
    "PPPoE,        51, 1100 0001 0040 0057",
    "Cisco HDLC,  104, 0f00 86dd",
    "frame relay, 107, 1841 03 8e",
    "SLIP,          8, 00 60 " + SLIP_REST,
  })
  void ipv6IsFoundBehind(String name, int linkType, String header) {
    assertEquals(IPV6_SEGMENT, decoded(linkType, header + IPV6));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PPP negotiation,                  9, ff03 c021, NOT_IP",
    "headers of Van Jacobson,          9, ff03 002d, COMPRESSED",
    "headers of Van Jacobson not yet,  9, ff03 002f, COMPRESSED",
    "robust header compression,        9, 03, COMPRESSED",
    "a compressed or encrypted packet, 9, ff03 00fd, COMPRESSED",
    "an encrypted packet,              9, ff03 0053, ENCRYPTED",
    "a piece for one link of several,  9, ff03 003d, FRAGMENT",
    "PPPoE discovery,                 51, 1109 0000 002c 0021, NOT_IP",
    "Cisco's keep-alive,             104, 8f00 8035, NOT_IP",
    "a length in Cisco HDLC,         104, 0f00 0026, NOT_IP",
    "frame relay of ISO,             107, 1841 03 83, NOT_IP",
    "frame relay in pieces,          107, 1841 03 b1, FRAGMENT",
    "a frame relay address of five,  107, 1840404041 03 cc, NOT_IP",
    "SNAP of another organization,   107, 1841 03 00 80 00000c 0800, NOT_IP",
    "SLIP with compressed headers,     8, 00 85 " + SLIP_REST + ", COMPRESSED",
    "SLIP with a header for them,      8, 00 75 " + SLIP_REST + ", COMPRESSED",
  })
  void whatHoldsNoIpSaysSo(String name, int linkType, String header, SkipReason reason) {
    assertEquals(reason.name(), decoded(linkType, header + IPV4));
  }

  @Test
  void whatIsBehindTheLengthOfPppoeIsPadding() {
    assertEquals(
        IPV4_SEGMENT,
        decoded(LinkType.PPP_ETHER, "1100 0001 002c 0021" + IPV4 + "00000000000000000000"));
    assertEquals("CUT_SHORT", decoded(LinkType.PPP_ETHER, "1100 0001 0010 0021" + IPV4));
  }
}
