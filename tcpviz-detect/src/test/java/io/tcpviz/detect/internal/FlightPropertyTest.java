// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.wire.TcpSegment;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * A flight holds what a plain list holds that forgets nothing: always its newest part, and all that
 * is not acknowledged unless that is more than the limit.
 */
class FlightPropertyTest {
  private static final int NEW_ENTRY = 0;

  /** What is done to a flight. */
  private enum Deed {
    APPEND,
    SKIP,
    ACKNOWLEDGE,
    RESEND,
    RAISE,
    SPLIT,
    FILL,
    SHRINK
  }

  private record Step(Deed deed, int where, int length) {}

  /** One entry of the list. */
  private static final class Entry {
    long start; // counts on beyond 2^32
    long end;
    long sentNanos;
    long frame;
    int copies;
    int flags;
    int checksum;

    Entry(long start, long end) {
      this.start = start;
      this.end = end;
    }

    Entry copy(long from, long to) {
      Entry copy = new Entry(from, to);
      copy.sentNanos = sentNanos;
      copy.frame = frame;
      copy.copies = copies;
      copy.flags = flags;
      copy.checksum = checksum;
      return copy;
    }

    void sent(TcpSegment segment) {
      sentNanos = segment.timestampNanos();
      frame = segment.frameNumber();
      checksum = segment.checksum();
    }
  }

  private Flight flight;
  private List<Entry> model;
  private int acknowledged; // entries of the model
  private long nxt;
  private int limit;
  private int steps;

  @BeforeTry
  void empty() {
    flight = new Flow(0, new TcpSegment(), true, new Shared()).client.flight();
    model = new ArrayList<>();
    acknowledged = 0;
    steps = 0;
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void holdsWhatAListHolds(
      @ForAll("steps") List<Step> plan,
      @ForAll int isn,
      @ForAll @IntRange(min = 3, max = 8) int limitBits) {
    play(plan, isn, 1 << limitBits);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void runningIndexesMayWrap(
      @ForAll("steps") List<Step> plan, @ForAll @IntRange(max = 40) int before)
      throws ReflectiveOperationException {
    for (String index : List.of("oldest", "head", "tail")) {
      Field field = Flight.class.getDeclaredField(index);
      field.setAccessible(true);
      field.setInt(flight, Integer.MAX_VALUE - before);
    }
    play(plan, -1_000, 64);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(8, Deed.APPEND),
                Tuple.of(2, Deed.SKIP),
                Tuple.of(3, Deed.ACKNOWLEDGE),
                Tuple.of(2, Deed.RESEND),
                Tuple.of(1, Deed.RAISE),
                Tuple.of(2, Deed.SPLIT),
                Tuple.of(3, Deed.FILL),
                Tuple.of(1, Deed.SHRINK)),
            Arbitraries.integers().between(0, 1_000),
            Arbitraries.integers().between(1, 200))
        .as(Step::new)
        .list()
        .ofMaxSize(120);
  }

  private void play(List<Step> plan, int isn, int flightLimit) {
    nxt = Integer.toUnsignedLong(isn);
    limit = flightLimit;
    for (Step step : plan) {
      steps++;
      switch (step.deed()) {
        case APPEND -> append(step.length());
        case SKIP -> skip(step.length());
        case ACKNOWLEDGE -> acknowledge(step.where());
        case RESEND -> resend(step.where());
        case RAISE -> raise(step.where());
        case SPLIT -> split(step.where(), step.length());
        case FILL -> fill(step.where(), step.length());
        case SHRINK -> shrink();
        default -> throw new AssertionError(step.deed());
      }
      assertSame();
    }
  }

  // ------------------------------------------------------- doing it to both

  private void append(int length) {
    TcpSegment segment = segment(nxt, length);
    flight.append((int) nxt, segment, limit);
    Entry entry = new Entry(nxt, nxt + length);
    entry.sent(segment);
    entry.copies = 1;
    model.add(entry);
    nxt += length;
  }

  private void skip(int length) {
    TcpSegment opener = segment(nxt + length, 10);
    flight.appendHole((int) nxt, (int) (nxt + length), opener, NEW_ENTRY, limit);
    Entry entry = new Entry(nxt, nxt + length);
    entry.sent(opener);
    entry.flags = Flight.HOLE;
    model.add(entry);
    nxt += length;
  }

  private void acknowledge(int where) {
    long una = acknowledged == model.size() ? nxt : model.get(acknowledged).start;
    long ack = una + where % (nxt - una + 1);
    TcpSegment segment =
        Segments.of(Segments.fromClient().ack((int) ack), steps * 1_000L, 10_000L + steps);
    flight.acknowledge(segment);
    while (acknowledged < model.size() && model.get(acknowledged).end <= ack) {
      acknowledged++;
    }
  }

  private void resend(int where) {
    int index = pick(where, false);
    if (index >= 0) {
      Entry entry = model.get(index);
      TcpSegment segment = segment(entry.start, (int) (entry.end - entry.start));
      flight.resend(entryOf(index), segment);
      entry.sent(segment);
      entry.copies++;
    }
  }

  private void raise(int where) {
    int index = pick(where, false);
    if (index >= 0) {
      flight.raise(entryOf(index), Flight.SACKED);
      model.get(index).flags |= Flight.SACKED;
    }
  }

  private void split(int where, int length) {
    int held = flight.tail() - flight.oldest();
    if (held == 0) {
      return;
    }
    int index = model.size() - held + where % held;
    Entry entry = model.get(index);
    long at = entry.start + length % (entry.end - entry.start);
    flight.splitAt((int) at);
    if (at > entry.start) {
      model.set(index, entry.copy(entry.start, at));
      model.add(index + 1, entry.copy(at, entry.end));
      if (index < acknowledged) {
        acknowledged++;
      }
    }
  }

  private void fill(int where, int length) {
    int index = pick(where, true);
    if (index < 0) {
      return;
    }
    Entry hole = model.get(index);
    long start = hole.start + where % (hole.end - hole.start);
    long end = Math.min(hole.end, start + length);
    TcpSegment segment = segment(start, (int) (end - start));
    int filled = flight.fill(entryOf(index), (int) start, (int) end, segment, Flight.FILLED_LATE);
    List<Entry> parts = new ArrayList<>();
    if (start > hole.start) {
      parts.add(hole.copy(hole.start, start));
    }
    Entry middle = new Entry(start, end);
    middle.sent(segment);
    middle.copies = 1;
    middle.flags = Flight.FILLED_LATE;
    parts.add(middle);
    if (end < hole.end) {
      parts.add(hole.copy(end, hole.end));
    }
    model.remove(index);
    model.addAll(index, parts);
    if (index < acknowledged) {
      acknowledged += parts.size() - 1;
    }
    assertEquals((int) start, flight.start(filled));
    assertEquals((int) end, flight.end(filled));
  }

  private void shrink() {
    int outstanding = flight.tail() - flight.head();
    flight.shrink();
    assertEquals(outstanding, flight.tail() - flight.head());
  }

  /** An entry that the flight still holds; -1 if there is none of that sort. */
  private int pick(int where, boolean hole) {
    int held = flight.tail() - flight.oldest();
    for (int i = 0; i < held; i++) {
      int index = model.size() - held + (where + i) % held;
      if ((model.get(index).flags & Flight.HOLE) != 0 == hole) {
        return index;
      }
    }
    return -1;
  }

  private int entryOf(int index) {
    return flight.tail() - (model.size() - index);
  }

  private TcpSegment segment(long seq, int length) {
    return Segments.of(
        Segments.fromClient().seq((int) seq).payload(length).ipId(steps), steps * 1_000L, steps);
  }

  // -------------------------------------------------------------- comparing

  private void assertSame() {
    int held = flight.tail() - flight.oldest();
    int inFlight = flight.tail() - flight.head();
    assertTrue(held <= model.size());
    int expected = model.size() - acknowledged;
    assertTrue(inFlight == expected || inFlight < expected && inFlight >= limit - 1);
    assertEquals(inFlight == 0, flight.isEmpty());
    for (int i = 0; i < held; i++) {
      assertSame(model.get(model.size() - held + i), flight.oldest() + i);
    }
    for (int i = Math.max(0, model.size() - held); i < model.size(); i++) {
      Entry entry = model.get(i);
      assertEquals(entryOf(i), flight.firstReaching((int) entry.start));
      assertEquals(entryOf(i), flight.firstReaching((int) (entry.end - 1)));
    }
    assertEquals(flight.tail(), flight.firstReaching((int) nxt));
  }

  private void assertSame(Entry expected, int entry) {
    assertEquals((int) expected.start, flight.start(entry), flight::toString);
    assertEquals((int) expected.end, flight.end(entry), flight::toString);
    assertEquals(expected.sentNanos, flight.sentNanos(entry));
    assertEquals(expected.frame, flight.frameKey(entry));
    assertEquals(expected.checksum, flight.checksum(entry));
    assertEquals(expected.copies, flight.copies(entry));
    for (int flag : new int[] {Flight.HOLE, Flight.SACKED, Flight.FILLED_LATE}) {
      assertEquals((expected.flags & flag) != 0, flight.is(entry, flag));
    }
  }
}
