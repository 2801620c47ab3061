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

  static Layer enter(Cursor cursor) {
    if (!cursor.has(HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    byte[] bytes = cursor.bytes;
    int at = cursor.at;
    if (version(bytes, at) != 6) {
      return cursor.skip(SkipReason.BAD_IP_HEADER);
    }
    fill(cursor.segment, bytes, at);
    int length = payloadLength(bytes, at);
    int protocol = nextHeader(bytes, at);
    cursor.protocol = protocol;
    cursor.at = at + HEADER_LENGTH;
    cursor.payloadLength = length == 0 ? cursor.original() : length;
    return protocol == TcpHeader.PROTOCOL ? Layer.TCP : Layer.IP_PAYLOAD;
  }

  private static void fill(TcpSegment segment, byte[] bytes, int at) {
    segment.ipVersion = 6;
    segment.ipId = 0;
    segment.hopLimit = hopLimit(bytes, at);
    segment.sourceHigh = sourceHigh(bytes, at);
    segment.sourceLow = sourceLow(bytes, at);
    segment.destinationHigh = destinationHigh(bytes, at);
    segment.destinationLow = destinationLow(bytes, at);
  }

  /** Whether the length makes sense where nothing announces a packet. */
  static boolean isLikely(Cursor cursor) {
    return cursor.has(HEADER_LENGTH)
        && HEADER_LENGTH + payloadLength(cursor.bytes, cursor.at) <= cursor.original();
  }

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
