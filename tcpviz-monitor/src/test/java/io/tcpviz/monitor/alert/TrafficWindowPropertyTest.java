// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Against a list of all segments. */
class TrafficWindowPropertyTest {
  private static final long WINDOW = 64_000;

  @Property(tries = 50)
  void itIsExactButForWhatPassedBetweenTwoLooks(@ForAll long seed) {
    Random random = new Random(seed);
    TrafficWindow window = new TrafficWindow(WINDOW);
    List<Long> sent = new ArrayList<>();
    long now = 1_000;
    for (int look = 0; look < 120; look++) {
      long until = now + random.nextInt(3_000) + 1;
      int busy = random.nextInt(30) + 1; // packets come in bursts
      for (; now < until; now += 1 + random.nextInt(busy)) {
        sent.add(now);
      }
      now = Math.max(now, until);
      show(window, sent, now);
      long begin = now - WINDOW;
      long least = count(sent, begin + 3_000 + WINDOW / WindowSum.PARTS);
      long most = count(sent, begin - 3_000 - WINDOW / WindowSum.PARTS);
      assertTrue(window.segments() >= least - 1 && window.segments() <= most + 1);
      assertEquals(10 * window.segments(), window.octets(), 10.0);
    }
  }

  @Test
  void whatPassedBeforeTheFirstLookIsTakenAsSentEvenly() {
    TrafficWindow window = new TrafficWindow(1_000);
    window.begin(4_000);
    window.show(0, 4_000, 400, 4_000, 4_000);
    window.show(3_500, 4_000, 50, 500, 4_000);
    window.show(0, 2_000, 1_000, 1_000, 4_000);
    window.end(4_000);

    assertEquals(150, window.segments());
    assertEquals(1_500, window.octets());
  }

  @Test
  void whatAConnectionSentStaysWhenItIsOver() {
    TrafficWindow window = new TrafficWindow(1_000);
    window.begin(100);
    window.show(0, 100, 10, 100, 100);
    window.end(100);
    window.gone(0, 150, 15, 150);
    window.begin(200);
    window.end(200);

    assertEquals(15, window.segments());
  }

  @Test
  void whatIsOverBeforeTheFirstLookIsTakenAsSentEvenlyByOneConnection() {
    TrafficWindow window = new TrafficWindow(1_000);
    window.gone(2_000, 3_500, 30, 300);
    window.gone(3_000, 4_000, 10, 100);
    window.begin(4_500);
    window.show(4_000, 4_500, 7, 70, 4_500);
    window.end(4_500);

    assertEquals(10 + 7, window.segments());
    assertEquals(100 + 70, window.octets());
  }

  private static void show(TrafficWindow window, List<Long> sent, long now) {
    window.begin(now);
    if (!sent.isEmpty()) {
      window.show(sent.get(0), now, sent.size(), 10L * sent.size(), now);
    }
    window.end(now);
  }

  private static long count(List<Long> sent, long since) {
    return sent.stream().filter(nanos -> nanos > since).count();
  }
}
