// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.tcp;

/**
 * Arithmetic on the circle of 2<sup>32</sup> sequence numbers (RFC 9293 §3.4). Sequence numbers are
 * carried as plain {@code int}s; every comparison and every difference of two of them is made here
 * and nowhere else.
 *
 * <p>Order is defined within half the circle: {@code a} is before {@code b} when the way from
 * {@code a} forward to {@code b} is shorter than 2<sup>31</sup>. TCP timestamps (RFC 7323 §5.2)
 * live on the same circle.
 */
public final class SequenceSpace {
  private SequenceSpace() {}

  /** Signed way from {@code from} to {@code to}: positive forward, exact within ±2<sup>31</sup>. */
  public static int distance(int from, int to) {
    return to - from;
  }

  /** Whether {@code a} comes before {@code b}. */
  public static boolean isBefore(int a, int b) {
    return a - b < 0;
  }

  /** Whether {@code a} comes before {@code b} or is the same. */
  public static boolean isAtOrBefore(int a, int b) {
    return a - b <= 0;
  }

  /** Whether {@code a} comes after {@code b}. */
  public static boolean isAfter(int a, int b) {
    return a - b > 0;
  }

  /** Whether {@code a} comes after {@code b} or is the same. */
  public static boolean isAtOrAfter(int a, int b) {
    return a - b >= 0;
  }

  /** The one that comes later. */
  public static int later(int a, int b) {
    return isBefore(a, b) ? b : a;
  }

  /** The one that comes earlier. */
  public static int earlier(int a, int b) {
    return isBefore(a, b) ? a : b;
  }

  /** Whether {@code seq} lies in {@code [start, end)}. An empty interval holds nothing. */
  public static boolean isWithin(int seq, int start, int end) {
    return Integer.compareUnsigned(seq - start, end - start) < 0;
  }

  /** Whether {@code [start, end)} lies inside {@code [outerStart, outerEnd)}. */
  public static boolean contains(int outerStart, int outerEnd, int start, int end) {
    return isAtOrAfter(start, outerStart) && isAtOrBefore(end, outerEnd);
  }

  /** Whether {@code [aStart, aEnd)} and {@code [bStart, bEnd)} share an octet. */
  public static boolean overlaps(int aStart, int aEnd, int bStart, int bEnd) {
    return isBefore(aStart, bEnd) && isBefore(bStart, aEnd);
  }

  /** The number as an unsigned value, 0 to 2<sup>32</sup>−1, for output. */
  public static long toUnsigned(int seq) {
    return Integer.toUnsignedLong(seq);
  }
}
