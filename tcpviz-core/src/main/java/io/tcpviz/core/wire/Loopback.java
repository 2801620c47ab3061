// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/**
 * The header of BSD loopback interfaces: the address family of the packet behind it.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         Address Family                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>The link type LOOP has it in network byte order, NULL in that of the capturing host.
 */
final class Loopback {
  static final int HEADER_LENGTH = 4;

  private Loopback() {}

  static int family(byte[] bytes, int at) {
    return Bytes.i32(bytes, at);
  }

  /** The family in whichever byte order makes it small: no system numbers one above 65535. */
  static int familyOfEitherOrder(byte[] bytes, int at) {
    int family = family(bytes, at);
    return family >>> 16 == 0 ? family : Integer.reverseBytes(family);
  }

  /** AF_INET, which is the same number everywhere. */
  static boolean isIpv4(int family) {
    return family == 2;
  }

  /** AF_INET6 of Linux, of NetBSD and OpenBSD, of FreeBSD, or of Darwin. */
  static boolean isIpv6(int family) {
    return family == 10 || family == 24 || family == 28 || family == 30;
  }
}
