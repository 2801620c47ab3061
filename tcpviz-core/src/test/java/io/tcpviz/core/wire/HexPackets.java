// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.capture.LinkType;
import io.tcpviz.testkit.Frames;
import java.util.HexFormat;

/** Two small packets written by hand, what they say, and what becomes of frames that hold them. */
final class HexPackets {
  private static final String TCP_HEADER =
      "01bb 9c40  00000064 000000c8 50 10 0400  0000 0000".replace(" ", "");

  /** 42 octets: 192.0.2.1:443 acknowledges to 198.51.100.2:40000, with two octets of payload. */
  static final String IPV4 =
      "45 00 002a 1234 4000 3f 06 0000 c0000201 c6336402".replace(" ", "") + TCP_HEADER + "6869";

  /** 62 octets: the same from [2001:db8::1]:443 to [2001:db8::2]:40000. */
  static final String IPV6 =
      "60000000 0016 06 3e 20010db8000000000000000000000001 20010db8000000000000000000000002"
              .replace(" ", "")
          + TCP_HEADER
          + "6869";

  /** Destination and source address of an Ethernet frame. */
  static final String MACS = "020000000002" + "020000000001";

  /** {@link #IPV4} as {@link SegmentText} has it. */
  static final String IPV4_SEGMENT =
      "frame 0/1 at 0 v4 192.0.2.1:443->198.51.100.2:40000 id 4660 hops 63 A"
          + " seq 100 ack 200 win 1024 sum 0 len 2 captured 2 <>";

  /** {@link #IPV6} as {@link SegmentText} has it. */
  static final String IPV6_SEGMENT =
      "frame 0/1 at 0 v6 [2001:db8::1]:443->[2001:db8::2]:40000 id 0 hops 62 A"
          + " seq 100 ack 200 win 1024 sum 0 len 2 captured 2 <>";

  private HexPackets() {}

  /** What a frame holds, or the name of the reason why it holds no segment. */
  static String decoded(int linkType, String hex) {
    byte[] bytes = bytes(hex);
    return SegmentText.decoded(Frames.frame(bytes, linkType, 0, 1));
  }

  /** An IPv4 packet in Ethernet that carries something else, by its protocol number. */
  static String ipv4(int protocol, String payload) {
    return MACS
        + "0800"
        + "4500%04x00000000 40%02x0000 c0a80001 c0a80002"
            .formatted(20 + bytes(payload).length, protocol)
        + payload;
  }

  /** A UDP datagram, as the payload of an IP packet. */
  static String udp(int source, int destination, String payload) {
    return "%04x%04x%04x0000".formatted(source, destination, 8 + bytes(payload).length) + payload;
  }

  /** What a UDP datagram in IPv4 in Ethernet holds. */
  static String decodedUdp(int destination, String payload) {
    return decoded(LinkType.ETHERNET, ipv4(17, udp(50000, destination, payload)));
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
