// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * IP over InfiniBand as libpcap hands it on: 40 octets of routing, an EtherType and two reserved
 * octets (RFC 4391 §6).
 */
final class Infiniband {
  private static final int HEADER_LENGTH = 44;
  private static final int TYPE = 40;

  private Infiniband() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    int type = cursor.u16(TYPE);
    return cursor.past(HEADER_LENGTH, EtherType.announced(type, cursor));
  }
}
