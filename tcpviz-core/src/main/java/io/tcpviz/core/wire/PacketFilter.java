// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** What the packet filters of the BSDs and of Linux put before the packets that they log. */
final class PacketFilter {
  private static final int ENC_HEADER_LENGTH = 12;
  private static final int NFLOG_HEADER_LENGTH = 4;
  private static final int NFLOG_PAYLOAD = 9;

  private PacketFilter() {}

  /** BSD pf: the length of the header without its padding, the address family, and more. */
  static Layer enterPflog(Cursor cursor) {
    if (!cursor.has(2)) {
      return cursor.cutShort();
    }
    int length = cursor.u8(0) + 3 & ~3;
    int family = cursor.u8(1);
    return length < 4
        ? cursor.skip(SkipReason.NOT_IP)
        : cursor.past(length, Layer.ofFamily(family, cursor));
  }

  /** OpenBSD IPsec: address family, association and flags, four octets each, then the packet. */
  static Layer enterEnc(Cursor cursor) {
    return cursor.past(ENC_HEADER_LENGTH, Layer.IP);
  }

  /**
   * Linux NFLOG: an address family, a version and a group, then attributes of length and type in
   * the byte order of the host, padded to words. One of them is the packet.
   */
  static Layer enterNflog(Cursor cursor) {
    if (!cursor.has(NFLOG_HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    Layer next = Layer.ofFamily(cursor.u8(0), cursor);
    cursor.at += NFLOG_HEADER_LENGTH;
    while (cursor.has(4)) {
      boolean littleEndian = cursor.u8(3) == 0; // types have one octet
      int length = ofHost(cursor.u16(0), littleEndian);
      int type = ofHost(cursor.u16(2), littleEndian);
      if (length < 4) {
        return cursor.skip(SkipReason.NOT_IP);
      }
      if (type == NFLOG_PAYLOAD) {
        cursor.at += 4;
        cursor.narrow(length - 4);
        return next;
      }
      cursor.at += length + 3 & ~3;
    }
    return cursor.cutShort();
  }

  private static int ofHost(int octets, boolean littleEndian) {
    return littleEndian ? octets >>> 8 | octets << 8 & 0xFF00 : octets;
  }
}
