// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * A stack of MPLS labels (RFC 3032 §2.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                Label                  | TC  |S|      TTL      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Nothing says what lies under the last label (S = 1). An IP packet shows by its version (RFC
 * 4928 §3), unless its lengths make no sense and an Ethernet frame's do: a pseudowire may go
 * without the control word of four octets, 0 in the first half octet, that would tell it apart (RFC
 * 4385 §3, RFC 4448 §4.6).
 */
final class Mpls {
  private static final int ENTRY_LENGTH = 4;
  private static final int BOTTOM_OF_STACK = 0x100;
  private static final int CONTROL_WORD_LENGTH = 4;

  private Mpls() {}

  static Layer enter(Cursor cursor) {
    boolean bottom = false;
    while (!bottom) {
      if (!cursor.has(ENTRY_LENGTH)) {
        return cursor.cutShort();
      }
      bottom = (cursor.i32(0) & BOTTOM_OF_STACK) != 0;
      cursor.at += ENTRY_LENGTH;
    }
    return cursor.has(1) ? underTheLabels(cursor) : cursor.cutShort();
  }

  private static Layer underTheLabels(Cursor cursor) {
    int version = Ipv4.version(cursor.bytes, cursor.at);
    if (version == 4 && (Ipv4.isLikely(cursor) || !Ethernet.isLikely(cursor, 0))) {
      return Layer.IPV4;
    }
    if (version == 6 && (Ipv6.isLikely(cursor) || !Ethernet.isLikely(cursor, 0))) {
      return Layer.IPV6;
    }
    if (version == 0 && Ethernet.isLikely(cursor, CONTROL_WORD_LENGTH)) {
      return cursor.past(CONTROL_WORD_LENGTH, Layer.ETHERNET);
    }
    return Ethernet.isLikely(cursor, 0) ? Layer.ETHERNET : cursor.skip(SkipReason.MPLS);
  }
}
