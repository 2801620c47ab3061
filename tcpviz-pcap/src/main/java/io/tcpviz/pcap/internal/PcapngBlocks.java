// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

/**
 * The layouts of the pcapng blocks that are read (draft-ietf-opsawg-pcapng). All other blocks are
 * skipped by their length. Positions are octets from the beginning of the block.
 *
 * <pre>
 *  any block                  section header             interface description
 *    ┌─────────────────┐        ┌─────────────────┐        ┌────────┬────────┐
 *  0 │ type            │      0 │ 0a0d0d0a        │      0 │ 1      │        │
 *  4 │ total length    │      4 │ total length    │      4 │ total length    │
 *    ├─────────────────┤      8 │ 1a2b3c4d        │        ├────────┬────────┤
 *  8 │ body           …│     12 │ major  │ minor  │      8 │ link   │ 0      │
 *    ├─────────────────┤     16 │ section length, │     12 │ snap length     │
 *    │ total length    │     20 │ 64 bits         │     16 │ options        …│
 *    └─────────────────┘     24 │ options        …│        └─────────────────┘
 *                               └─────────────────┘
 *  enhanced packet            simple packet              interface statistics
 *    ┌─────────────────┐        ┌─────────────────┐        ┌─────────────────┐
 *  0 │ 6               │      0 │ 3               │      0 │ 5               │
 *  4 │ total length    │      4 │ total length    │      4 │ total length    │
 *  8 │ interface       │      8 │ original length │      8 │ interface       │
 * 12 │ time, high      │     12 │ octets         …│     12 │ time, high      │
 * 16 │ time, low       │        └─────────────────┘     16 │ time, low       │
 * 20 │ captured length │                                20 │ options        …│
 * 24 │ original length │      The obsolete packet block    └─────────────────┘
 * 28 │ octets         …│      (2) is an enhanced one whose interface has 16
 *    │ options        …│      bits, followed by 16 bits of a drop counter.
 *    └─────────────────┘
 *  option
 *    ┌────────┬────────┐
 *  0 │ code   │ length │
 *  4 │ value, padded  …│
 *    └─────────────────┘
 * </pre>
 */
final class PcapngBlocks {
  static final int SECTION_HEADER = 0x0A0D0D0A;
  static final int INTERFACE_DESCRIPTION = 1;
  static final int OBSOLETE_PACKET = 2;
  static final int SIMPLE_PACKET = 3;
  static final int INTERFACE_STATISTICS = 5;
  static final int ENHANCED_PACKET = 6;
  static final int SYSTEMD_JOURNAL = 9;
  static final int CUSTOM = 0x0BAD;
  static final int CUSTOM_NOT_COPIED = 0x40000BAD;

  /** Tells the byte order of a section. */
  static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

  /** Octets of the shortest block. */
  static final int SHORTEST = 12;

  /** Octets of the shortest section header. */
  static final int SHORTEST_SECTION_HEADER = 28;

  /** Longer than any block. */
  static final int NONE = Integer.MAX_VALUE;

  /** Octets of the total length that ends each block. */
  static final int TRAILER = 4;

  /** Octets of the longest block that is looked into; any other is skipped. */
  static final int LONGEST_READ = 1 << 24;

  private PcapngBlocks() {}

  /** Whether any block can have this total length, an unsigned number. */
  static boolean isPossible(int length) {
    return (length & 3) == 0 && Integer.compareUnsigned(length, SHORTEST) >= 0;
  }

  /** Whether a block is looked into: its type is known, and its total length is sensible. */
  static boolean isRead(int type, int length) {
    return length >= shortest(type) && length <= LONGEST_READ && (length & 3) == 0;
  }

  /**
   * Whether a block that holds no frame has a number all the same: Wireshark lists and counts it
   * among the packets.
   */
  static boolean isNumbered(int type) {
    return type == SYSTEMD_JOURNAL || type == CUSTOM || type == CUSTOM_NOT_COPIED;
  }

  /** Octets of the shortest block of a type that is looked into; {@link #NONE} for any other. */
  static int shortest(int type) {
    return switch (type) {
      case ENHANCED_PACKET, OBSOLETE_PACKET -> 32;
      case SIMPLE_PACKET -> 16;
      case INTERFACE_DESCRIPTION -> 20;
      case INTERFACE_STATISTICS -> 24;
      default -> NONE;
    };
  }
}
