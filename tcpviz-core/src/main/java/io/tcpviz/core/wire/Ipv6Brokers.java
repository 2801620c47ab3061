// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** Tunnels that bring IPv6 to hosts behind address translation. */
final class Ipv6Brokers {
  private static final int TEREDO_ORIGIN = 0x0000;
  private static final int TEREDO_AUTHENTICATION = 0x0001;
  private static final int TEREDO_ORIGIN_LENGTH = 8;
  private static final int TEREDO_PREFIX = 0x2001_0000;
  private static final int LINK_LOCAL_PREFIX = 0xFE80_0000;

  private static final int AYIYA_HEADER_LENGTH = 8;
  private static final int AYIYA_FORWARD = 1;
  private static final int IPV6 = 41;

  private Ipv6Brokers() {}

  /**
   * Teredo (RFC 4380 §5.1.1): an authentication and an origin indication, each of which may be
   * missing, then a packet from or to an address of the service.
   */
  static Layer enterTeredo(Cursor cursor) {
    int ahead = 0;
    if (cursor.has(4) && cursor.u16(0) == TEREDO_AUTHENTICATION) {
      ahead = 4 + cursor.u8(2) + cursor.u8(3) + 9;
    }
    if (cursor.has(ahead + 2) && cursor.u16(ahead) == TEREDO_ORIGIN) {
      ahead += TEREDO_ORIGIN_LENGTH;
    }
    if (!cursor.has(ahead + Ipv6.HEADER_LENGTH)) {
      return cursor.lacks(ahead + Ipv6.HEADER_LENGTH);
    }
    int packet = cursor.at + ahead;
    int length = Ipv6.HEADER_LENGTH + Ipv6.payloadLength(cursor.bytes, packet);
    boolean ofTheService =
        isOfTeredo(Bytes.i32(cursor.bytes, packet + 8))
            || isOfTeredo(Bytes.i32(cursor.bytes, packet + 24));
    return Ipv6.version(cursor.bytes, packet) == 6
            && length == cursor.payloadLength - ahead
            && ofTheService
        ? cursor.open(ahead, Layer.IPV6)
        : cursor.skip(SkipReason.NOT_TCP);
  }

  /**
   * AYIYA: the sizes of identity and signature in words, an operation, what follows, the time,
   * identity and signature.
   */
  static Layer enterAyiya(Cursor cursor) {
    if (!cursor.has(AYIYA_HEADER_LENGTH)) {
      return cursor.lacks(AYIYA_HEADER_LENGTH);
    }
    int identity = 1 << (cursor.u8(0) >>> 4);
    int signature = cursor.u8(1) >>> 4 << 2;
    int header = AYIYA_HEADER_LENGTH + identity + signature;
    boolean forwards = (cursor.u8(2) & 0x0F) == AYIYA_FORWARD && cursor.u8(3) == IPV6;
    if (!forwards) {
      return cursor.skip(SkipReason.NOT_TCP);
    }
    if (!cursor.has(header + Ipv6.HEADER_LENGTH)) {
      return cursor.lacks(header + Ipv6.HEADER_LENGTH);
    }
    int packet = cursor.at + header;
    int length = Ipv6.HEADER_LENGTH + Ipv6.payloadLength(cursor.bytes, packet);
    return Ipv6.version(cursor.bytes, packet) == 6 && length == cursor.payloadLength - header
        ? cursor.open(header, Layer.IPV6)
        : cursor.skip(SkipReason.NOT_TCP);
  }

  private static boolean isOfTeredo(int prefix) {
    return prefix == TEREDO_PREFIX || (prefix & 0xFFC0_0000) == LINK_LOCAL_PREFIX;
  }
}
