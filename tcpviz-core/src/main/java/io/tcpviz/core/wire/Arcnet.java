// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of ARCNET: source, destination and a system code. Where that is one of RFC 1201, a
 * split flag and a sequence number follow.
 */
final class Arcnet {
  private Arcnet() {}

  static Layer enter(Cursor cursor) {
    return code(cursor, 2);
  }

  /** Linux puts two octets between addresses and code. */
  static Layer enterOfLinux(Cursor cursor) {
    return code(cursor, 4);
  }

  private static Layer code(Cursor cursor, int ahead) {
    if (!cursor.has(ahead + 2)) {
      return cursor.cutShort();
    }
    return switch (cursor.u8(ahead)) {
      case 0xF0 -> cursor.past(ahead + 1, Layer.IPV4); // RFC 1051
      case 0xD4 -> whole(cursor, ahead + 1, Layer.IPV4);
      case 0xC4 -> whole(cursor, ahead + 1, Layer.IPV6);
      default -> cursor.skip(SkipReason.NOT_IP);
    };
  }

  private static Layer whole(Cursor cursor, int ahead, Layer next) {
    return cursor.u8(ahead) == 0 ? cursor.past(ahead + 3, next) : cursor.skip(SkipReason.FRAGMENT);
  }
}
