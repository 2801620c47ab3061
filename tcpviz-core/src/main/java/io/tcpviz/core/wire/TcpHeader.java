// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

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

  private TcpHeader() {}

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
