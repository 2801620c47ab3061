// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against a list of everything that ever came. */
class WindowSumPropertyTest {
  private static final int WINDOW = 1_000;

  private record Came(long nanos, long amount) {}

  /** What comes, what is taken back, and when it is looked, by chance. */
  private static final class Run {
    final WindowSum sum = new WindowSum(WINDOW, WindowSum.LEAST_TIMES);
    final List<Came> standing = new ArrayList<>();
    final Random random;
    final int step;
    long now;

    Run(long seed, int step) {
      random = new Random(seed);
      this.step = step;
    }

    void go() {
      now += random.nextInt(step);
      sum.slide(now);
      if (!standing.isEmpty() && random.nextInt(4) == 0) {
        Came gone = standing.remove(random.nextInt(standing.size()));
        sum.remove(gone.nanos(), gone.amount());
      } else {
        Came came = new Came(now - Math.max(0, random.nextInt(300) - 200), random.nextInt(5));
        standing.add(came);
        sum.add(came.nanos(), came.amount(), now);
      }
    }

    long standingSince(long nanos) {
      return standing.stream().filter(came -> came.nanos() > nanos).mapToLong(Came::amount).sum();
    }
  }

  @Property(tries = 100)
  void itIsExactWhileThereAreFewEnoughTimes(
      @ForAll long seed, @ForAll @IntRange(min = 8, max = 400) int step) {
    Run run = new Run(seed, step);
    for (int i = 0; i < 500; i++) {
      run.go();
      assertEquals(run.standingSince(run.now - WINDOW), run.sum.sum());
    }
  }

  @Property(tries = 100)
  void withMoreItIsNeverLessAndLateByLessThanAPart(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int step) {
    Run run = new Run(seed, step);
    for (int i = 0; i < 3_000; i++) {
      run.go();
      assertTrue(run.sum.sum() >= run.standingSince(run.now - WINDOW));
      assertTrue(run.sum.sum() <= run.standingSince(run.now - WINDOW - WINDOW / WindowSum.PARTS));
    }
  }

  @Property(tries = 100)
  void itIsEmptyWhenTheWindowHasPassed(@ForAll long seed) {
    Run run = new Run(seed, 3);
    for (int i = 0; i < 1_000; i++) {
      run.go();
    }
    run.sum.slide(run.now + WINDOW);

    assertTrue(run.sum.isEmpty());
    assertEquals(0, run.sum.sum());
    assertEquals(Long.MAX_VALUE, run.sum.nextLeavingNanos());
  }
}
