// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * LLC with the SubNetwork Access Protocol: how IP travels in frames that carry a length instead of
 * an EtherType (RFC 1042).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   DSAP 0xAA   |   SSAP 0xAA   |  Control 0x03 |               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+               +
 * |     Organization Code 0       |           EtherType           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class Snap {
  static final int HEADER_LENGTH = 8;

  private static final long BEFORE_ETHER_TYPE = 0xAAAA_03_000000L;

  private Snap() {}

  /** Whether the eight octets are of this form; other LLC headers carry no IP. */
  static boolean isPresent(byte[] bytes, int at) {
    return Bytes.i64(bytes, at) >>> 16 == BEFORE_ETHER_TYPE;
  }

  static int etherType(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 6);
  }
}
