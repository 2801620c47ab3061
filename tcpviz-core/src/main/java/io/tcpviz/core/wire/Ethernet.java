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
 * <p>Up to {@link #MAX_LENGTH} the last field is a length and an LLC header follows ({@link Snap});
 * above it, it is an EtherType. The other link layers reuse the EtherTypes.
 */
final class Ethernet {
  static final int HEADER_LENGTH = 14;

  /** EtherType of IPv4. */
  static final int IPV4 = 0x0800;

  /** EtherType of IPv6. */
  static final int IPV6 = 0x86DD;

  /** The largest value of the last field that is a length. */
  static final int MAX_LENGTH = 1500;

  private Ethernet() {}

  static int typeOrLength(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 12);
  }
}
