// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** What an IP packet carries, by its protocol number. */
final class IpPayload {
  static final int UDP = 17;
  static final int AUTHENTICATION = 51;

  private static final int ETHER_IP_HEADER_LENGTH = 2;

  private IpPayload() {}

  static Layer enter(Cursor cursor) {
    return switch (cursor.protocol) {
      case TcpHeader.PROTOCOL -> Layer.TCP;
      case UDP -> Layer.UDP;
      case 4, 94 -> cursor.open(0, Layer.IPV4); // RFC 2003
      case 41 -> cursor.open(0, Layer.IPV6); // RFC 4213
      case 47 -> cursor.open(0, Layer.GRE);
      case 97 -> cursor.open(ETHER_IP_HEADER_LENGTH, Layer.ETHERNET); // RFC 3378
      case 137 -> cursor.open(0, Layer.MPLS); // RFC 4023
      case 143 -> cursor.open(0, Layer.ETHERNET); // RFC 8986
      case 50 -> cursor.skip(SkipReason.ENCRYPTED); // ESP
      case 108 -> cursor.skip(SkipReason.COMPRESSED); // IPComp
      case 55, // minimal encapsulation (RFC 2004)
          98, // RFC 1241
          115 -> // L2TPv3: the length of its cookie is agreed elsewhere
          cursor.skip(SkipReason.TUNNEL);
      default ->
          Ipv6Extension.isAnnouncedBy(cursor.protocol, cursor.segment.ipVersion)
              ? Layer.IP_EXTENSION
              : cursor.skip(SkipReason.NOT_TCP);
    };
  }

  /** Whether pieces of such a packet are worth keeping: TCP may be in it. */
  static boolean mayHoldTcp(Cursor cursor) {
    return switch (cursor.protocol) {
      case TcpHeader.PROTOCOL -> true;
      case 4, 94, 41, 47, 97, 137, 143 -> cursor.tunnels == Tunnels.INNER;
      default -> Ipv6Extension.isAnnouncedBy(cursor.protocol, cursor.segment.ipVersion);
    };
  }
}
