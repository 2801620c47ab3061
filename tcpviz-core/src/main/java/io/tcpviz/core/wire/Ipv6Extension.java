// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * A header between those of IP and TCP (RFC 8200 §4, RFC 4302).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  Next Header  |     Length    |      Fragment Offset    |Res|M|
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         Identification                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>All begin with the type of the next one. The second octet is their length in units of eight
 * octets behind the first eight; that of AH counts in fours, less two (RFC 4302 §2.2); and that of
 * a Fragment header is reserved. Only a Fragment header has the other fields drawn.
 */
final class Ipv6Extension {
  private static final int MIN_LENGTH = 8;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MOBILITY = 135;
  private static final int HOST_IDENTITY = 139;
  private static final int SHIM6 = 140;

  private static final int OFFSET = 0xFFF8;
  private static final int MORE_FRAGMENTS = 0x0001;

  private Ipv6Extension() {}

  /**
   * Whether a protocol number stands for such a header. IPv4 knows AH alone. ESP is none: what
   * follows is secret.
   */
  static boolean isAnnouncedBy(int protocol, int ipVersion) {
    return switch (protocol) {
      case IpPayload.AUTHENTICATION -> true;
      case HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION_OPTIONS, MOBILITY, HOST_IDENTITY, SHIM6 ->
          ipVersion == 6;
      default -> false;
    };
  }

  static Layer enter(Cursor cursor) {
    if (!cursor.has(MIN_LENGTH)) {
      return cursor.cutShort();
    }
    int type = cursor.protocol;
    int length = length(type, cursor.u8(1));
    if (length > cursor.payloadLength) {
      return cursor.skip(SkipReason.BAD_IP_HEADER);
    }
    int fragment = type == FRAGMENT ? cursor.u16(2) & (OFFSET | MORE_FRAGMENTS) : 0;
    int id = cursor.i32(4);
    cursor.protocol = cursor.u8(0);
    cursor.payloadLength -= length;
    cursor.at += length;
    // A Fragment header may also stand before a whole packet (RFC 6946).
    return fragment == 0 ? Layer.IP_PAYLOAD : piece(cursor, id, fragment);
  }

  private static int length(int type, int field) {
    return switch (type) {
      case FRAGMENT -> MIN_LENGTH;
      case IpPayload.AUTHENTICATION -> Math.max(MIN_LENGTH, (field + 2) << 2);
      default -> (field + 1) << 3;
    };
  }

  private static Layer piece(Cursor cursor, int id, int fragment) {
    int offset = fragment & OFFSET;
    return cursor.fragments.enter(cursor, id, offset, (fragment & MORE_FRAGMENTS) != 0);
  }
}
