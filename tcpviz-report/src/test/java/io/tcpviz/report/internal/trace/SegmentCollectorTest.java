// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SegmentCollectorTest {
  private static final EventFrames NO_EVENTS = new EventFrames(List.of());

  @Test
  void allConnectionsAreWholeWhereThereIsRoomForAll() {
    assertEquals("30 20 50", plan(100, 30, 20, 50));
  }

  @Test
  void thoseThatLostMostTimeComeFirstAndShortOnesThatDoNotFitGetNothing() {
    assertEquals("- 20 50", plan(75, 30, 20, 50)); // each has lost more than the one before
    assertEquals("- 20 -", plan(49, 30, 20, 50));
  }

  @Test
  void longOnesThatDoNotFitShareWhatIsKeptBackForThem() {
    // 40,000 rows: a quarter is kept back from the first that does not fit on
    assertEquals("10000 50000/30000", plan(40_000, 10_000, 50_000));
    assertEquals("50000/5000 20000 10000 60000/5000", plan(40_000, 50_000, 20_000, 10_000, 60_000));
  }

  @Test
  void noRoomIsTakenForSegmentsThatAreOnlyClaimed() {
    List<Candidate> candidates = List.of(Packets.candidate(Long.MAX_VALUE, Long.MAX_VALUE, 0));
    SegmentPlan plan = SegmentPlan.of(candidates, 10_000, i -> NO_EVENTS);

    assertTrue(plan.rows() < 11_000, "rows: " + plan.rows());
  }

  @Test
  void aConnectionOfOtherSegmentsThanWereAnalysedIsLeftOut() {
    for (int[] claimed : new int[][] {{2, 1}, {3, 0}, {1, 1}, {9, 9}}) {
      SegmentCollector collector =
          new SegmentCollector(
              List.of(Packets.candidate(claimed[0], claimed[1], 0)), 100, i -> NO_EVENTS);
      Packets packets = new Packets();
      collector.segment(0, true, packets.next(Packets.UP.payload(100)));
      collector.segment(0, false, packets.next(Packets.DOWN));
      collector.segment(0, true, packets.next(Packets.UP.payload(100)));

      boolean isSame = claimed[0] == 2 && claimed[1] == 1;
      assertEquals(isSame, collector.isWhole(0));
      assertEquals(isSame ? 1 : 0, collector.traces().size());
      assertEquals(isSame, collector.spark(0) != null);
    }
  }

  @Test
  void aSparkHasTheShareOfEachSixteenthOfTheTime() {
    SegmentCollector collector =
        new SegmentCollector(List.of(Packets.candidate(33, 0, 0)), 100, i -> NO_EVENTS);
    Packets packets = new Packets();
    for (int i = 0; i < 33; i++) { // two in each part, three in the last
      collector.segment(0, true, packets.next(i == 4 ? Packets.UP : Packets.UP.payload(100)));
    }
    byte[] expected = new byte[16];
    Arrays.fill(expected, (byte) 170);
    expected[2] = (byte) 85;
    expected[15] = (byte) 255;

    assertArrayEquals(expected, collector.spark(0));
  }

  @Test
  void aConnectionWithoutPayloadOrTimeHasNoSpark() {
    SegmentCollector collector =
        new SegmentCollector(List.of(Packets.candidate(1, 0, 0)), 100, i -> NO_EVENTS);
    collector.segment(0, true, new Packets().next(Packets.UP.payload(9)));

    assertTrue(collector.isWhole(0));
    assertNull(collector.spark(0));
  }

  /** The room of each connection, the later ones having lost more; thinned ones with {@code /}. */
  private static String plan(int budget, int... packets) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < packets.length; i++) {
      candidates.add(Packets.candidate(packets[i], 0, i));
    }
    SegmentPlan plan = SegmentPlan.of(candidates, budget, i -> NO_EVENTS);
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < packets.length; i++) {
      rooms.add(room(plan.traces()[i], packets[i]));
    }
    assertFalse(Arrays.stream(plan.traces()).allMatch(Objects::isNull));
    return String.join(" ", rooms);
  }

  private static String room(@Nullable Trace trace, int packets) {
    if (trace == null) {
      return "-";
    }
    int capacity = trace.capacity();
    return trace.isThinned()
        ? packets + "/" + (capacity - ThinnedTrace.capacity(0, 0))
        : String.valueOf(capacity);
  }
}
