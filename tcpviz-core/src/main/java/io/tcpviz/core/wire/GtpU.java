// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of GTP-U, version 1 (3GPP TS 29.281 §5.1), before a packet of a mobile subscriber.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  1  |1|0|E|S|N| Message Type  |            Length             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                  Tunnel Endpoint Identifier                   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |        Sequence Number        |  N-PDU Number | Next Extension|
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>The last word is there if E, S or N is set. An extension begins with its length in words and
 * ends with the type of the next one, 0 for none (§5.2).
 */
final class GtpU {
  private static final int HEADER_LENGTH = 8;
  private static final int OPTIONAL_LENGTH = 4;
  private static final int VERSION_1 = 0x30;
  private static final int EXTENSION = 0x04;
  private static final int OPTIONAL_FIELDS = 0x07;
  private static final int PACKET = 0xFF;

  private GtpU() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.lacks(HEADER_LENGTH);
    }
    int flags = cursor.u8(0);
    if ((flags & ~OPTIONAL_FIELDS) != VERSION_1
        || cursor.u8(1) != PACKET
        || cursor.u16(2) != cursor.payloadLength - HEADER_LENGTH) {
      return cursor.skip(SkipReason.NOT_TCP);
    }
    int ahead = HEADER_LENGTH;
    if ((flags & OPTIONAL_FIELDS) != 0) {
      ahead += OPTIONAL_LENGTH;
      if (!cursor.has(ahead)) {
        return cursor.lacks(ahead);
      }
      if ((flags & EXTENSION) != 0) {
        ahead = behindExtensions(cursor, ahead);
      }
    }
    return cursor.has(ahead + 1) ? packet(cursor, ahead) : cursor.lacks(ahead + 1);
  }

  /** Where the extensions end, or where they would if more of them were present. */
  private static int behindExtensions(Cursor cursor, int start) {
    int ahead = start;
    while (cursor.has(ahead + 1) && cursor.u8(ahead - 1) != 0) {
      ahead += Math.max(1, cursor.u8(ahead)) << 2;
      if (!cursor.has(ahead)) {
        return ahead;
      }
    }
    return ahead;
  }

  private static Layer packet(Cursor cursor, int ahead) {
    return switch (cursor.u8(ahead) >>> 4) {
      case 4 -> cursor.open(ahead, Layer.IPV4);
      case 6 -> cursor.open(ahead, Layer.IPV6);
      default -> cursor.skip(SkipReason.NOT_TCP); // of a session that carries no IP
    };
  }
}
