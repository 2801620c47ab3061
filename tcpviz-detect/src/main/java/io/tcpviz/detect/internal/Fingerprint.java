// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.wire.TcpSegment;

/**
 * A hash of two endpoints that is the same for both directions, as the tables of connections use
 * it: never {@link #FREE}, and open addressing begins at its {@link #slot}.
 */
final class Fingerprint {
  /** No fingerprint: marks a free place. */
  static final long FREE = 0;

  private Fingerprint() {}

  static long of(TcpSegment s) {
    return combine(
        endpoint(s.sourceHigh(), s.sourceLow(), s.sourcePort()),
        endpoint(s.destinationHigh(), s.destinationLow(), s.destinationPort()));
  }

  static long of(Endpoint one, Endpoint other) {
    return combine(
        endpoint(one.high(), one.low(), one.port()),
        endpoint(other.high(), other.low(), other.port()));
  }

  /** Where the search begins in a table whose length is a power of two, one more than the mask. */
  static int slot(long fingerprint, int mask) {
    return (int) (fingerprint >>> 20) & mask;
  }

  private static long combine(long one, long other) {
    long sum = one + other;
    return (sum ^ sum >>> 32) | 1; // never FREE
  }

  private static long endpoint(long high, long low, int port) {
    long hash = (high ^ low * 0x9E37_79B9_7F4A_7C15L) + port * 0xC2B2_AE3D_27D4_EB4FL;
    hash = (hash ^ hash >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    return hash ^ hash >>> 27;
  }
}
