// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** Tags by which the chips of switches tell the host on which port a frame came in. */
final class SwitchTag {
  private static final int ADDRESSES = 12;

  private SwitchTag() {}

  /** Four octets behind the addresses (Broadcom, Marvell DSA). */
  static Layer enterShort(Cursor cursor) {
    return Tags.typed(cursor, ADDRESSES + 4);
  }

  /** Eight octets behind the addresses (Marvell EDSA). */
  static Layer enterLong(Cursor cursor) {
    return Tags.typed(cursor, ADDRESSES + 8);
  }

  /** Four octets before the frame (Broadcom). */
  static Layer enterAhead(Cursor cursor) {
    return cursor.past(4, Layer.ETHERNET);
  }
}
