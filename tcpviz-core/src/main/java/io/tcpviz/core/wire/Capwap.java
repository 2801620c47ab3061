// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of CAPWAP data (RFC 5415 §4.3), between access points and their controller.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Version| Type  |   HLEN  |   RID   |  WBID   |T|F|L|W|M|K|Flags|
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |          Fragment ID          |     Frag Offset         |Rsvd |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>HLEN is in words. T says that the frame is IEEE 802.11, else it is IEEE 802.3; F that it comes
 * in pieces; K that there is none.
 */
final class Capwap {
  private static final int MIN_HEADER_LENGTH = 8;
  private static final int NATIVE = 0x100;
  private static final int FRAGMENT = 0x80;
  private static final int KEEP_ALIVE = 0x08;
  private static final int RESERVED = 0x07;

  private Capwap() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(MIN_HEADER_LENGTH)) {
      return cursor.lacks(MIN_HEADER_LENGTH);
    }
    int header = cursor.u8(1) >>> 3 << 2;
    int flags = cursor.u16(2);
    boolean valid =
        cursor.u8(0) == 0
            && header >= MIN_HEADER_LENGTH
            && (flags & (KEEP_ALIVE | RESERVED)) == 0
            && (cursor.u8(7) & RESERVED) == 0;
    if (!valid) {
      return cursor.skip(SkipReason.NOT_TCP);
    }
    if (!cursor.has(header + 2)) {
      return cursor.lacks(header + 2);
    }
    if ((flags & FRAGMENT) != 0) {
      return cursor.skip(SkipReason.FRAGMENT);
    }
    boolean swapped = (cursor.u8(header) & 0x03) != 0; // or the frame had a version not yet used
    Layer wireless = swapped ? Layer.WIRELESS_SWAPPED : Layer.WIRELESS;
    return cursor.open(header, (flags & NATIVE) != 0 ? wireless : Layer.ETHERNET);
  }
}
