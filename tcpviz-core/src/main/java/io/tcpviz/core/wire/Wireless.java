// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of an IEEE 802.11 frame that carries data (§9.2.4). Numbers are little-endian.
 *
 * <pre>
 * | octets | field                                                      |
 * |      2 | Frame Control: version, type, subtype; flags               |
 * |      2 | Duration                                                   |
 * |     18 | Addresses 1 to 3                                           |
 * |      2 | Sequence Control: fragment number in the first half octet  |
 * |      6 | Address 4, between access points (to and from DS)          |
 * |      2 | QoS Control, in QoS frames                                 |
 * |      4 | HT Control, in QoS frames with the flag +HTC               |
 * </pre>
 *
 * <p>An LLC header follows. Of several packets in one frame (A-MSDU) only the first is looked at.
 */
final class Wireless {
  private static final int MIN_HEADER_LENGTH = 24;
  private static final int SEQUENCE_CONTROL = 22;
  private static final int SUBFRAME_HEADER_LENGTH = 14;

  private static final int DATA = 0x08;
  private static final int WITHOUT_DATA = 0x40;
  private static final int QOS = 0x80;
  private static final int BETWEEN_ACCESS_POINTS = 0x03;
  private static final int MORE_FRAGMENTS = 0x04;
  private static final int PROTECTED = 0x40;
  private static final int HT_CONTROL = 0x80;
  private static final int A_MSDU = 0x80;

  private Wireless() {}

  static Layer enter(Cursor cursor) {
    return cursor.has(2)
        ? header(cursor, cursor.u8(0), cursor.u8(1), SEQUENCE_CONTROL, false)
        : cursor.cutShort();
  }

  /** With the header filled to whole words, as some adapters hand it on. */
  static Layer enterPadded(Cursor cursor) {
    return cursor.has(2)
        ? header(cursor, cursor.u8(0), cursor.u8(1), SEQUENCE_CONTROL, true)
        : cursor.cutShort();
  }

  /** With the octets of its numbers in the other order, as some access points send it. */
  static Layer enterSwapped(Cursor cursor) {
    return cursor.has(2)
        ? header(cursor, cursor.u8(1), cursor.u8(0), SEQUENCE_CONTROL + 1, false)
        : cursor.cutShort();
  }

  private static Layer header(
      Cursor cursor, int kind, int flags, int fragmentNumber, boolean padded) {
    boolean data = (kind & 0x0F) == DATA; // of version 0
    if (!data || (kind & WITHOUT_DATA) != 0) {
      return cursor.skip(SkipReason.NOT_IP);
    }
    boolean qos = (kind & QOS) != 0;
    int length = MIN_HEADER_LENGTH;
    length += (flags & BETWEEN_ACCESS_POINTS) == BETWEEN_ACCESS_POINTS ? 6 : 0;
    int qosControl = length;
    length += qos ? 2 : 0;
    length += qos && (flags & HT_CONTROL) != 0 ? 4 : 0;
    length = padded ? length + 3 & ~3 : length;
    if (!cursor.has(length)) {
      return cursor.cutShort();
    }
    if ((flags & PROTECTED) != 0) {
      return decrypted(cursor, length);
    }
    if ((flags & MORE_FRAGMENTS) != 0 || (cursor.u8(fragmentNumber) & 0x0F) != 0) {
      return cursor.skip(SkipReason.FRAGMENT);
    }
    boolean aggregate = qos && (cursor.u8(qosControl) & A_MSDU) != 0;
    return cursor.past(length + (aggregate ? SUBFRAME_HEADER_LENGTH : 0), Layer.LLC);
  }

  /**
   * Adapters that decrypt what they hear leave the flag in place, and some of them the
   * initialization vector of four octets (WEP) or eight (TKIP, CCMP).
   */
  private static Layer decrypted(Cursor cursor, int length) {
    for (int vector = 0; vector <= 8; vector += 4) {
      if (Llc.isSnap(cursor, length + vector)) {
        return cursor.past(length + vector, Layer.LLC);
      }
    }
    return cursor.skip(SkipReason.ENCRYPTED);
  }
}
