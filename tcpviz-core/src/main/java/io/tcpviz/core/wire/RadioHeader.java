// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** What captures put before an IEEE 802.11 frame to tell how it was heard. */
final class RadioHeader {
  private static final int RADIOTAP_MIN_LENGTH = 8;
  private static final int PPI_MIN_LENGTH = 8;
  private static final int AVS_MIN_LENGTH = 8;
  private static final int PRISM_LENGTH = 144;

  private static final int AVS_MAGIC = 0x80211;
  private static final int HAS_TIME = 0x01;
  private static final int HAS_FLAGS = 0x02;
  private static final int FRAME_IS_PADDED = 0x20;

  private RadioHeader() {}

  /**
   * Radiotap: version, padding, length, then words that say which fields follow. Little-endian.
   * Only the field of flags matters: it says whether the 802.11 header is padded.
   */
  static Layer enterRadiotap(Cursor cursor) {
    if (!cursor.has(RADIOTAP_MIN_LENGTH)) {
      return cursor.cutShort();
    }
    int length = littleEndian16(cursor, 2);
    if (cursor.u8(0) != 0 || length < RADIOTAP_MIN_LENGTH) {
      return cursor.skip(SkipReason.NOT_IP);
    }
    if (!cursor.has(length)) {
      return cursor.cutShort();
    }
    Layer next = isPadded(cursor, length) ? Layer.WIRELESS_PADDED : Layer.WIRELESS;
    return cursor.past(length, next);
  }

  /** Prism, of 144 octets; files also give its number to AVS. */
  static Layer enterPrism(Cursor cursor) {
    if (!cursor.has(4)) {
      return cursor.cutShort();
    }
    return cursor.i32(0) >>> 12 == AVS_MAGIC
        ? Layer.AVS
        : cursor.past(PRISM_LENGTH, Layer.WIRELESS);
  }

  /** AVS: a magic number with a version, and a length. */
  static Layer enterAvs(Cursor cursor) {
    if (!cursor.has(AVS_MIN_LENGTH)) {
      return cursor.cutShort();
    }
    int length = cursor.i32(4);
    return length < AVS_MIN_LENGTH || length > cursor.available()
        ? cursor.skip(SkipReason.NOT_IP)
        : cursor.past(length, Layer.WIRELESS);
  }

  /** Per-packet information: version, flags, length, link type. Little-endian. */
  static Layer enterPpi(Cursor cursor) {
    if (!cursor.has(PPI_MIN_LENGTH)) {
      return cursor.cutShort();
    }
    int length = littleEndian16(cursor, 2);
    Layer next = Layer.ofLinkType(Integer.reverseBytes(cursor.i32(4)));
    if (next == Layer.NONE) {
      return cursor.skip(SkipReason.UNSUPPORTED_LINK_TYPE);
    }
    return length < PPI_MIN_LENGTH ? cursor.skip(SkipReason.NOT_IP) : cursor.past(length, next);
  }

  /** Whether the flags say so; before them only a time can stand, on a multiple of eight. */
  private static boolean isPadded(Cursor cursor, int length) {
    int fields = 4;
    while (cursor.u8(fields + 3) >= 0x80) { // another word of presence follows
      fields += 4;
      if (fields + 4 > length) {
        return false;
      }
    }
    fields += 4;
    int present = cursor.u8(4);
    int flags = (present & HAS_TIME) == 0 ? fields : (fields + 7 & ~7) + 8;
    return (present & HAS_FLAGS) != 0
        && flags < length
        && (cursor.u8(flags) & FRAME_IS_PADDED) != 0;
  }

  private static int littleEndian16(Cursor cursor, int ahead) {
    return cursor.u8(ahead) | cursor.u8(ahead + 1) << 8;
  }
}
