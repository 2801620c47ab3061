// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.tcp.Endpoint;

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

  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int OFFSET = 0x1FFF;

  private Ipv4() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(MIN_HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    byte[] bytes = cursor.bytes;
    int at = cursor.at;
    int headerLength = headerLength(bytes, at);
    int totalLength = totalLength(bytes, at);
    if (totalLength == 0) {
      totalLength = cursor.original();
    }
    if (version(bytes, at) != 4 || headerLength < MIN_HEADER_LENGTH || totalLength < headerLength) {
      return cursor.skip(SkipReason.BAD_IP_HEADER);
    }
    int protocol = protocol(bytes, at);
    int fragment = Bytes.u16(bytes, at + 6) & (MORE_FRAGMENTS | OFFSET);
    fill(cursor.segment, bytes, at);
    cursor.protocol = protocol;
    cursor.payloadLength = totalLength - headerLength;
    cursor.at = at + headerLength;
    if (fragment != 0) {
      return piece(cursor, id(bytes, at), fragment);
    }
    return protocol == TcpHeader.PROTOCOL ? Layer.TCP : Layer.IP_PAYLOAD;
  }

  private static void fill(TcpSegment segment, byte[] bytes, int at) {
    segment.ipVersion = 4;
    segment.ipId = id(bytes, at);
    segment.hopLimit = timeToLive(bytes, at);
    segment.sourceHigh = 0;
    segment.sourceLow = Endpoint.mapIpv4(source(bytes, at));
    segment.destinationHigh = 0;
    segment.destinationLow = Endpoint.mapIpv4(destination(bytes, at));
  }

  private static Layer piece(Cursor cursor, int id, int fragment) {
    int offset = (fragment & OFFSET) << 3;
    return cursor.fragments.enter(cursor, id, offset, (fragment & MORE_FRAGMENTS) != 0);
  }

  /** Whether version and lengths make sense where nothing announces a packet. */
  static boolean isLikely(Cursor cursor) {
    return cursor.has(MIN_HEADER_LENGTH)
        && headerLength(cursor.bytes, cursor.at) >= MIN_HEADER_LENGTH
        && totalLength(cursor.bytes, cursor.at) >= headerLength(cursor.bytes, cursor.at)
        && totalLength(cursor.bytes, cursor.at) <= cursor.original();
  }

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
