// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of GENEVE (RFC 8926 §3.4).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Ver|  Opt Len  |O|C|    Rsvd.  |          Protocol Type        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |        Virtual Network Identifier (VNI)       |    Reserved   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Options of four octets and more follow; the last five bits of the fourth are the words behind
 * it.
 */
final class Geneve {
  private static final int HEADER_LENGTH = 8;
  private static final int OPTION_HEADER_LENGTH = 4;

  private Geneve() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.lacks(HEADER_LENGTH);
    }
    int end = HEADER_LENGTH + ((cursor.u8(0) & 0x3F) << 2);
    boolean reserved = (cursor.u8(0) & 0xC0) != 0 || (cursor.u8(1) & 0x3F) != 0;
    if (reserved || cursor.u8(7) != 0) {
      return cursor.skip(SkipReason.NOT_TCP);
    }
    if (!cursor.has(end)) {
      return cursor.lacks(end);
    }
    if (!optionsEndAt(end, cursor)) {
      return cursor.skip(SkipReason.NOT_TCP);
    }
    int type = cursor.u16(2);
    boolean known =
        type == EtherType.BRIDGED_ETHERNET
            || type == EtherType.IPV4
            || type == EtherType.IPV6
            || type == EtherType.MPLS;
    return known
        ? cursor.open(end, EtherType.announced(type, cursor))
        : cursor.skip(SkipReason.NOT_TCP);
  }

  private static boolean optionsEndAt(int end, Cursor cursor) {
    int ahead = HEADER_LENGTH;
    while (ahead < end) {
      ahead += OPTION_HEADER_LENGTH + ((cursor.u8(ahead + 3) & 0x1F) << 2);
    }
    return ahead == end;
  }
}
