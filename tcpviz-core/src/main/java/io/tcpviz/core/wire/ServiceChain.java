// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The Network Service Header (RFC 8300 §2.2): its length in words and what follows it.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Ver|O|U|    TTL    |   Length  |U|U|U|U|MD Type| Next Protocol |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |              Service Path Identifier          | Service Index |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class ServiceChain {
  private static final int MIN_LENGTH = 8;

  private ServiceChain() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(MIN_LENGTH)) {
      return cursor.cutShort();
    }
    int length = Math.max(MIN_LENGTH, (cursor.u16(0) & 0x3F) << 2);
    return cursor.past(length, protocol(cursor.u8(3), cursor));
  }

  /** Numbers that VXLAN-GPE shares. */
  static Layer protocol(int number, Cursor cursor) {
    return switch (number) {
      case 1 -> Layer.IPV4;
      case 2 -> Layer.IPV6;
      case 3 -> Layer.ETHERNET;
      case 4 -> Layer.SERVICE_CHAIN;
      case 5 -> Layer.MPLS;
      default -> cursor.skip(SkipReason.NOT_IP);
    };
  }
}
