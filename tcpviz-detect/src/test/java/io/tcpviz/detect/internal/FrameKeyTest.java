// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.wire.TcpSegment;
import org.junit.jupiter.api.Test;

/** Frames are told apart for as long as a capture may run. */
class FrameKeyTest {
  private static final long YEARS = 1L << 52;

  private static TcpSegment frame(long number) {
    return Segments.of(Segments.fromClient(), 0, number);
  }

  @Test
  void aFrameIsNamedHoweverManyWereBeforeIt() {
    for (long number : new long[] {1, 1L << 32, 1L << 36, 1L << 40, YEARS}) {
      TcpSegment later = frame(number + 1_000);
      assertEquals(number, FrameKey.inFileOf(later, FrameKey.of(frame(number))));
      assertEquals(number, FrameKey.before(later, (int) number, 0xFFFF_FFFFL));
    }
  }

  @Test
  void aFrameThatTheFileCannotHoldIsNotNamed() {
    assertEquals(0, FrameKey.before(frame(5), 900, 0xFFFF_FFFFL));
  }
}
