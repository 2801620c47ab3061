// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * IP over a serial line, as BSD captures it: direction, the first octet of a compressed header or
 * of IP, fourteen octets for the rest of a compressed header (RFC 1144 §3.2), and the packet.
 */
final class Slip {
  private static final int HEADER_LENGTH = 16;

  private Slip() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    int kind = cursor.u8(1);
    boolean compressed = kind >= 0x80 || kind >>> 4 == 7; // 0x70: IP with another protocol field
    return compressed ? cursor.skip(SkipReason.COMPRESSED) : cursor.past(HEADER_LENGTH, Layer.IP);
  }
}
