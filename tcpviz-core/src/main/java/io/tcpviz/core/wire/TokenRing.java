// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** The header of IEEE 802.5: access and frame control, two addresses, perhaps a route. */
final class TokenRing {
  private static final int HEADER_LENGTH = 14;
  private static final int LLC_FRAME = 0x40;
  private static final int ROUTED = 0x80;

  private TokenRing() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH + 1)) {
      return cursor.cutShort();
    }
    if ((cursor.u8(1) & 0xC0) != LLC_FRAME) {
      return cursor.skip(SkipReason.NOT_IP);
    }
    boolean routed = (cursor.u8(8) & ROUTED) != 0;
    int routeLength = routed ? cursor.u8(HEADER_LENGTH) & 0x1F : 0;
    return cursor.past(HEADER_LENGTH + routeLength, Layer.LLC);
  }
}
