// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.Nullable;
import java.nio.ByteOrder;

/**
 * The file header of classic pcap, whose magic number tells byte order, unit of time and layout of
 * the records.
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   ┌───────────────────────────────────────────────────────────────┐
 * 0 │ magic: a1b2c3d4 (µs), a1b23c4d (ns), a1b2cd34 (modified, µs)  │
 *   ├───────────────────────────────┬───────────────────────────────┤
 * 4 │ major version (2)             │ minor version (4)             │
 *   ├───────────────────────────────┴───────────────────────────────┤
 * 8 │ obsolete: time zone                                           │
 *   ├───────────────────────────────────────────────────────────────┤
 * 12│ obsolete: accuracy of time stamps                             │
 *   ├───────────────────────────────────────────────────────────────┤
 * 16│ snap length                                                   │
 *   ├───────┬───────────────────────┬───────────────────────────────┤
 * 20│ FCS   │ reserved              │ link type                     │
 *   └───────┴───────────────────────┴───────────────────────────────┘
 * </pre>
 *
 * @param layout of the records, as far as the magic number tells
 * @param nanosPerTick what one unit of the records' second time field is worth
 * @param majorVersion 2 in all files known
 * @param minorVersion 4 in nearly all files; before 3, records hold their two lengths in the other
 *     order
 * @param snapLength as written, its top bit as the sign
 * @param linkType registry number, without the bits above it that describe the frame check sequence
 */
record PcapHeader(
    RecordLayout layout,
    int nanosPerTick,
    int majorVersion,
    int minorVersion,
    int snapLength,
    int linkType) {
  /** Octets of this header. */
  static final int LENGTH = 24;

  private static final int MICROSECOND_MAGIC = 0xA1B2C3D4;
  private static final int NANOSECOND_MAGIC = 0xA1B23C4D;
  private static final int MODIFIED_MAGIC = 0xA1B2CD34;

  private static final int DG_UX_VERSION = 543;

  /** The byte order of the file whose first octets, read as big-endian, are {@code magic}. */
  static @Nullable ByteOrder orderOf(int magic) {
    if (isMagic(magic)) {
      return ByteOrder.BIG_ENDIAN;
    }
    return isMagic(Integer.reverseBytes(magic)) ? ByteOrder.LITTLE_ENDIAN : null;
  }

  /** Reads the header at hand, in the window's byte order. */
  static PcapHeader read(InputWindow input) {
    int at = input.position();
    int magic = input.int32(at);
    return new PcapHeader(
        switch (magic) {
          case NANOSECOND_MAGIC -> RecordLayout.NANOSECOND;
          case MODIFIED_MAGIC -> RecordLayout.MODIFIED;
          default -> RecordLayout.STANDARD;
        },
        magic == NANOSECOND_MAGIC ? 1 : 1_000,
        input.uint16(at + 4),
        input.uint16(at + 6),
        input.int32(at + 16),
        input.int32(at + 20) & 0xFFFF);
  }

  /** Whether the layout of the records is certain. */
  boolean isOfKnownVersion() {
    return majorVersion == 2 || majorVersion == DG_UX_VERSION;
  }

  /** Octets present of the frame whose record begins at an index of the window's array. */
  int capturedLength(InputWindow input, int at) {
    int first = input.int32(at + 8);
    int second = input.int32(at + 12);
    return isSwapped(first, second) ? second : first;
  }

  /** Octets on the wire of the frame whose record begins at an index of the window's array. */
  int originalLength(InputWindow input, int at) {
    int first = input.int32(at + 8);
    int second = input.int32(at + 12);
    return isSwapped(first, second) ? first : second;
  }

  /**
   * Whether the original length of a record stands before the captured one, as libpcap tells it:
   * version 2.3 changed the order, but some files of that version have the old one, as have those
   * of DG/UX, whose version is 543.
   *
   * @param first the length that stands first
   * @param second the length that stands second
   */
  private boolean isSwapped(int first, int second) {
    return switch (majorVersion) {
      case 2 -> minorVersion < 3 || minorVersion == 3 && Integer.compareUnsigned(first, second) > 0;
      case DG_UX_VERSION -> true;
      default -> false;
    };
  }

  private static boolean isMagic(int magic) {
    return magic == MICROSECOND_MAGIC || magic == NANOSECOND_MAGIC || magic == MODIFIED_MAGIC;
  }
}
