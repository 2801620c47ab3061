// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

/** The checksum of LZ4 frames: xxHash of 32 bits, with seed 0. */
final class XxHash32 {
  private static final int PRIME_1 = 0x9E3779B1;
  private static final int PRIME_2 = 0x85EBCA77;
  private static final int PRIME_3 = 0xC2B2AE3D;
  private static final int PRIME_4 = 0x27D4EB2F;
  private static final int PRIME_5 = 0x165667B1;
  private static final int STRIPE = 16;

  private final int[] lanes = new int[4];
  private final byte[] rest = new byte[STRIPE];
  private int restLength;
  private long length;

  XxHash32() {
    reset();
  }

  /** Begins anew. */
  void reset() {
    lanes[0] = 0x24234428; // the first two primes together
    lanes[1] = PRIME_2;
    lanes[2] = 0;
    lanes[3] = 0x61C8864F; // less the first one
    restLength = 0;
    length = 0;
  }

  void update(byte[] bytes, int offset, int count) {
    length += count;
    int next = offset;
    int end = offset + count;
    if (restLength > 0) {
      int missing = Math.min(STRIPE - restLength, count);
      System.arraycopy(bytes, next, rest, restLength, missing);
      restLength += missing;
      next += missing;
      if (restLength < STRIPE) {
        return;
      }
      stripe(rest, 0);
    }
    for (; end - next >= STRIPE; next += STRIPE) {
      stripe(bytes, next);
    }
    restLength = end - next;
    System.arraycopy(bytes, next, rest, 0, restLength);
  }

  /** The checksum of all octets so far. */
  int value() {
    int hash =
        length < STRIPE
            ? PRIME_5
            : Integer.rotateLeft(lanes[0], 1)
                + Integer.rotateLeft(lanes[1], 7)
                + Integer.rotateLeft(lanes[2], 12)
                + Integer.rotateLeft(lanes[3], 18);
    hash += (int) length;
    int next = 0;
    for (; restLength - next >= 4; next += 4) {
      hash = Integer.rotateLeft(hash + int32(rest, next) * PRIME_3, 17) * PRIME_4;
    }
    for (; next < restLength; next++) {
      hash = Integer.rotateLeft(hash + (rest[next] & 0xFF) * PRIME_5, 11) * PRIME_1;
    }
    hash = (hash ^ hash >>> 15) * PRIME_2;
    hash = (hash ^ hash >>> 13) * PRIME_3;
    return hash ^ hash >>> 16;
  }

  private void stripe(byte[] bytes, int at) {
    for (int lane = 0; lane < lanes.length; lane++) {
      int mixed = lanes[lane] + int32(bytes, at + 4 * lane) * PRIME_2;
      lanes[lane] = Integer.rotateLeft(mixed, 13) * PRIME_1;
    }
  }

  private static int int32(byte[] b, int at) {
    return b[at] & 0xFF
        | (b[at + 1] & 0xFF) << 8
        | (b[at + 2] & 0xFF) << 16
        | (b[at + 3] & 0xFF) << 24;
  }
}
