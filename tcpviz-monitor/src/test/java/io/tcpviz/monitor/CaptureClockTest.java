// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CaptureClockTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long GRANTED = CaptureClock.GRANTED_NANOS;

  private final CaptureClock clock = new CaptureClock();

  @Test
  void beforeTheFirstFrameThereIsNoTime() {
    assertEquals(Long.MIN_VALUE, clock.now(100 * SECOND));
    assertEquals(-1, clock.lag(100 * SECOND));
  }

  @Test
  void theNewestFrameIsTheTimeAlsoWhereFramesComeOutOfOrder() {
    frame(20 * SECOND, 20 * SECOND);
    frame(19 * SECOND, 20 * SECOND);
    assertEquals(20 * SECOND, clock.now(20 * SECOND));
  }

  @Test
  void whileALiveCaptureIsSilentItsTimeGoesOnBehindTheWallClock() {
    frame(100 * SECOND, 100 * SECOND + 3);
    assertEquals(100 * SECOND, clock.now(100 * SECOND + 3), "some time is granted");
    assertEquals(105 * SECOND - 3 - GRANTED, clock.now(105 * SECOND));
  }

  @Test
  void aWriterThatBuffersIsGrantedTheLongestDelaySeen() {
    frame(100 * SECOND, 104 * SECOND);
    clock.frame(104 * SECOND); // the rest of its buffer
    assertEquals(120 * SECOND - 4 * SECOND - GRANTED, clock.now(120 * SECOND));
  }

  @Test
  void anOldCaptureHasOnlyTheTimeOfItsFrames() {
    frame(100 * SECOND, 1_000_000 * SECOND);
    assertEquals(100 * SECOND, clock.now(1_000_050 * SECOND));
  }

  @Test
  void aDelayIsForgottenWhenNoneOfItsKindHasBeenSeenForLong() {
    long period = CaptureClock.REMEMBERED_NANOS;
    frame(100 * SECOND, 1_000 * SECOND); // catching up with what was there already
    frame(1_000 * SECOND, 1_000 * SECOND);
    frame(1_000 * SECOND + period, 1_000 * SECOND + period);
    frame(1_000 * SECOND + 2 * period, 1_000 * SECOND + 2 * period);
    long later = 1_000 * SECOND + 2 * period + 9 * SECOND;
    assertEquals(later - GRANTED, clock.now(later));
  }

  @Test
  void aHostWhoseClockIsAheadKeepsItsOwnTime() {
    frame(105 * SECOND, 100 * SECOND);
    assertEquals(105 * SECOND + 9 * SECOND - GRANTED, clock.now(109 * SECOND));
    assertEquals(-5 * SECOND, clock.lag(100 * SECOND));
  }

  private void frame(long captured, long wall) {
    clock.arrived(captured, wall);
    clock.frame(captured);
  }
}
