// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** The header of FDDI: frame control and two addresses; LLC follows. */
final class Fddi {
  private static final int HEADER_LENGTH = 13;
  private static final int LLC_FRAME = 0x50;

  private Fddi() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    return (cursor.u8(0) & 0xF0) == LLC_FRAME
        ? cursor.past(HEADER_LENGTH, Layer.LLC)
        : cursor.skip(SkipReason.NOT_IP);
  }
}
