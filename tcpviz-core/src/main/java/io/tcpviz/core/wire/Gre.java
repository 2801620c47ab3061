// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of GRE (RFC 2784 §2.1, RFC 2890 §2; with routing by RFC 1701; version 1 is that of
 * PPTP, RFC 2637 §4.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |C|R|K|S|s|Recur|A| Flags | Ver |         Protocol Type         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |      Checksum (optional)      |       Reserved or Offset      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         Key (optional)                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                   Sequence Number (optional)                  |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |    Routing (optional), or in version 1 Acknowledgment Number  |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class Gre {
  private static final int MIN_HEADER_LENGTH = 4;
  private static final int CHECKSUM = 0x8000;
  private static final int ROUTING = 0x4000;
  private static final int KEY = 0x2000;
  private static final int SEQUENCE = 0x1000;
  private static final int ACKNOWLEDGMENT = 0x0080;
  private static final int VERSION = 0x0007;

  private static final int ERSPAN = 0x88BE;
  private static final int ERSPAN_3 = 0x22EB;
  private static final int WCCP = 0x883E;
  private static final int EOIP = 0x6400; // of MikroTik, in version 1

  private Gre() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(MIN_HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    int flags = cursor.u16(0);
    int type = cursor.u16(2);
    int version = flags & VERSION;
    if (version > 1 || version == 1 && type != EtherType.PPP && type != EOIP) {
      return cursor.skip(SkipReason.TUNNEL);
    }
    int header = MIN_HEADER_LENGTH;
    header += (flags & (CHECKSUM | ROUTING)) != 0 ? 4 : 0;
    header += (flags & KEY) != 0 ? 4 : 0;
    header += (flags & SEQUENCE) != 0 ? 4 : 0;
    header += version == 1 && (flags & ACKNOWLEDGMENT) != 0 ? 4 : 0;
    cursor.at += header;
    if ((flags & ROUTING) != 0 && !passRoutes(cursor)) {
      return cursor.cutShort();
    }
    return cursor.has(1) ? payload(type, (flags & SEQUENCE) != 0, cursor) : empty(cursor);
  }

  /** Source routes: address family, offset, length and address each, the last one all zeros. */
  private static boolean passRoutes(Cursor cursor) {
    while (cursor.has(4)) {
      int family = cursor.u16(0);
      int length = cursor.u8(3);
      cursor.at += 4 + length;
      if (family == 0 && length == 0) {
        return true;
      }
    }
    return false;
  }

  /** Acknowledgments of PPTP and keep-alives carry nothing. */
  private static Layer empty(Cursor cursor) {
    return cursor.original() > 0 ? cursor.cutShort() : cursor.skip(SkipReason.NOT_IP);
  }

  private static Layer payload(int type, boolean sequence, Cursor cursor) {
    return switch (type) {
      case ERSPAN -> sequence ? erspan2(cursor) : Layer.ETHERNET;
      case ERSPAN_3 -> erspan3(cursor);
      case EOIP -> Layer.ETHERNET;
      // Version 2 of the protocol puts a word before the packet.
      case WCCP -> cursor.past(cursor.u8(0) >>> 4 == 4 ? 0 : 4, Layer.IPV4);
      default -> EtherType.announced(type, cursor);
    };
  }

  /** ERSPAN II: version 1, VLAN, session and index in eight octets. */
  private static Layer erspan2(Cursor cursor) {
    return cursor.u8(0) >>> 4 == 1 ? cursor.past(8, Layer.ETHERNET) : Layer.ETHERNET;
  }

  /** ERSPAN III: twelve octets, the last of which says what follows, and whether eight more do. */
  private static Layer erspan3(Cursor cursor) {
    if (!cursor.has(12)) {
      return cursor.cutShort();
    }
    int last = cursor.u16(10);
    boolean packet = (last >>> 10 & 0x1F) == 2;
    return cursor.past((last & 1) != 0 ? 20 : 12, packet ? Layer.IP : Layer.ETHERNET);
  }
}
