// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts are there for all who keep up, and whoever does not finds out. */
class PartLogTest {
  private final PartLog log = new PartLog();

  private static byte[] part(int length) {
    return new byte[length];
  }

  @Test
  void aReaderGetsWhatIsBehindTheLastPartThatItKnows() throws InterruptedException {
    log.add(part(1));
    log.add(part(2));
    long last = log.add(part(3));

    List<byte[]> behind = log.behind(1, 0);
    assertNotNull(behind);
    assertEquals(List.of(2, 3), behind.stream().map(each -> each.length).toList());
    assertEquals(3, last);
  }

  @Test
  void whereNothingIsNewNothingComes() throws InterruptedException {
    log.add(part(1));

    List<byte[]> behind = log.behind(1, 1);
    assertNotNull(behind);
    assertTrue(behind.isEmpty());
  }

  @Test
  void aReaderThatFellBehindFindsOut() throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      log.add(part(1));
    }

    assertNull(log.behind(1, 0));
    assertNotNull(log.behind(1_999, 0));
  }

  @Test
  void largePartsPushOutEarlierOnesSooner() throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      log.add(part(1 << 20));
    }

    assertNull(log.behind(20, 0));
    assertNotNull(log.behind(30, 0));
  }

  @Test
  void aPositionThatNeverWasIsNone() throws InterruptedException {
    log.add(part(1));

    assertNull(log.behind(-1, 0));
    assertNull(log.behind(7, 0));
  }

  @Test
  void afterForgettingEverybodyBeginsAnew() throws InterruptedException {
    log.add(part(1));
    log.forget();

    assertNull(log.behind(1, 0));
    assertNotNull(log.behind(log.last(), 0));
  }
}
