// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of VXLAN (RFC 7348 §5), with the group of its policy extension or, under another port,
 * with a next protocol (VXLAN-GPE).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |G|R|Ver|I|P|R|R|R|D|R|R|A|R|R|R| Group, or Next Protocol of GPE|
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                VXLAN Network Identifier       |   Reserved    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class Vxlan {
  private static final int HEADER_LENGTH = 8;

  private static final int PLAIN = 0x0800_0000;
  private static final int WITH_GROUP = 0x8800_0000;
  private static final int GROUP_BITS = 0x0048_FFFF;
  private static final int GPE = 0x0C00_0000;
  private static final int GPE_PROTOCOL = 0xFF;

  private Vxlan() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.lacks(HEADER_LENGTH);
    }
    int first = cursor.i32(0);
    boolean valid = first == PLAIN || (first & ~GROUP_BITS) == WITH_GROUP;
    return valid && cursor.u8(7) == 0
        ? cursor.open(HEADER_LENGTH, Layer.ETHERNET)
        : cursor.skip(SkipReason.NOT_TCP);
  }

  static Layer enterGpe(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.lacks(HEADER_LENGTH);
    }
    int first = cursor.i32(0);
    if ((first & ~GPE_PROTOCOL) != GPE || cursor.u8(7) != 0) {
      return cursor.skip(SkipReason.NOT_TCP);
    }
    return cursor.open(HEADER_LENGTH, ServiceChain.protocol(first & GPE_PROTOCOL, cursor));
  }
}
