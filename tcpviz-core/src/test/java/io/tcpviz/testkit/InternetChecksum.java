// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

/** The checksum of IP and TCP (RFC 1071). */
final class InternetChecksum {
  private InternetChecksum() {}

  /** The sum of big-endian 16-bit words; an odd last octet counts as the high half of a word. */
  static long sum(byte[] bytes, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += (bytes[i] & 0xFFL) << ((i - from) % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  /** What goes into the header so that the whole sums up to 0xFFFF. */
  static short of(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (short) ~folded;
  }
}
