// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The checksum of a segment without payload: the ones' complement sum over a pseudo-header of the
 * IP addresses, the protocol and the length, and over the TCP header (RFC 9293 §3.1, RFC 8200
 * §8.1).
 *
 * <p>Where a network card computes checksums, a capture on the sending host shows what the card
 * finds: the sum over the pseudo-header alone, with or without the length, or nothing. That says
 * nothing of the octets.
 */
final class TcpChecksum {
  private static final int COMPLETE = 0xFFFF;

  private TcpChecksum() {}

  /**
   * Verifies a header that is wholly present.
   *
   * @param at where it begins
   * @param length octets of the header, a multiple of 4
   * @param segment whose addresses and checksum are read
   */
  static ChecksumCheck check(byte[] bytes, int at, int length, TcpSegment segment) {
    long pseudo = pseudoHeader(segment);
    long sum = pseudo + length;
    for (int i = at; i < at + length; i += 4) {
      sum += Integer.toUnsignedLong(Bytes.i32(bytes, i));
    }
    if (fold(sum) == COMPLETE) {
      return ChecksumCheck.HOLDS;
    }
    int field = segment.checksum;
    boolean leftToCard = field == 0 || field == fold(pseudo) || field == fold(pseudo + length);
    return leftToCard ? ChecksumCheck.NOT_MADE : ChecksumCheck.FAILS;
  }

  private static long pseudoHeader(TcpSegment segment) {
    return TcpHeader.PROTOCOL
        + address(segment.ipVersion, segment.sourceHigh, segment.sourceLow)
        + address(segment.ipVersion, segment.destinationHigh, segment.destinationLow);
  }

  private static long address(int ipVersion, long high, long low) {
    long sum = low & 0xFFFF_FFFFL;
    return ipVersion == 4 ? sum : sum + (low >>> 32) + (high & 0xFFFF_FFFFL) + (high >>> 32);
  }

  /** Ones' complement sum of the 16-bit words that make up a sum of wider ones. */
  private static int fold(long sum) {
    long folded = sum;
    while (folded > COMPLETE) {
      folded = (folded & COMPLETE) + (folded >>> 16);
    }
    return (int) folded;
  }
}
