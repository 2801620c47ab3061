// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.wire.TcpSegment;

/**
 * A frame among all files of a capture in 48 bits: its number in the low 36, its file in the high
 * 12. Frames of different files may have the same number.
 */
final class FrameKey {
  private static final int NUMBER_BITS = 36;
  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;
  private static final int FILE_MASK = 0xFFF;

  private FrameKey() {}

  static long of(TcpSegment segment) {
    return (long) (segment.source() & FILE_MASK) << NUMBER_BITS
        | segment.frameNumber() & NUMBER_MASK;
  }

  /** The number of the frame if it is in the same file as the segment, else 0: not known there. */
  static long inFileOf(TcpSegment segment, long key) {
    boolean same = key >>> NUMBER_BITS == (segment.source() & FILE_MASK);
    return same ? before(segment, key, NUMBER_MASK) : 0;
  }

  /**
   * The number of a frame before the segment's, of which only the bits of {@code mask} were kept; 0
   * if the file has none.
   */
  static long before(TcpSegment segment, long number, long mask) {
    return Math.max(0, segment.frameNumber() - (segment.frameNumber() - number & mask));
  }
}
