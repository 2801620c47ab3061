// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The LLC header of IEEE 802.2, with the SubNetwork Access Protocol as a rule: how IP travels in
 * frames that carry a length instead of an EtherType (RFC 1042).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   DSAP 0xAA   |   SSAP 0xAA   |  Control 0x03 |               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+               +
 * |       Organization Code       |   EtherType or Protocol ID    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class Llc {
  static final int SNAP_HEADER_LENGTH = 8;

  private static final int LLC_HEADER_LENGTH = 3;
  private static final int SNAP = 0xAAAA03;
  private static final int IP = 0x060603; // the access point of IP, without SNAP
  private static final long SNAP_WITH_ETHER_TYPE = 0xAAAA03_000000L;
  private static final long SNAP_OF_TUNNELED_TYPES = 0xAAAA03_0000F8L; // IEEE 802.1H
  private static final long SNAP_WITH_BRIDGED_FRAME = 0xAAAA03_0080C2L; // RFC 2684 §5.2

  private Llc() {}

  static Layer enter(Cursor cursor) {
    if (!cursor.has(LLC_HEADER_LENGTH)) {
      return cursor.cutShort();
    }
    int header = cursor.u8(0) << 16 | cursor.u16(1);
    if (header == IP) {
      return cursor.past(LLC_HEADER_LENGTH, Layer.IPV4);
    }
    if (header != SNAP) {
      return cursor.skip(SkipReason.LLC);
    }
    return cursor.has(SNAP_HEADER_LENGTH) ? snap(cursor) : cursor.cutShort();
  }

  /** An LLC header, or IP at once: Classical IP over ATM knows both (RFC 2684). */
  static Layer enterOrIp(Cursor cursor) {
    if (!cursor.has(1)) {
      return cursor.cutShort();
    }
    int version = Ipv4.version(cursor.bytes, cursor.at);
    return version == 4 || version == 6 ? Layer.IP : Layer.LLC;
  }

  /** Whether an LLC header with SNAP and an EtherType lies {@code ahead}. */
  static boolean isSnap(Cursor cursor, int ahead) {
    return cursor.has(ahead + SNAP_HEADER_LENGTH)
        && Bytes.i64(cursor.bytes, cursor.at + ahead) >>> 16 == SNAP_WITH_ETHER_TYPE;
  }

  private static Layer snap(Cursor cursor) {
    long header = Bytes.i64(cursor.bytes, cursor.at);
    long organization = header >>> 16;
    int type = (int) header & 0xFFFF;
    if (organization == SNAP_WITH_ETHER_TYPE || organization == SNAP_OF_TUNNELED_TYPES) {
      return cursor.past(SNAP_HEADER_LENGTH, EtherType.announced(type, cursor));
    }
    boolean bridged = organization == SNAP_WITH_BRIDGED_FRAME && (type == 1 || type == 7);
    return bridged
        ? cursor.past(SNAP_HEADER_LENGTH + 2, Layer.ETHERNET) // behind padding
        : cursor.skip(SkipReason.LLC);
  }
}
