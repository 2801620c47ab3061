// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SimulatedTransfer;
import io.tcpviz.testkit.SimulatedTransfer.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Who watches an analysis, tells it the time and asks how it stands changes nothing of it. */
class AskingPropertyTest {
  private static final CaptureInfo NOWHERE = new CaptureInfo("", List.of());

  private record Told(List<TcpEvent> events, List<FlowSummary> flows, RunSummary summary) {}

  /** What happens between two frames. */
  private interface Between {
    void happen(FrameFeed feed, long beforeNanos, long nextNanos);
  }

  @Provide
  Arbitrary<List<Draft>> drafts() {
    return Draft.lists();
  }

  @Provide
  Arbitrary<AnalysisConfig> configs() {
    return Arbitraries.of(
        AnalysisConfig.defaults(),
        AnalysisConfig.defaults().withBounds(1, 2),
        AnalysisConfig.defaults().withBounds(2, 5),
        AnalysisConfig.defaults().withSynTimeout(java.time.Duration.ofMinutes(7)),
        AnalysisConfig.defaults().withIdleTimeout(java.time.Duration.ofMinutes(6)),
        AnalysisConfig.defaults().withStorm(2, java.time.Duration.ofSeconds(9)));
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void ticksBetweenFramesChangeNothing(
      @ForAll("drafts") List<Draft> drafts,
      @ForAll("configs") AnalysisConfig config,
      @ForAll @IntRange(min = 1, max = 20) int stretch,
      @ForAll Random random) {
    List<CapturedPacket> packets = Draft.packets(drafts, stretch);
    assertEquals(
        watch(packets, config, (feed, before, next) -> {}),
        watch(packets, config, (feed, before, next) -> tick(feed, before, next, random)));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void ticksAndQuestionsDuringATransferChangeNothing(
      @ForAll long seed, @ForAll boolean marks, @ForAll Random random) {
    Link link = new Link(0.05, 0.05, 0.05, marks, marks);
    List<CapturedPacket> packets = new SimulatedTransfer(seed, 120, link).besideServer.packets;
    AnalysisConfig config = AnalysisConfig.defaults();
    assertEquals(
        watch(packets, config, (feed, before, next) -> {}),
        watch(
            packets,
            config,
            (feed, before, next) -> {
              tick(feed, before, next, random);
              ask(feed, random);
            }));
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void askingChangesNothing(
      @ForAll("drafts") List<Draft> drafts,
      @ForAll("configs") AnalysisConfig config,
      @ForAll Random random) {
    List<CapturedPacket> packets = Draft.packets(drafts, 1);
    assertEquals(
        watch(packets, config, (feed, before, next) -> {}),
        watch(packets, config, (feed, before, next) -> ask(feed, random)));
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void theWorstOpenConnectionsAreThoseThatTheEndFindsWorst(
      @ForAll("drafts") List<Draft> drafts, @ForAll @IntRange(min = 0, max = 4) int atMost) {
    List<CapturedPacket> packets = Draft.packets(drafts, 1);
    List<FlowSummary> ended = new ArrayList<>();
    FrameFeed feed = feed(AnalysisConfig.defaults(), new ArrayList<>(), ended);
    packets.forEach(packet -> hand(feed, packet));
    int before = ended.size();
    List<FlowSummary> worst = feed.worstOpen(atMost);
    assertEquals(worst, feed.worstOpen(atMost), "asked again");
    List<Integer> all =
        feed.worstOpen(Integer.MAX_VALUE).stream().map(flow -> flow.id().connection()).toList();
    assertEquals(
        all.subList(0, Math.min(atMost, all.size())),
        worst.stream().map(flow -> flow.id().connection()).toList());
    List<FlowSummary> open = feed.worstOpen(Integer.MAX_VALUE);
    assertEquals(open.stream().sorted(WORST_FIRST).toList(), open);
    feed.finish();
    assertEquals(ended.size() - before, open.size());
  }

  private static final Comparator<FlowSummary> WORST_FIRST =
      Comparator.comparingLong(FlowSummary::lostTimeNanos)
          .thenComparingLong(FlowSummary::events)
          .thenComparingLong(FlowSummary::packets)
          .reversed()
          .thenComparingInt(flow -> flow.id().connection());

  private static void tick(FrameFeed feed, long before, long next, Random random) {
    for (int ticks = random.nextInt(4); ticks > 0; ticks--) {
      long until = Math.max(1, next - before);
      feed.tick(random.nextInt(3) == 0 ? next : before + Math.floorMod(random.nextLong(), until));
    }
  }

  private static void ask(FrameFeed feed, Random random) {
    if (random.nextInt(3) == 0) {
      RunSummary summary = feed.summary(NOWHERE);
      assertEquals(summary, feed.summary(NOWHERE), "asked again");
      assertEquals(Math.min(2, feed.openConnections()), feed.worstOpen(2).size());
    }
  }

  private static Told watch(List<CapturedPacket> packets, AnalysisConfig config, Between between) {
    List<TcpEvent> events = new ArrayList<>();
    List<FlowSummary> flows = new ArrayList<>();
    FrameFeed feed = feed(config, events, flows);
    long before = packets.isEmpty() ? 0 : packets.get(0).timestampNanos();
    for (CapturedPacket packet : packets) {
      if (packet.timestampNanos() >= before) {
        between.happen(feed, before, packet.timestampNanos());
      }
      hand(feed, packet);
      before = Math.max(before, packet.timestampNanos());
    }
    RunSummary summary = feed.finish();
    flows.sort(Comparator.comparingInt(flow -> flow.id().connection()));
    return new Told(events, flows, summary);
  }

  private static FrameFeed feed(
      AnalysisConfig config, List<TcpEvent> events, List<FlowSummary> flows) {
    return new FlowAnalyzer(config)
        .feed(
            "watched",
            new EventSink() {
              @Override
              public void event(TcpEvent event) {
                events.add(event);
              }

              @Override
              public void flow(FlowSummary flow) {
                flows.add(flow);
              }
            });
  }

  private static void hand(FrameFeed feed, CapturedPacket packet) {
    byte[] bytes = packet.bytes();
    feed.frame(
        bytes,
        0,
        bytes.length,
        packet.originalLength(),
        packet.timestampNanos(),
        packet.linkType());
  }
}
