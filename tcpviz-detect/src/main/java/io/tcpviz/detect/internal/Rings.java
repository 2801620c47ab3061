// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The arrays in which flights keep their entries. Those of connections that ended and of flights
 * that outgrew them are used again, so that a capture of any length lives in the memory of its
 * busiest moment, and opening a connection costs no more than the first of its segments needs.
 */
final class Rings {
  /** Entries of the smallest ring. */
  static final int SMALLEST = 4;

  /** Entries in all rings of one size that are kept for later; 3 MB. */
  private static final int MAX_SPARE = 65_536;

  /** Rings of more entries than this are rare, and too large to keep. */
  private static final int LARGEST_SPARE = 1_024;

  private static final int SIZES = 32 - Integer.numberOfLeadingZeros(LARGEST_SPARE);

  private final List<ArrayDeque<long[]>> spare = new ArrayList<>(SIZES);

  Rings() {
    for (int size = 0; size < SIZES; size++) {
      spare.add(new ArrayDeque<>());
    }
  }

  /**
   * A ring, with whatever was left in it.
   *
   * @param entries a power of two
   * @param stride longs of an entry
   */
  long[] take(int entries, int stride) {
    long[] used = entries <= LARGEST_SPARE ? spare.get(size(entries)).poll() : null;
    return used != null ? used : new long[entries * stride];
  }

  /** Hands a ring back that nobody looks at any more. */
  void give(long[] ring, int entries) {
    if (entries > 0 && entries <= LARGEST_SPARE && isWanted(entries)) {
      spare.get(size(entries)).push(ring);
    }
  }

  private boolean isWanted(int entries) {
    return spare.get(size(entries)).size() < MAX_SPARE / entries;
  }

  private static int size(int entries) {
    return Integer.numberOfTrailingZeros(entries);
  }
}
