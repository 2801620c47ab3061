// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The payload of an IP packet that comes in pieces. Offsets count in units of eight octets (RFC 791
 * §3.1, RFC 8200 §4.5), and so does what is here.
 */
final class Datagram {
  /** The most octets that the payload of an IP packet can have. */
  static final int MAX_LENGTH = 65535;

  private static final int FIRST_CAPACITY = 2048;

  private final long firstNanos;
  private final BitSet units = new BitSet();

  private byte[] octets = new byte[FIRST_CAPACITY];
  private int length = -1;
  private int cutAt = Integer.MAX_VALUE;
  private int frames;
  private int protocol;
  private boolean refused;

  /** The first piece of it came at this time of capture. */
  Datagram(long firstNanos) {
    this.firstNanos = firstNanos;
  }

  long firstNanos() {
    return firstNanos;
  }

  byte[] octets() {
    return octets;
  }

  /** Octets of the whole; only once it is. */
  int length() {
    return length;
  }

  /** Octets before the first that a snap length cut. */
  int presentLength() {
    return Math.min(length, cutAt);
  }

  /**
   * What it is, by the piece that begins it: later ones may name another header (RFC 8200 §4.5).
   */
  int protocol() {
    return protocol;
  }

  /** Frames that brought pieces of it, copies among them. */
  int frames() {
    return frames;
  }

  /** Octets of memory. */
  int capacity() {
    return octets.length;
  }

  boolean isWhole() {
    return !refused && length >= 0 && units.nextClearBit(0) >= unitsOf(length);
  }

  /**
   * Takes the octets before the cursor. Those that are there already stay as they are.
   *
   * @param offset of the first, a multiple of 8
   * @param more whether others follow behind them
   * @param strict whether an overlap makes the whole worthless, as in IPv6 (RFC 5722 §4); an exact
   *     copy does not
   */
  void add(Cursor cursor, int offset, boolean more, boolean strict) {
    frames++;
    int end = offset + cursor.payloadLength;
    int present = Math.max(0, Math.min(cursor.available(), cursor.payloadLength));
    int first = offset >>> 3;
    int last = unitsOf(end);
    int taken = units.get(first, last).cardinality();
    boolean otherEnd = length >= 0 && (more ? end > length : end != length);
    if (otherEnd || !more && units.length() > last) {
      refused = true; // its pieces contradict each other
      return;
    }
    if (taken > 0 && strict) {
      refused |= taken < last - first || differs(cursor, offset, present);
      return;
    }
    if (offset == 0) {
      protocol = cursor.protocol;
    }
    if (!more) {
      length = end;
    }
    if (present < cursor.payloadLength) {
      cutAt = Math.min(cutAt, offset + present);
    }
    copy(cursor, offset, present, last);
    units.set(first, last);
  }

  private boolean differs(Cursor cursor, int offset, int present) {
    int end = Math.min(offset + present, Math.min(cutAt, octets.length));
    return end > offset
        && !Arrays.equals(octets, offset, end, cursor.bytes, cursor.at, cursor.at + (end - offset));
  }

  private void copy(Cursor cursor, int offset, int present, int last) {
    int end = offset + present;
    if (end > octets.length) {
      octets = Arrays.copyOf(octets, Math.min(MAX_LENGTH, Integer.highestOneBit(end) << 1));
    }
    int free = units.nextClearBit(offset >>> 3);
    while (free < last) {
      int next = units.nextSetBit(free);
      int from = free << 3;
      int to = Math.min(end, next < 0 || next > last ? end : next << 3);
      if (from < to) {
        System.arraycopy(cursor.bytes, cursor.at + (from - offset), octets, from, to - from);
      }
      free = next < 0 ? last : units.nextClearBit(next);
    }
  }

  private static int unitsOf(int octets) {
    return octets + 7 >>> 3;
  }
}
