// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of frame relay: an address of two to four octets, the last of them odd, and either the
 * framing of RFC 2427 §3 (control 0x03, padding, a network layer protocol identifier) or, as Cisco
 * does it, an EtherType.
 */
final class FrameRelay {
  private static final int MAX_ADDRESS_LENGTH = 4;
  private static final int UNNUMBERED_INFORMATION = 0x03;

  private FrameRelay() {}

  static Layer enter(Cursor cursor) {
    int length = addressLength(cursor);
    if (!cursor.has(length + 2)) {
      return cursor.cutShort();
    }
    if (length == MAX_ADDRESS_LENGTH + 1) {
      return cursor.skip(SkipReason.NOT_IP);
    }
    if (cursor.u8(length) != UNNUMBERED_INFORMATION) {
      int type = cursor.u16(length);
      return cursor.past(length + 2, EtherType.announced(type, cursor));
    }
    int padding = cursor.u8(length + 1) == 0 ? 1 : 0;
    return cursor.has(length + padding + 2)
        ? protocol(cursor, length + padding + 1)
        : cursor.cutShort();
  }

  /** Behind one octet that says who sent it. */
  static Layer enterWithDirection(Cursor cursor) {
    return cursor.past(1, Layer.FRAME_RELAY);
  }

  private static int addressLength(Cursor cursor) {
    int length = 1;
    while (length <= MAX_ADDRESS_LENGTH && cursor.has(length) && (cursor.u8(length - 1) & 1) == 0) {
      length++;
    }
    return length;
  }

  private static Layer protocol(Cursor cursor, int ahead) {
    return switch (cursor.u8(ahead)) {
      case 0xCC -> cursor.past(ahead + 1, Layer.IPV4);
      case 0x8E -> cursor.past(ahead + 1, Layer.IPV6);
      case 0xCF -> cursor.past(ahead + 1, Layer.PPP); // RFC 1973
      case 0x80 -> snap(cursor, ahead + 1);
      case 0xB1 -> cursor.skip(SkipReason.FRAGMENT); // FRF.12
      default -> cursor.skip(SkipReason.NOT_IP);
    };
  }

  private static Layer snap(Cursor cursor, int ahead) {
    if (!cursor.has(ahead + 5)) {
      return cursor.cutShort();
    }
    int organization = cursor.u8(ahead) << 16 | cursor.u16(ahead + 1);
    int type = cursor.u16(ahead + 3);
    cursor.at += ahead + 5;
    if (organization == 0) {
      return EtherType.announced(type, cursor);
    }
    boolean bridged = organization == 0x0080C2 && (type == 1 || type == 7);
    return bridged ? Layer.ETHERNET : cursor.skip(SkipReason.NOT_IP);
  }
}
