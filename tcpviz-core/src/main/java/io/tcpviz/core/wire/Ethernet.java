// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of IEEE 802.3 Ethernet, without preamble and without frame check sequence.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                      Destination Address                      |
 * +                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                               |                               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
 * |                        Source Address                         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |        Type or Length         |  payload
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Up to {@link EtherType#MAX_LENGTH} the last field is a length and an LLC header follows
 * ({@link Llc}); above it, it is an {@link EtherType}.
 */
final class Ethernet {
  static final int HEADER_LENGTH = 14;

  /** Cisco ISL: a header of 26 octets, known by its destination, before a whole frame. */
  private static final int ISL_HEADER_LENGTH = 26;

  private static final long ISL = 0x01_00_0C_00_00L;
  private static final long ISL_OF_TOKEN_RING = 0x0C_00_0C_00_00L;

  private Ethernet() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    int type = Bytes.u16(cursor.bytes, cursor.at + 12);
    if (type <= EtherType.MAX_LENGTH && isIsl(cursor)) {
      return cursor.past(ISL_HEADER_LENGTH, Layer.ETHERNET);
    }
    cursor.at += HEADER_LENGTH;
    return EtherType.layer(type, cursor);
  }

  /**
   * Whether a frame may begin here: its type is one that this decoder goes into, and fits what
   * follows. Where nothing announces a frame, this must do.
   */
  static boolean isLikely(Cursor cursor, int ahead) {
    if (!cursor.has(ahead + HEADER_LENGTH + 1)) {
      return false;
    }
    int version = cursor.u8(ahead + HEADER_LENGTH) >>> 4;
    return switch (cursor.u16(ahead + 12)) {
      case EtherType.IPV4 -> version == 4;
      case EtherType.IPV6 -> version == 6;
      case VlanTag.CUSTOMER, VlanTag.SERVICE, VlanTag.SERVICE_BEFORE_THE_STANDARD -> true;
      case EtherType.MPLS, 0x0806 -> true; // ARP
      default -> false;
    };
  }

  private static boolean isIsl(Cursor cursor) {
    long destination = Bytes.i64(cursor.bytes, cursor.at) >>> 24;
    return destination == ISL || destination == ISL_OF_TOKEN_RING;
  }
}
