// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static io.tcpviz.core.wire.HexPackets.IPV4;
import static io.tcpviz.core.wire.HexPackets.IPV6;
import static io.tcpviz.core.wire.HexPackets.MACS;
import static io.tcpviz.core.wire.HexPackets.bytes;
import static io.tcpviz.core.wire.HexPackets.ipv4;
import static io.tcpviz.core.wire.HexPackets.udp;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.testkit.Frames;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** One frame of every layer that the decoder knows, for tests that break frames. */
final class LayerSamples {
  private static final String ETHERNET = MACS + "0800";
  private static final String SNAP = "aaaa03 000000 0800";
  private static final String WIRELESS =
      "8803 2c00 020000000001 020000000002 020000000003 1000 020000000004 0000" + SNAP;

  /** Every link type that is decoded. */
  static final List<Integer> LINK_TYPES =
      IntStream.range(0, 400).filter(LinkType::isSupported).boxed().toList();

  /** All of them hold a segment. */
  static final List<Frame> FRAMES =
      List.of(
          frame(1, ETHERNET + IPV4),
          frame(1, MACS + "88a8 0001 8100 0002 86dd" + IPV6),
          frame(1, MACS + "0032 " + SNAP + IPV4),
          frame(1, MACS + "8847 00010040 00020140 00000000" + ETHERNET + IPV4),
          frame(1, MACS + "8864 1100 0001 002c 0021" + IPV4),
          frame(1, MACS + "8909 01 01 0001 0002 893f 1000 00d3 0000 0800" + IPV4),
          frame(1, MACS + "88e7 001ebb44" + MACS + "8903 4020" + ETHERNET + IPV4),
          frame(1, MACS + "894f 0fc2 02 01 00000aff" + IPV4),
          frame(1, MACS + "2452" + WIRELESS + IPV4),
          frame(1, ipv4(47, "7000 0800 00000000 00000007 00000001 00000000" + IPV4)),
          frame(1, ipv4(47, "1000 88be 00000001 10010001 00000000" + ETHERNET + IPV4)),
          frame(
              1,
              ipv4(
                  47,
                  "1000 22eb 00000001 20010001 00000000 00000001 0000000000000000"
                      + ETHERNET
                      + IPV4)),
          frame(1, ipv4(47, "3081 880b 002e0001 00000001 00000001 0021" + IPV4)),
          frame(1, ipv4(51, "2904 0000 00000001 00000001" + "00".repeat(12) + IPV6)),
          frame(1, inUdp(4789, "08000000 00002a00" + ETHERNET + IPV4)),
          frame(1, inUdp(4790, "0c000004 00002a00 0fc2 02 01 00000aff" + IPV4)),
          frame(1, inUdp(6081, "0340 6558 00002a00 0104 80 02" + "00".repeat(8) + ETHERNET + IPV4)),
          frame(1, inUdp(2152, "36 ff 003a 00000007 0001 00 85 011009c0 0200000000000000" + IPV4)),
          frame(1, inUdp(1701, "0202 0001 0002 0002 0000 ff03 0021" + IPV4)),
          frame(1, inUdp(3544, "0000 1234 80a80001" + IPV6.replaceFirst("20010db8", "20010000"))),
          frame(1, inUdp(5072, "40 52 11 29 00000001" + "00".repeat(36) + IPV6)),
          frame(1, inUdp(5247, "00 100300 00000000" + WIRELESS + IPV4)),
          frame(0, "02000000" + IPV4),
          frame(6, "1040 020000000002 820000000001 0630 0011 0022" + SNAP + IPV4),
          frame(7, "be50 d4 00 0001" + IPV4),
          frame(8, "00 45" + "00".repeat(14) + IPV4),
          frame(9, "ff03 0281 00010140" + IPV4),
          frame(10, "50 020000000002 020000000001" + SNAP + IPV4),
          frame(107, "1841 03 00 80 000000 0800" + IPV4),
          frame(117, "3d 02 0000" + "00".repeat(60) + IPV4),
          frame(127, "00 00 1100 03000080 00000080 00000000 20" + WIRELESS + IPV4),
          frame(163, "80211001 00000040" + "00".repeat(56) + WIRELESS + IPV4),
          frame(178, "4d4743 80 0004 03010106" + ETHERNET + IPV4),
          frame(192, "00 00 0800 01000000" + ETHERNET + IPV4),
          frame(239, "02 00 0028 0500 0a00 70000000 2e00 0900" + IPV4),
          frame(285, MACS + "dada 0000 40000001 0800" + IPV4));

  /** What turns the hexadecimal octets of an IPv4 packet into those of another that carries it. */
  static final List<UnaryOperator<String>> TUNNELS =
      List.of(
          packet -> packet(4, packet),
          packet -> packet(47, "0000 0800" + packet),
          packet -> packet(47, "2000 6558 00000007" + ETHERNET + packet),
          packet -> packet(137, "00010140" + packet),
          packet -> packet(17, udp(9, 4789, "08000000 00002a00" + ETHERNET + packet)),
          packet -> packet(17, udp(9, 6081, "0000 0800 00002a00" + packet)),
          packet ->
              packet(17, udp(9, 2152, "30 ff %04x 00000007".formatted(length(packet)) + packet)),
          packet -> packet(17, udp(9, 1701, "0002 0001 0002 ff03 0021" + packet)),
          packet -> packet(17, udp(9, 5247, "00 100300 00000000" + WIRELESS + packet)));

  private LayerSamples() {}

  static Frame frame(int linkType, String hex) {
    return Frames.frame(bytes(hex), linkType, 0, 1);
  }

  private static String inUdp(int port, String payload) {
    return ipv4(17, udp(50000, port, payload));
  }

  private static String packet(int protocol, String payload) {
    return ipv4(protocol, payload).substring(ETHERNET.length());
  }

  private static int length(String hex) {
    return bytes(hex).length;
  }
}
