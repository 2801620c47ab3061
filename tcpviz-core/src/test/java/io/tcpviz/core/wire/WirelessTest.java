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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IEEE 802.11 by its exact octets, and what captures put before it. */
class WirelessTest {
  private static final String SNAP = "aaaa03 000000 0800";
  private static final String ADDRESSES = "020000000001 020000000002 020000000003";

  /** Duration, three addresses, sequence control of the first fragment. */
  private static final String REST = "2c00" + ADDRESSES + "1000";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a frame between stations,    0800" + REST,
    "a frame to an access point,  0801" + REST,
    "a frame from one,            0802" + REST,
    "a frame sent again,          080a" + REST,
    "one with an acknowledgment,  1802" + REST,
    "a frame between two,         0803" + REST + "020000000004",
    "a QoS frame,                 8802" + REST + "0000",
    "a QoS frame between two,     8803" + REST + "020000000004 0000",
    "a QoS frame with HT Control, 8882" + REST + "0000 00000000",
    "the first of several in one, 8802" + REST + "8000" + MACS + "0032",
    "a decrypted frame,           8842" + REST + "0000",
    "a decrypted frame of WEP,    0842" + REST + "66158300",
    "a decrypted frame of CCMP,   8842" + REST + "0000 0102002000000000",
  })
  void ipIsFoundIn(String name, String header) {
    assertEquals(IPV4_SEGMENT, decoded(LinkType.IEEE802_11, header + SNAP + IPV4));
    assertEquals(IPV6_SEGMENT, decoded(LinkType.IEEE802_11, header + "aaaa03 000000 86dd" + IPV6));
    assertEquals(IPV4_SEGMENT, decoded(LinkType.ETHERNET, MACS + "2452" + header + SNAP + IPV4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "radiotap without fields,       127, 00 00 0800 00000000",
    "radiotap with flags,           127, 00 00 0900 02000000 10",
    "radiotap with time and flags,  127, 00 00 1100 03000000 0000000000000000 10",
    "radiotap with two words,       127, 00 00 0d00 02000080 00000000 10",
    "Prism,                         119, 44000000 90000000 PRISM",
    "AVS in the number of Prism,    119, 80211001 00000040 AVS",
    "AVS,                           163, 80211001 00000040 AVS",
    "per-packet information,        192, 00 00 0800 69000000",
    "the same with radiotap in it,  192, 00 00 0800 7f000000 00 00 0800 00000000",
  })
  void aFrameIsFoundBehind(String name, int linkType, String header) {
    String filled = header.replace("PRISM", "00".repeat(136)).replace("AVS", "00".repeat(56));
    assertEquals(IPV4_SEGMENT, decoded(linkType, filled + "0802" + REST + SNAP + IPV4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "radiotap with flags,          00 00 0900 02000000 20",
    "radiotap with time and flags, 00 00 1100 03000000 0000000000000000 20",
    "radiotap with two words,      00 00 0d00 02000080 00000000 20",
  })
  void aHeaderMayBePaddedToWholeWords(String name, String radiotap) {
    String padded = radiotap + "8802" + REST + "0000" + "0000" + SNAP + IPV4;
    assertEquals(IPV4_SEGMENT, decoded(LinkType.IEEE802_11_RADIOTAP, padded));
    assertEquals(
        IPV4_SEGMENT,
        decoded(LinkType.IEEE802_11_RADIOTAP, radiotap + "0802" + REST + SNAP + IPV4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a beacon,                    8000" + REST + ", NOT_IP",
    "an acknowledgment,           d400 2c00 020000000001, NOT_IP",
    "a frame without data,        4802" + REST + ", NOT_IP",
    "a QoS frame without data,    c802" + REST + "0000, NOT_IP",
    "a frame of another version,  0902" + REST + ", NOT_IP",
    "an encrypted frame,          0842" + REST + "0102002000000000 d1a5, ENCRYPTED",
    "the first of several pieces, 0806" + REST + ", FRAGMENT",
    "the last of several pieces,  0802 2c00" + ADDRESSES + "1100, FRAGMENT",
    "another LLC,                 0802" + REST + "424203, LLC",
  })
  void whatHoldsNoSegmentSaysSo(String name, String frame, SkipReason reason) {
    assertEquals(reason.name(), decoded(LinkType.IEEE802_11, frame + SNAP + IPV4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "radiotap of another version,     127, 01 00 0800 00000000, NOT_IP",
    "radiotap shorter than itself,    127, 00 00 0700 00000000, NOT_IP",
    "radiotap longer than its frame,  127, 00 00 0004 00000000, CUT_SHORT",
    "radiotap of nothing but words,   127, 00 00 0c00 00000080 00000080, CUT_SHORT",
    "AVS shorter than itself,         163, 80211001 00000007, NOT_IP",
    "AVS of a negative length,        163, 80211001 ffffffff, NOT_IP",
  })
  void aHeaderThatMakesNoSenseEndsTheWay(
      String name, int linkType, String header, SkipReason reason) {
    assertEquals(reason.name(), decoded(linkType, header));
  }
}
