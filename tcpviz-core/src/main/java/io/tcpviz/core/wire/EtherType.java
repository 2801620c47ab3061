// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** What an EtherType announces. The other link layers and GRE borrow these numbers. */
final class EtherType {
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86DD;
  static final int MPLS = 0x8847;
  static final int BRIDGED_ETHERNET = 0x6558;
  static final int PPP = 0x880B;

  /** The largest number in the place of an EtherType that is a length (IEEE 802.3). */
  static final int MAX_LENGTH = 1500;

  private EtherType() {}

  /** The layer behind a type, or behind a length. */
  static Layer layer(int type, Cursor cursor) {
    if (type == IPV4) {
      return Layer.IPV4;
    }
    if (type == IPV6) {
      return Layer.IPV6;
    }
    return type <= MAX_LENGTH ? Layer.LLC : announced(type, cursor);
  }

  /** The layer behind a type, where there are no lengths. */
  static Layer announced(int type, Cursor cursor) {
    return switch (type) {
      case IPV4 -> Layer.IPV4;
      case IPV6 -> Layer.IPV6;
      case VlanTag.CUSTOMER, VlanTag.SERVICE, VlanTag.SERVICE_BEFORE_THE_STANDARD -> Layer.VLAN;
      case MPLS, 0x8848 -> Layer.MPLS;
      case 0x8864 -> Layer.PPPOE; // 0x8863, its discovery, carries nothing
      case PPP -> Layer.PPP;
      case BRIDGED_ETHERNET -> Layer.ETHERNET;
      case 0x2452 -> Layer.WIRELESS; // how some adapters hand on what they hear
      case 0x8903 -> Layer.FABRIC_PATH;
      case 0x8909 -> Layer.CISCO_METADATA;
      case 0x8926 -> Layer.VN_TAG;
      case 0x893F -> Layer.E_TAG;
      case 0x88E7 -> Layer.BACKBONE_TAG;
      case 0xF1C1 -> Layer.REDUNDANCY_TAG;
      case 0x894F -> Layer.SERVICE_CHAIN;
      case 0x88E5 -> cursor.skip(SkipReason.ENCRYPTED); // MACsec
      default -> cursor.skip(SkipReason.NOT_IP);
    };
  }
}
