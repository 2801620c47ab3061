// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.Direction;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Events leave in the order of their frames, none is lost, and few are held. */
class EventQueuePropertyTest {
  private static final int DEADLINE = 50;

  private Flow flow;

  @BeforeTry
  void begin() {
    flow = new Flow(0, Segments.of(Segments.fromClient(), 0, 1), true, new Shared());
  }

  @Property
  void eventsLeaveInOrderAndNoMoreThanTheBoundIsHeld(
      @ForAll @Size(max = 100) List<@IntRange(max = 5) Integer> plan,
      @ForAll @IntRange(min = 1, max = 10) int bound) {
    List<Long> given = new ArrayList<>();
    EventQueue queue = new EventQueue(event -> given.add(event.packet().frame()), bound, null);
    List<PendingEvent> all = new ArrayList<>();
    int withdrawn = 0;
    for (int time = 0; time < plan.size(); time++) {
      PendingEvent old = all.isEmpty() ? null : all.get(plan.get(time) * 7 % all.size());
      if (plan.get(time) < 3 || old == null) {
        boolean open = plan.get(time) > 0;
        all.add(queue.add(new PendingEvent(flow, event(all.size()), open), time + DEADLINE));
      } else if (plan.get(time) == 3) {
        old.settle();
      } else if (old.isOpen()) {
        old.withdraw();
        withdrawn++;
      }
      queue.release(time);
      assertTrue(all.size() - given.size() - withdrawn <= bound);
    }
    queue.release(Long.MAX_VALUE);
    assertTrue(queue.isEmpty());
    assertEquals(all.size() - withdrawn, given.size());
    assertEquals(given.stream().sorted().toList(), given);
    assertEquals(given.size(), flow.eventCounts().values().stream().mapToLong(n -> n).sum());
  }

  /** What the queue does, place by place. */
  private static final class Place {
    final int frame;
    final long deadline;
    boolean open;
    boolean spoken = true;

    Place(int frame, boolean open, long deadline) {
      this.frame = frame;
      this.open = open;
      this.deadline = deadline;
    }
  }

  @Property
  void aPlaceOfWhichNothingComesHoldsBackThoseBehindItUntilItIsGivenUp(
      @ForAll @Size(max = 200) List<@IntRange(max = 7) Integer> plan,
      @ForAll @IntRange(min = 1, max = 30) int bound,
      @ForAll @IntRange(min = 1, max = 30) int patience) {
    List<Long> given = new ArrayList<>();
    List<Long> expected = new ArrayList<>();
    EventQueue queue = new EventQueue(event -> given.add(event.packet().frame()), bound, null);
    List<PendingEvent> all = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    List<Place> model = new ArrayList<>();
    for (int time = 0; time < plan.size(); time++) {
      int step = plan.get(time);
      int chosen = all.isEmpty() ? 0 : time * 13 % all.size();
      if (step < 4 || all.isEmpty()) {
        Place place = new Place(all.size(), step > 0, time + (step == 3 ? 1 : patience));
        PendingEvent event = new PendingEvent(flow, event(place.frame), place.open);
        all.add(queue.add(event, place.deadline));
        places.add(place);
        model.add(place);
      } else {
        change(step, queue, all.get(chosen), places.get(chosen));
      }
      queue.release(time);
      release(model, time, bound, expected);
      assertEquals(expected, given);
      assertEquals(model.isEmpty(), queue.isEmpty());
    }
  }

  private static void change(int step, EventQueue queue, PendingEvent event, Place place) {
    if (event.isOpen() && step == 4) {
      event.settle();
      place.open = false;
    } else if (event.isOpen() && step == 5) {
      event.withdraw();
      place.open = false;
      place.spoken = false;
    } else if (event.isOpen()) {
      event.vacate();
      place.spoken = false;
    } else if (queue.at(event.place()) == null) {
      queue.leave(event.place());
      place.open = false;
    }
  }

  private static void release(List<Place> model, long now, int bound, List<Long> given) {
    while (!model.isEmpty()) {
      Place first = model.get(0);
      if (first.open && now <= first.deadline && model.size() <= bound) {
        return;
      }
      first.open = false;
      model.remove(0);
      if (first.spoken) {
        given.add((long) first.frame);
      }
    }
  }

  @Property
  void whatHasLeftDoesNotChangeAnyMore(@ForAll boolean withdraw) {
    List<TcpEvent> given = new ArrayList<>();
    EventQueue queue = new EventQueue(given::add, 10, null);
    PendingEvent pending = queue.add(new PendingEvent(flow, event(1), true), DEADLINE);
    queue.release(DEADLINE);
    assertEquals(0, given.size());
    queue.release(DEADLINE + 1);
    if (withdraw) {
      pending.withdraw();
    } else {
      pending.put(event(2));
    }
    queue.release(Long.MAX_VALUE);
    assertEquals(List.of(event(1)), given);
  }

  private TcpEvent event(int frame) {
    return new TcpEvent(
        Severity.INFO,
        Reason.RST_STORM,
        1,
        flow.id(),
        Direction.CLIENT_TO_SERVER,
        new PacketRef(0, frame, 0, 0, 0, 0, 0),
        new PathEstimate(-1, -1, -1),
        new EventDetail.Teardown(1, 0, 0));
  }
}
