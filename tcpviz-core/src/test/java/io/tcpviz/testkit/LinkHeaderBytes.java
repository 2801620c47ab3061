// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import io.tcpviz.core.capture.LinkType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The octets in front of an IP header.
 *
 * @param family what stands for IPv4 or IPv6 in link types of BSD
 * @param tags of VLANs, the outermost first: EtherType and number
 * @param snap whether the EtherType stands in an LLC/SNAP header (RFC 1042)
 */
record LinkHeaderBytes(int family, int etherType, List<int[]> tags, boolean snap) {
  byte[] of(int linkType) {
    ByteBuffer header = ByteBuffer.allocate(26 + 4 * tags.size());
    return switch (linkType) {
      case LinkType.ETHERNET -> types(header.putLong(0x0200_0000_0002_0200L).putInt(1));
      case LinkType.LINUX_SLL ->
          types(header.putInt(1).putShort((short) 6).putLong(0x0200_0000_0001_0000L));
      case LinkType.LINUX_SLL2 -> linuxCooked2Header(types(header));
      case LinkType.NULL -> ByteBuffer.allocate(4).putInt(Integer.reverseBytes(family)).array();
      case LinkType.LOOP -> ByteBuffer.allocate(4).putInt(family).array();
      default -> new byte[0];
    };
  }

  private static byte[] linuxCooked2Header(byte[] types) {
    return ByteBuffer.allocate(18 + types.length)
        .put(types, 0, 2)
        .putShort((short) 0)
        .putInt(3)
        .putInt(0x0001_00_06)
        .putLong(0x0200_0000_0001_0000L)
        .put(types, 2, types.length - 2)
        .array();
  }

  /** Everything from the first EtherType on, behind what is already in {@code header}. */
  private byte[] types(ByteBuffer header) {
    for (int[] tag : tags) {
      header.putShort((short) tag[0]).putShort((short) tag[1]);
    }
    if (snap) {
      header.putShort((short) 4).putInt(0xAAAA0300).putShort((short) 0);
    }
    header.putShort((short) etherType);
    return Arrays.copyOf(header.array(), header.position());
  }
}
