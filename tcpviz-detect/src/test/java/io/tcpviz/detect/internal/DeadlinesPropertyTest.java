// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.wire.TcpSegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Waits end in the order in which they began, as those in a list of objects would. */
class DeadlinesPropertyTest {
  private static final int TIMEOUT = 20;

  private final List<Integer> said = new ArrayList<>();
  private Flow flow;
  private EventQueue queue;

  /** A wait, and what the model knows of it. */
  private final class Told extends Awaited {
    final int number;
    final long since;
    boolean over;

    Told(int number, TcpSegment segment) {
      super(flow.client, segment);
      this.number = number;
      since = segment.timestampNanos();
    }

    @Override
    boolean isAnswered() {
      return over;
    }

    @Override
    boolean isOver() {
      return over;
    }

    @Override
    void expire(long dueNanos) {
      assertEquals(since + TIMEOUT, dueNanos);
      said.add(number);
      settle();
    }
  }

  @BeforeTry
  void begin() {
    flow = new Flow(0, Segments.of(Segments.fromClient(), 0, 1), true, new Shared());
    queue = new EventQueue(event -> {}, Integer.MAX_VALUE, null);
    said.clear();
  }

  @Property
  void whatIsNotAnsweredInTimeIsSaidOnceAndInOrder(
      @ForAll @Size(max = 300) List<@IntRange(max = 9) Integer> plan,
      @ForAll @IntRange(min = 1, max = 60) int max) {
    Deadlines deadlines = new Deadlines(queue, TIMEOUT, max);
    List<Told> all = new ArrayList<>();
    ArrayDeque<Told> model = new ArrayDeque<>();
    List<Integer> expected = new ArrayList<>();
    for (int time = 0; time < plan.size(); time++) {
      int step = plan.get(time);
      if (step < 6 || all.isEmpty()) {
        Told told = new Told(all.size(), Segments.of(Segments.fromClient(), time, 1));
        all.add(told);
        if (model.size() >= max) {
          model.remove();
        }
        model.add(told);
        deadlines.begin(told);
      } else {
        Told told = all.get(time * 13 % all.size());
        told.over = true;
        if (step < 8 && told.isOpen()) {
          told.vacate();
        }
      }
      deadlines.expire(time);
      expire(model, time, expected);
      queue.release(time);
      assertEquals(expected, said);
      assertEquals(model.isEmpty(), queue.isEmpty());
    }
  }

  private static void expire(ArrayDeque<Told> model, long now, List<Integer> said) {
    while (!model.isEmpty()) {
      Told first = model.element();
      if (!first.over && now - first.since < TIMEOUT) {
        return;
      }
      if (!first.over) {
        said.add(first.number);
      }
      model.remove();
    }
  }
}
