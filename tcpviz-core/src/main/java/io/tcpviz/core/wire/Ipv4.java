// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of IPv4 (RFC 791 §3.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Version|  IHL  |Type of Service|          Total Length         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |         Identification        |Flags|      Fragment Offset    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  Time to Live |    Protocol   |         Header Checksum       |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                       Source Address                          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                    Destination Address                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                    Options                    |    Padding    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class Ipv4 {
  /** Octets without options. */
  static final int MIN_HEADER_LENGTH = 20;

  private static final int MORE_FRAGMENTS_OR_OFFSET = 0x3FFF;

  private Ipv4() {}

  static int version(byte[] bytes, int at) {
    return Bytes.u8(bytes, at) >>> 4;
  }

  /** IHL in octets, 0 to 60. */
  static int headerLength(byte[] bytes, int at) {
    return (bytes[at] & 0x0F) << 2;
  }

  /** Octets of header and data; 0 where the sending host left it to its network card. */
  static int totalLength(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 2);
  }

  static int id(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 4);
  }

  static boolean isFragment(byte[] bytes, int at) {
    return (Bytes.u16(bytes, at + 6) & MORE_FRAGMENTS_OR_OFFSET) != 0;
  }

  static int timeToLive(byte[] bytes, int at) {
    return Bytes.u8(bytes, at + 8);
  }

  static int protocol(byte[] bytes, int at) {
    return Bytes.u8(bytes, at + 9);
  }

  static int source(byte[] bytes, int at) {
    return Bytes.i32(bytes, at + 12);
  }

  static int destination(byte[] bytes, int at) {
    return Bytes.i32(bytes, at + 16);
  }
}
