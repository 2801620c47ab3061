// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import java.util.Arrays;

/** What a receiver has: everything before a number, and ranges behind it. */
final class Received {
  private static final int MAX_BLOCKS = 3; // beside timestamps
  private static final int[] NONE = new int[0];

  private int next;

  /** Left and right edges in turn, in the order of the sequence space, apart from each other. */
  private int[] ranges = NONE;

  private int edges;

  void start(int seq) {
    next = seq;
  }

  int next() {
    return next;
  }

  boolean hasHoles() {
    return edges > 0;
  }

  /** Takes a segment and says whether it was new. */
  boolean add(int start, int end) {
    if (end - next <= 0) {
      return false;
    }
    if (start - next <= 0) {
      next = end;
      while (edges > 0 && ranges[0] - next <= 0) {
        next = ranges[1] - next > 0 ? ranges[1] : next;
        remove(0);
      }
      return true;
    }
    return hold(start, end);
  }

  private boolean hold(int start, int end) {
    int at = 0;
    while (at < edges && ranges[at + 1] - start < 0) {
      at += 2;
    }
    if (at < edges && ranges[at] - end <= 0) {
      if (ranges[at] - start <= 0 && ranges[at + 1] - end >= 0) {
        return false;
      }
      ranges[at] = ranges[at] - start < 0 ? ranges[at] : start;
      ranges[at + 1] = ranges[at + 1] - end > 0 ? ranges[at + 1] : end;
      if (at + 2 < edges && ranges[at + 2] - ranges[at + 1] <= 0) {
        ranges[at + 1] = ranges[at + 3];
        remove(at + 2);
      }
    } else {
      insert(at, start, end);
    }
    return true;
  }

  private void insert(int at, int start, int end) {
    if (edges == ranges.length) {
      ranges = Arrays.copyOf(ranges, Math.max(8, 2 * edges));
    }
    System.arraycopy(ranges, at, ranges, at + 2, edges - at);
    ranges[at] = start;
    ranges[at + 1] = end;
    edges += 2;
  }

  private void remove(int at) {
    System.arraycopy(ranges, at + 2, ranges, at, edges - at - 2);
    edges -= 2;
    ranges = edges == 0 ? NONE : ranges;
  }

  /**
   * The SACK blocks of an acknowledgment: a segment that came again first (RFC 2883 §4), then the
   * range that holds the segment, then others (RFC 2018 §4).
   */
  int[] blocks(int start, int end, boolean cameAgain) {
    int[] blocks = new int[2 * MAX_BLOCKS];
    int count = 0;
    if (cameAgain) {
      blocks[count++] = start;
      blocks[count++] = end;
    }
    int first = 0;
    while (first < edges && (ranges[first] - start > 0 || ranges[first + 1] - end < 0)) {
      first += 2;
    }
    for (int i = 0; i < edges && count < blocks.length; i += 2) {
      int at = (first + i) % edges;
      blocks[count++] = ranges[at];
      blocks[count++] = ranges[at + 1];
    }
    return Arrays.copyOf(blocks, count);
  }
}
