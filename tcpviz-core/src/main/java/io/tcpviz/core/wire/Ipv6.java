// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of IPv6 (RFC 8200 §3).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Version| Traffic Class |           Flow Label                  |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |         Payload Length        |  Next Header  |   Hop Limit   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                                                               |
 * +                                                               +
 * |                         Source Address                        |
 * +                                                               +
 * |                                                               |
 * +                                                               +
 * |                                                               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                                                               |
 * +                                                               +
 * |                      Destination Address                      |
 * +                                                               +
 * |                                                               |
 * +                                                               +
 * |                                                               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class Ipv6 {
  static final int HEADER_LENGTH = 40;

  private Ipv6() {}

  static int version(byte[] bytes, int at) {
    return Bytes.u8(bytes, at) >>> 4;
  }

  /** Octets behind this header; 0 in a jumbogram (RFC 2675) and in what a network card will cut. */
  static int payloadLength(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 4);
  }

  static int nextHeader(byte[] bytes, int at) {
    return Bytes.u8(bytes, at + 6);
  }

  static int hopLimit(byte[] bytes, int at) {
    return Bytes.u8(bytes, at + 7);
  }

  static long sourceHigh(byte[] bytes, int at) {
    return Bytes.i64(bytes, at + 8);
  }

  static long sourceLow(byte[] bytes, int at) {
    return Bytes.i64(bytes, at + 16);
  }

  static long destinationHigh(byte[] bytes, int at) {
    return Bytes.i64(bytes, at + 24);
  }

  static long destinationLow(byte[] bytes, int at) {
    return Bytes.i64(bytes, at + 32);
  }
}
