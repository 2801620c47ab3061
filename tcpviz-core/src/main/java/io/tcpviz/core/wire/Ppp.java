// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The Point-to-Point Protocol: a protocol number before the packet (RFC 1661 §2), here and there
 * the address and control octets of HDLC before that (RFC 1662 §3.1).
 *
 * <pre>
 * +----------+----------+-------------+
 * | Address  | Control  |  Protocol   |  information
 * |   0xFF   |   0x03   | 1-2 octets  |
 * +----------+----------+-------------+
 * </pre>
 *
 * <p>Hosts may agree to leave out address and control, and the first octet of a protocol number
 * that is 0; an odd octet ends the number (RFC 1661 §6.5 and §6.6).
 */
final class Ppp {
  private static final int ADDRESS_AND_CONTROL = 0xFF03;
  private static final int IPV4 = 0x0021;
  private static final int IPV6 = 0x0057;
  private static final int PPPOE_HEADER_LENGTH = 6;
  private static final int PPPOE_SESSION = 0x1100; // version 1, type 1, code 0

  private Ppp() {}

  /** With or without address and control, or the header of Cisco in their place. */
  static Layer enter(Cursor cursor) {
    if (!cursor.has(2)) {
      return cursor.cutShort();
    }
    int first = cursor.u16(0);
    if (first == ADDRESS_AND_CONTROL) {
      return protocol(cursor, 2);
    }
    return CiscoHdlc.isAddressAndControl(first) ? Layer.CISCO_HDLC : protocol(cursor, 0);
  }

  /** Behind one octet that says who sent it. */
  static Layer enterWithDirection(Cursor cursor) {
    return cursor.past(1, Layer.PPP);
  }

  /** With the direction in the place of the address. */
  static Layer enterOfPppd(Cursor cursor) {
    return protocol(cursor, 2);
  }

  /**
   * A PPPoE session (RFC 2516 §4).
   *
   * <pre>
   *  0                   1                   2                   3
   *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |  VER  | TYPE  |      CODE     |          SESSION_ID           |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |            LENGTH             |  PPP
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * </pre>
   */
  static Layer enterPppoe(Cursor cursor) {
    if (!cursor.has(PPPOE_HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    if (cursor.u16(0) != PPPOE_SESSION) {
      return cursor.skip(SkipReason.NOT_IP);
    }
    int length = cursor.u16(4);
    cursor.at += PPPOE_HEADER_LENGTH;
    cursor.narrow(length);
    return Layer.PPP;
  }

  /** Whether a packet in PPP may begin {@code ahead}, where two octets are present. */
  static boolean isLikely(Cursor cursor, int ahead) {
    return switch (cursor.u16(ahead)) {
      case ADDRESS_AND_CONTROL -> true;
      case IPV4 -> cursor.has(ahead + 3) && cursor.u8(ahead + 2) >>> 4 == 4;
      case IPV6 -> cursor.has(ahead + 3) && cursor.u8(ahead + 2) >>> 4 == 6;
      default -> false;
    };
  }

  private static Layer protocol(Cursor cursor, int ahead) {
    if (!cursor.has(ahead + 1)) {
      return cursor.cutShort();
    }
    int first = cursor.u8(ahead);
    if ((first & 1) != 0) {
      return cursor.past(ahead + 1, layer(first, cursor));
    }
    if (!cursor.has(ahead + 2)) {
      return cursor.cutShort();
    }
    return cursor.past(ahead + 2, layer(cursor.u16(ahead), cursor));
  }

  private static Layer layer(int protocol, Cursor cursor) {
    return switch (protocol) {
      case IPV4 -> Layer.IPV4;
      case IPV6 -> Layer.IPV6;
      case 0x0281, 0x0283 -> Layer.MPLS;
      case 0x0003, // ROHC
          0x002D, // Van Jacobson, compressed
          0x002F, // Van Jacobson, uncompressed: its protocol field is taken for something else
          0x0061, // RFC 2507, full header
          0x0063, // RFC 2507, compressed TCP
          0x2063, // RFC 2507, without deltas
          0x00FB, // compressed, one link of several
          0x00FD -> // compressed or encrypted
          cursor.skip(SkipReason.COMPRESSED);
      case 0x0053, 0x0055 -> cursor.skip(SkipReason.ENCRYPTED);
      case 0x003D -> cursor.skip(SkipReason.FRAGMENT); // RFC 1990: pieces for several links
      default -> cursor.skip(SkipReason.NOT_IP);
    };
  }
}
