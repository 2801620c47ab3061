// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever segments come, in whatever order: the analysis ends, and its numbers agree. */
class AnalysisPropertyTest {
  @Provide
  Arbitrary<List<Draft>> drafts() {
    return Draft.lists();
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void theQuietPathChangesNothing(@ForAll("drafts") List<Draft> drafts) {
    List<CapturedPacket> packets = Draft.packets(drafts);
    AnalysisConfig config = AnalysisConfig.defaults();
    Analysis quiet = Scripts.analyze(packets, config);
    Analysis loud = Scripts.analyze(packets, config.withPrediction(false));
    assertEquals(loud.events(), quiet.events());
    assertEquals(loud.flows(), quiet.flows());
    assertEquals(loud.summary(), quiet.summary());
    assertSound(quiet, packets.size());
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void boundsAreKeptAndNothingGoesUncounted(
      @ForAll("drafts") List<Draft> drafts,
      @ForAll @IntRange(min = 1, max = 3) int connections,
      @ForAll @IntRange(min = 1, max = 8) int heldEvents) {
    List<CapturedPacket> packets = Draft.packets(drafts);
    AnalysisConfig config = AnalysisConfig.defaults().withBounds(connections, heldEvents);
    Analysis analysis = Scripts.analyze(packets, config);
    assertSound(analysis, packets.size());
    assertEquals(analysis, Scripts.analyze(packets, config), "the same input again");
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void whoFollowsTheRevisionsHoldsTheSameInTheEnd(
      @ForAll("drafts") List<Draft> drafts, @ForAll @IntRange(min = 1, max = 200) int heldEvents) {
    List<CapturedPacket> packets = Draft.packets(drafts);
    AnalysisConfig config = AnalysisConfig.defaults().withBounds(3, heldEvents);
    LiveReader live = LiveReader.of(packets, config);
    Analysis whole = Scripts.analyze(packets, config);
    assertEquals(LiveReader.sorted(whole.events()), live.events());
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void aReplayGivesEverySegmentToTheConnectionThatHasIt(
      @ForAll("drafts") List<Draft> drafts,
      @ForAll @IntRange(min = 1, max = 3) int files,
      @ForAll Random random)
      throws IOException {
    List<List<CapturedPacket>> captures = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      captures.add(new ArrayList<>());
    }
    for (CapturedPacket packet : Draft.packets(drafts)) {
      captures.get(random.nextInt(files)).add(packet);
    }
    Replayed.analyze(Replayed.capture(captures), AnalysisConfig.defaults());
  }

  private static void assertSound(Analysis analysis, int packets) {
    assertEquals(packets, analysis.summary().tcpPackets());
    long unlisted = analysis.summary().unlistedConnections(); // of one packet each
    long listed = analysis.flows().stream().mapToLong(flow -> flow.packets()).sum();
    assertEquals(packets, listed + unlisted);
    assertEquals(analysis.summary().connections(), analysis.flows().size() + unlisted);
    List<Long> frames = analysis.events().stream().map(event -> event.packet().frame()).toList();
    assertEquals(frames.stream().sorted().toList(), frames);
    for (TcpEvent event : analysis.events()) {
      assertTrue(event.confidence() >= 0 && event.confidence() <= 1, event::toString);
    }
    long counted = analysis.flows().stream().mapToLong(flow -> flow.events()).sum();
    assertEquals(analysis.events().size(), counted);
    for (var flow : analysis.flows()) {
      assertTrue(flow.lastNanos() >= flow.firstNanos());
      assertTrue(flow.lostTimeNanos() >= 0);
      assertTrue(flow.clientToServer().uniqueBytes() <= flow.clientToServer().payloadBytes());
      assertTrue(flow.serverToClient().uniqueBytes() <= flow.serverToClient().payloadBytes());
    }
  }
}
