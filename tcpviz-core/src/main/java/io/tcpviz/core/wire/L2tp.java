// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of L2TP, version 2 (RFC 2661 §3.1), before PPP.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |T|L|x|x|S|x|O|P|x|x|x|x|  Ver  |          Length (opt)         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           Tunnel ID           |           Session ID          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |             Ns (opt)          |             Nr (opt)          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |      Offset Size (opt)        |    Offset pad... (opt)
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class L2tp {
  private static final int LENGTH = 0x4000;
  private static final int SEQUENCE = 0x0800;
  private static final int OFFSET = 0x0200;
  private static final int PRIORITY = 0x0100;
  private static final int OPTIONAL = LENGTH | SEQUENCE | OFFSET | PRIORITY;
  private static final int DATA_OF_VERSION_2 = 2;

  private L2tp() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(2)) {
      return cursor.lacks(2);
    }
    int flags = cursor.u16(0);
    if ((flags & ~OPTIONAL) != DATA_OF_VERSION_2) {
      return cursor.skip(SkipReason.NOT_TCP); // a control message, or no L2TP
    }
    int ahead = 6 + optional(flags, LENGTH, 2) + optional(flags, SEQUENCE, 4);
    int fixed = ahead + optional(flags, OFFSET, 2);
    if (!cursor.has(fixed)) {
      return cursor.lacks(fixed);
    }
    if ((flags & LENGTH) != 0 && cursor.u16(2) != cursor.payloadLength) {
      return cursor.skip(SkipReason.NOT_TCP);
    }
    int header = (flags & OFFSET) != 0 ? fixed + cursor.u16(ahead) : fixed;
    if (!cursor.has(header + 2)) {
      return cursor.lacks(header + 2);
    }
    return Ppp.isLikely(cursor, header)
        ? cursor.open(header, Layer.PPP)
        : cursor.skip(SkipReason.NOT_TCP);
  }

  private static int optional(int flags, int flag, int octets) {
    return (flags & flag) != 0 ? octets : 0;
  }
}
