// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * What an EtherType of IEEE 802.1Q announces: the rest of the tag, and the type of what it wraps.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | PCP |D|        VLAN ID        |        Type or Length         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class VlanTag {
  static final int CUSTOMER = 0x8100;
  static final int SERVICE = 0x88A8;
  static final int SERVICE_BEFORE_THE_STANDARD = 0x9100;

  private VlanTag() {}

  static Layer enter(Cursor cursor) {
    return Tags.typed(cursor, 2);
  }
}
