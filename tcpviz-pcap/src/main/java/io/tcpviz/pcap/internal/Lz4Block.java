// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import java.io.IOException;

/**
 * Unpacks the blocks of one LZ4 frame, each behind the 64 KiB before it that it may refer to.
 *
 * <pre>
 *   bytes ──[ history, at most 64 KiB | octets of the block | free ]──
 *           0                         begin                end
 * </pre>
 *
 * <p>A block is a list of sequences: a token with two lengths of 4 bits, octets to be taken as they
 * are, then the distance and length of octets to be taken again. The last has no second part.
 */
final class Lz4Block {
  private static final int HISTORY = 1 << 16;
  private static final int SHORTEST_MATCH = 4;
  private static final int LENGTH_GOES_ON = 15;

  private byte[] bytes = {};
  private int largest;
  private int end;
  private int limit; // index behind the last octet that the block may have

  private byte[] packed = {};
  private int next;

  /** Forgets all blocks, and makes room for new ones of up to {@code largest} octets. */
  void reset(int largest) {
    if (bytes.length < HISTORY + largest) {
      bytes = new byte[HISTORY + largest];
    }
    this.largest = largest;
    end = 0;
  }

  /** Moves the history to the front; the index at which the next block will begin. */
  int begin() {
    int kept = Math.min(end, HISTORY);
    System.arraycopy(bytes, end - kept, bytes, 0, kept);
    end = kept;
    limit = kept + largest;
    return kept;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Index behind the last octet of the block. */
  int end() {
    return end;
  }

  /** Appends a block that is not compressed. */
  void store(byte[] octets) {
    System.arraycopy(octets, 0, bytes, end, octets.length);
    end += octets.length;
  }

  /** Appends a block that is. */
  void unpack(byte[] octets) throws IOException {
    packed = octets;
    next = 0;
    while (next < packed.length) {
      int token = packed[next++] & 0xFF;
      copyLiterals(length(token >>> 4));
      if (next < packed.length) {
        copyMatch(token & LENGTH_GOES_ON);
      }
    }
  }

  private void copyLiterals(int length) throws IOException {
    require(length <= packed.length - next && length <= limit - end);
    System.arraycopy(packed, next, bytes, end, length);
    next += length;
    end += length;
  }

  private void copyMatch(int shortLength) throws IOException {
    require(packed.length - next >= 2);
    int distance = packed[next] & 0xFF | (packed[next + 1] & 0xFF) << 8;
    next += 2;
    int length = length(shortLength) + SHORTEST_MATCH;
    require(distance > 0 && distance <= end && length <= limit - end);
    if (distance >= length) {
      System.arraycopy(bytes, end - distance, bytes, end, length);
      end += length;
    } else {
      for (int stop = end + length; end < stop; end++) { // what it copies overlaps what it writes
        bytes[end] = bytes[end - distance];
      }
    }
  }

  /** A length whose first 4 bits are given; no longer than could ever fit. */
  private int length(int start) throws IOException {
    int length = start;
    int more = start == LENGTH_GOES_ON ? 0xFF : 0;
    while (more == 0xFF) {
      require(next < packed.length);
      more = packed[next++] & 0xFF;
      length += more;
    }
    return length;
  }

  private static void require(boolean sound) throws IOException {
    if (!sound) {
      throw new IOException("damaged: a block that makes no sense");
    }
  }
}
