// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.tcp.TcpFlags;

/**
 * The fixed part of the TCP header (RFC 9293 §3.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |          Source Port          |       Destination Port        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                        Sequence Number                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                    Acknowledgment Number                      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  Data |       |C|E|U|A|P|R|S|F|                               |
 * | Offset| Rsrvd |W|C|R|C|S|S|Y|I|            Window             |
 * |       |       |R|E|G|K|H|T|N|N|                               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           Checksum            |         Urgent Pointer        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class TcpHeader {
  /** Number of TCP among the protocols of IP. */
  static final int PROTOCOL = 6;

  /** Octets without options. */
  static final int MIN_LENGTH = 20;

  // Segments whose checksum is verified, if they have no payload.
  private static final int CONTROL = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;

  private TcpHeader() {}

  static Layer enter(Cursor cursor) {
    int length = cursor.payloadLength;
    if (length < MIN_LENGTH) {
      return cursor.skip(SkipReason.BAD_TCP_HEADER);
    }
    int available = cursor.available();
    if (available < MIN_LENGTH) {
      return cursor.cutShort();
    }
    byte[] bytes = cursor.bytes;
    int at = cursor.at;
    int headerLength = length(bytes, at);
    if (headerLength < MIN_LENGTH || headerLength > length) {
      return cursor.skip(SkipReason.BAD_TCP_HEADER);
    }
    TcpSegment segment = cursor.segment;
    segment.sourcePort = sourcePort(bytes, at);
    segment.destinationPort = destinationPort(bytes, at);
    segment.seq = seq(bytes, at);
    segment.ack = ack(bytes, at);
    segment.flags = flags(bytes, at);
    segment.window = window(bytes, at);
    segment.checksum = checksum(bytes, at);
    segment.payloadLength = length - headerLength;
    boolean verified =
        segment.payloadLength == 0 && available >= headerLength && segment.hasAny(CONTROL);
    segment.checksumCheck =
        verified ? TcpChecksum.check(bytes, at, headerLength, segment) : ChecksumCheck.NOT_MADE;
    segment.capturedPayloadLength = Math.max(0, Math.min(available, length) - headerLength);
    TcpOptions.read(bytes, at + MIN_LENGTH, at + Math.min(headerLength, available), segment);
    return Layer.SEGMENT;
  }

  static int sourcePort(byte[] bytes, int at) {
    return Bytes.u16(bytes, at);
  }

  static int destinationPort(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 2);
  }

  static int seq(byte[] bytes, int at) {
    return Bytes.i32(bytes, at + 4);
  }

  static int ack(byte[] bytes, int at) {
    return Bytes.i32(bytes, at + 8);
  }

  /** Data Offset in octets, 0 to 60: the length of the header with its options. */
  static int length(byte[] bytes, int at) {
    return (bytes[at + 12] & 0xF0) >>> 2;
  }

  static int flags(byte[] bytes, int at) {
    return Bytes.u8(bytes, at + 13);
  }

  static int window(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 14);
  }

  static int checksum(byte[] bytes, int at) {
    return Bytes.u16(bytes, at + 16);
  }
}
