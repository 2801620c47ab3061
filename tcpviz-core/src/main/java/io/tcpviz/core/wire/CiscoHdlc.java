// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * Cisco's framing of serial lines (RFC 1547 §4.3.1): unicast 0x0F or multicast 0x8F, an octet 0,
 * and an EtherType.
 */
final class CiscoHdlc {
  private static final int HEADER_LENGTH = 4;

  private CiscoHdlc() {}

  static boolean isAddressAndControl(int octets) {
    return octets == 0x0F00 || octets == 0x8F00;
  }

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    int type = cursor.u16(2);
    return cursor.past(HEADER_LENGTH, EtherType.announced(type, cursor));
  }

  /** Behind one octet that says who sent it. */
  static Layer enterWithDirection(Cursor cursor) {
    return cursor.past(1, Layer.CISCO_HDLC);
  }
}
