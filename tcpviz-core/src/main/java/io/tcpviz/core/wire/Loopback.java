// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of BSD loopback interfaces: the address family of the packet behind it.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         Address Family                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>The link type LOOP has it in network byte order, NULL in that of the capturing host.
 */
final class Loopback {
  private static final int HEADER_LENGTH = 4;

  private Loopback() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    return cursor.past(HEADER_LENGTH, Layer.ofFamily(cursor.i32(0), cursor));
  }

  /** The family in whichever byte order makes it small: no system numbers one above 65535. */
  static Layer enterEitherOrder(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    int family = cursor.i32(0);
    int small = family >>> 16 == 0 ? family : Integer.reverseBytes(family);
    return cursor.past(HEADER_LENGTH, Layer.ofFamily(small, cursor));
  }
}
