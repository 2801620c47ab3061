// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** What routers of Juniper put before an Ethernet frame: a magic number, flags and extensions. */
final class JuniperEthernet {
  private static final int MAGIC = 0x4D4743;
  private static final int NO_LINK_LAYER = 0x02;
  private static final int EXTENDED = 0x80;

  private JuniperEthernet() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(6)) {
      return cursor.cutShort();
    }
    if (cursor.i32(0) >>> 8 != MAGIC) {
      return cursor.skip(SkipReason.NOT_IP);
    }
    int flags = cursor.u8(3);
    int length = (flags & EXTENDED) != 0 ? 6 + cursor.u16(4) : 4;
    return (flags & NO_LINK_LAYER) != 0
        ? cursor.past(length + 4, Layer.IP) // behind an address family
        : cursor.past(length, Layer.ETHERNET);
  }
}
