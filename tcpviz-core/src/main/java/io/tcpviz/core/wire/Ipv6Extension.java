// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * A header between those of IPv6 and TCP (RFC 8200 §4).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  Next Header  |     Length    |      Fragment Offset    |Res|M|
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         Identification                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>All begin with the type of the next one. The second octet is their length in units of eight
 * octets behind the first eight; that of AH counts in fours, less two (RFC 4302 §2.2); and that of
 * a Fragment header is reserved. Only a Fragment header has the other fields drawn.
 */
final class Ipv6Extension {
  /** The length of the shortest. */
  static final int MIN_LENGTH = 8;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MOBILITY = 135;
  private static final int HOST_IDENTITY = 139;
  private static final int SHIM6 = 140;

  private static final int MORE_FRAGMENTS_OR_OFFSET = 0xFFF9;

  private Ipv6Extension() {}

  /** Whether a protocol number stands for such a header. ESP does not: what follows is secret. */
  static boolean isAnnouncedBy(int nextHeader) {
    return switch (nextHeader) {
      case HOP_BY_HOP,
          ROUTING,
          FRAGMENT,
          AUTHENTICATION,
          DESTINATION_OPTIONS,
          MOBILITY,
          HOST_IDENTITY,
          SHIM6 ->
          true;
      default -> false;
    };
  }

  static int nextHeader(byte[] bytes, int at) {
    return Bytes.u8(bytes, at);
  }

  /** Its length in octets, at least {@link #MIN_LENGTH}. */
  static int length(int type, byte[] bytes, int at) {
    int length = Bytes.u8(bytes, at + 1);
    return switch (type) {
      case FRAGMENT -> MIN_LENGTH;
      case AUTHENTICATION -> Math.max(MIN_LENGTH, (length + 2) << 2);
      default -> (length + 1) << 3;
    };
  }

  /**
   * Whether it cuts the packet; a Fragment header may also stand alone before a whole one (RFC
   * 6946).
   */
  static boolean isFragment(int type, byte[] bytes, int at) {
    return type == FRAGMENT && (Bytes.u16(bytes, at + 2) & MORE_FRAGMENTS_OR_OFFSET) != 0;
  }
}
