// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.report.internal.trace.EventFrames.FrameOfEvent;
import io.tcpviz.testkit.PacketBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThinnedTraceTest {
  private static final EventFrames NONE = new EventFrames(List.of());
  private static final int OCTETS = 1_000;

  private SegmentLog log = new SegmentLog(0);

  @Test
  void dataInOrderBecomesOneRunOfEachStretch() {
    List<PacketBytes> packets = transfer(4_000);
    ThinnedTrace trace = play(packets, 64, NONE);

    long runs = Arrays.stream(trace.order()).filter(row -> trace.merged(row) > 1).count();
    assertTrue(runs >= 8 && runs <= 4 * 8, "runs: " + runs); // 64 rows are 8 stretches
    assertEquals(
        4_000L * OCTETS, Arrays.stream(trace.order()).mapToLong(row -> log.length(row)).sum());
    assertWhole(trace, packets.size());
  }

  @Test
  void aRunShowsItsOctetsItsBeginningAndWhatItsLastSegmentSays() {
    List<PacketBytes> packets = new ArrayList<>();
    packets.add(Packets.UP.seq(1).ack(7).payload(OCTETS));
    for (int i = 1; i <= 5; i++) {
      packets.add(Packets.UP.seq(1 + i * OCTETS).ack(7 + i).window(100 + i).payload(OCTETS));
    }
    ThinnedTrace trace = play(packets, 8, NONE);

    assertEquals(2, trace.rows());
    int run = trace.order()[1];
    assertEquals(5, trace.merged(run));
    assertEquals(1 + OCTETS, log.seq(run));
    assertEquals(5 * OCTETS, log.length(run));
    assertEquals(12, log.ack(run));
    assertEquals(105, log.window(run));
    assertEquals(6, log.frame(run));
    assertEquals(6 * Packets.STEP_NANOS, log.timeNanos(run));
    assertEquals(2 * Packets.STEP_NANOS, trace.sinceNanos(log, run));
  }

  @Test
  void whatIsNotPlainHasARowOfItsOwn() {
    List<PacketBytes> packets = new ArrayList<>(transfer(300));
    int end = 1 + 300 * OCTETS;
    int unusual = packets.size();
    packets.add(Packets.DOWN.seq(1).ack(end).window(0));
    packets.add(Packets.DOWN.seq(1).ack(end).sack(end + 1, end + 9));
    packets.add(Packets.UP.seq(end - OCTETS).ack(1).payload(OCTETS)); // sent again
    packets.add(Packets.UP.seq(end + OCTETS).ack(1).payload(OCTETS)); // behind a hole
    packets.add(Packets.UP.flags(TcpFlags.FIN | TcpFlags.ACK).seq(end + 2 * OCTETS).ack(1));
    packets.add(Packets.DOWN.flags(TcpFlags.RST).seq(1));
    packets.add(Packets.UP.flags(TcpFlags.SYN).seq(77));
    ThinnedTrace trace = play(packets, 64, NONE);

    for (int i = unusual; i < packets.size(); i++) {
      assertEquals(1, trace.merged(rowOf(trace, i + 1)), "frame " + (i + 1));
    }
  }

  @Test
  void theSegmentOfAnEventIsNeverJoinedHoweverManyThereAre() {
    List<PacketBytes> packets = transfer(2_000);
    EventFrames events =
        new EventFrames(
            LongStream.rangeClosed(1, 900).mapToObj(i -> new FrameOfEvent(0, 2 * i)).toList());
    ThinnedTrace trace = play(packets, 16, events);

    for (long frame = 2; frame <= 1_800; frame += 2) {
      assertEquals(1, trace.merged(rowOf(trace, frame)), "frame " + frame);
    }
    assertWhole(trace, packets.size());
  }

  @Property(tries = 300)
  void everySegmentIsInARowWhateverComes(
      @ForAll Random random, @ForAll @IntRange(min = 8, max = 200) int room) {
    List<PacketBytes> packets = new ArrayList<>();
    List<FrameOfEvent> events = new ArrayList<>();
    int next = random.nextInt();
    for (int i = 0; i < 2_000; i++) {
      int payload = random.nextInt(3) == 0 ? 0 : random.nextInt(OCTETS);
      int seq = random.nextInt(5) == 0 ? next + random.nextInt() : next;
      int flags = random.nextInt(20) == 0 ? random.nextInt(256) : TcpFlags.ACK;
      PacketBytes packet = random.nextBoolean() ? Packets.UP : Packets.DOWN;
      packets.add(packet.seq(seq).ack(random.nextInt()).flags(flags).payload(payload));
      next += seq == next ? payload : 0;
      if (random.nextInt(50) == 0) {
        events.add(new FrameOfEvent(0, i + 1));
      }
    }
    ThinnedTrace trace = play(packets, room, new EventFrames(events));

    assertWhole(trace, packets.size());
    for (FrameOfEvent event : events) {
      assertEquals(1, trace.merged(rowOf(trace, event.frame())));
    }
  }

  private static List<PacketBytes> transfer(int segments) {
    List<PacketBytes> packets = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      packets.add(Packets.UP.seq(1 + i * OCTETS).ack(1).payload(OCTETS));
      if (i % 2 == 1) {
        packets.add(Packets.DOWN.seq(1).ack(1 + (i + 1) * OCTETS));
      }
    }
    return packets;
  }

  private ThinnedTrace play(List<PacketBytes> packets, int room, EventFrames events) {
    int capacity = ThinnedTrace.capacity(room, events.count());
    log = new SegmentLog(3 + capacity);
    ThinnedTrace trace =
        new ThinnedTrace(0, 3, room, Packets.candidate(packets.size(), 0, 0), events);
    Packets decoded = new Packets();
    for (PacketBytes packet : packets) {
      var segment = decoded.next(packet);
      trace.add(log, segment, segment.sourcePort() == Packets.CLIENT.port());
    }
    assertTrue(trace.rows() <= capacity, trace.rows() + " rows in " + capacity);
    return trace;
  }

  private void assertWhole(ThinnedTrace trace, int segments) {
    long sum = 0;
    long frame = 0;
    for (int row : trace.order()) {
      sum += trace.merged(row);
      assertTrue(log.frame(row) > frame, "rows are in the order of the capture");
      frame = log.frame(row);
      assertTrue(trace.sinceNanos(log, row) <= log.timeNanos(row));
    }
    assertEquals(segments, sum);
  }

  private int rowOf(ThinnedTrace trace, long frame) {
    return Arrays.stream(trace.order())
        .filter(row -> log.frame(row) == frame)
        .findFirst()
        .orElseThrow();
  }
}
