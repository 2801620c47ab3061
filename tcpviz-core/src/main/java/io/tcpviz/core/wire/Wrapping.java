// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** What may hold TCP but is not unwrapped, by the number that announces it. */
final class Wrapping {
  private Wrapping() {}

  /** Why the frame behind an EtherType other than those of IP and of VLANs is not decoded. */
  static SkipReason ofEtherType(int etherType) {
    return switch (etherType) {
      case 0x8847, 0x8848 -> SkipReason.MPLS;
      case 0x8864 -> SkipReason.PPPOE; // 0x8863, its discovery, carries nothing
      case 0x88E5 -> SkipReason.ENCRYPTED; // MACsec
      case 0x6558, // transparent Ethernet bridging
          0x880B, // PPP
          0x88BE, // ERSPAN
          0x88E7, // provider backbone bridging
          0x894F -> // network service header
          SkipReason.TUNNEL;
      case 0x8909, // Cisco TrustSec
          0x8926, // Cisco VNTag
          0x893F, // IEEE 802.1BR
          0xF1C1 -> // IEEE 802.1CB
          SkipReason.TAG;
      default -> SkipReason.NOT_IP;
    };
  }

  /** Why the packet behind an IP protocol number other than that of TCP is not decoded. */
  static SkipReason ofProtocol(int protocol) {
    return switch (protocol) {
      case 4, // IPv4 (RFC 2003)
          41, // IPv6 (RFC 4213)
          47, // GRE
          55, // minimal encapsulation (RFC 2004)
          94, // IP within IP
          97, // EtherIP
          98, // RFC 1241
          108, // IPComp
          115, // L2TP
          137, // MPLS (RFC 4023)
          143 -> // Ethernet (RFC 8986)
          SkipReason.TUNNEL;
      case 50 -> SkipReason.ENCRYPTED; // ESP
      default -> SkipReason.NOT_TCP;
    };
  }
}
