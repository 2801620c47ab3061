// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * Tags between the addresses of an Ethernet frame and what it carries, other than those of VLANs.
 * None of them tells connections apart.
 */
final class Tags {
  private Tags() {}

  /** Cisco VN-Tag: four octets, then an EtherType. */
  static Layer enterVnTag(Cursor cursor) {
    return typed(cursor, 4);
  }

  /** E-TAG (IEEE 802.1BR): six octets, then an EtherType. */
  static Layer enterETag(Cursor cursor) {
    return typed(cursor, 6);
  }

  /** R-TAG (IEEE 802.1CB): four octets, then an EtherType. */
  static Layer enterRedundancyTag(Cursor cursor) {
    return typed(cursor, 4);
  }

  /** Cisco MetaData: a version, a number of options, the options of four octets, an EtherType. */
  static Layer enterCiscoMetadata(Cursor cursor) {
    return cursor.has(2) ? typed(cursor, 2 + 4 * cursor.u8(1)) : cursor.cutShort();
  }

  /** I-TAG of provider backbone bridging (IEEE 802.1ah): four octets, then a whole frame. */
  static Layer enterBackboneTag(Cursor cursor) {
    return cursor.past(4, Layer.ETHERNET);
  }

  /** Cisco FabricPath: a tree and a time to live in two octets, then a whole frame. */
  static Layer enterFabricPath(Cursor cursor) {
    return cursor.past(2, Layer.ETHERNET);
  }

  /** A tag of so many octets before an EtherType or a length. */
  static Layer typed(Cursor cursor, int octets) {
    if (!cursor.has(octets + 2)) {
      return cursor.cutShort();
    }
    int type = cursor.u16(octets);
    return cursor.past(octets + 2, EtherType.layer(type, cursor));
  }
}
