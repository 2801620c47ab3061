// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.wire.TcpSegment;

/**
 * The identities of one sender's latest segments that were not simply next in order; what came in
 * order leaves its identity in the {@link Flight}. Answers whether a packet was seen before.
 */
final class RecentSegments {
  private static final int KEPT = 32;

  private final long[] identities = new long[KEPT];
  private final long[] frames = new long[KEPT];
  private final long[] nanos = new long[KEPT];
  private int count;

  void add(TcpSegment segment) {
    int at = count++ & KEPT - 1;
    identities[at] = identity(segment);
    frames[at] = FrameKey.of(segment);
    nanos[at] = segment.timestampNanos();
  }

  /** Index of the latest segment that equals {@code segment} in every field, or -1. */
  int find(TcpSegment segment) {
    long identity = identity(segment);
    for (int i = count - 1; i >= Math.max(0, count - KEPT); i--) {
      if (identities[i & KEPT - 1] == identity) {
        return i & KEPT - 1;
      }
    }
    return -1;
  }

  /** Key of the frame. */
  long frameKey(int index) {
    return frames[index];
  }

  long nanos(int index) {
    return nanos[index];
  }

  private static long identity(TcpSegment s) {
    long fields = ((long) s.seq() << 32 | s.ack() & 0xFFFF_FFFFL) * 0x9E37_79B9_7F4A_7C15L;
    fields ^= (long) s.flags() << 48 | (long) s.window() << 32 | s.ipId() << 16 | s.checksum();
    fields *= 0xC2B2_AE3D_27D4_EB4FL;
    fields ^= (long) s.tsVal() << 32 | s.tsEcr() & 0xFFFF_FFFFL;
    fields *= 0x1656_67B1_9E37_79F9L;
    return fields ^ fields >>> 29 ^ s.payloadLength();
  }
}
