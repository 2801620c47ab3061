// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.testkit.SimulatedTransfer;
import io.tcpviz.testkit.SimulatedTransfer.Link;
import io.tcpviz.testkit.SimulatedTransfer.Vantage;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Transfers over links whose every loss, swap and copy is known. */
class SimulationPropertyTest {
  private static final int SEGMENTS = 120;

  @Provide
  Arbitrary<Link> links() {
    Arbitrary<Double> rates = Arbitraries.of(0.0, 0.01, 0.05);
    return Combinators.combine(
            rates, rates, rates, Arbitraries.of(true, false), Arbitraries.of(true, false))
        .as(Link::new);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theQuietPathChangesNothing(@ForAll long seed, @ForAll("links") Link link) {
    SimulatedTransfer transfer = new SimulatedTransfer(seed, SEGMENTS, link);
    for (Vantage vantage : new Vantage[] {transfer.besideClient, transfer.besideServer}) {
      AnalysisConfig config = AnalysisConfig.defaults();
      assertEquals(
          Scripts.analyze(vantage.packets, config.withPrediction(false)),
          Scripts.analyze(vantage.packets, config));
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void besideTheSenderEachRetransmissionIsOneAndNothingIsOutOfOrder(
      @ForAll long seed, @ForAll("links") Link link) {
    SimulatedTransfer transfer = new SimulatedTransfer(seed, SEGMENTS, link);
    Analysis analysis = analyze(transfer.besideClient);
    assertEquals(Set.of(), frames(analysis, EventKind.OUT_OF_ORDER));
    assertEquals(
        new TreeSet<>(transfer.besideClient.resent), frames(analysis, EventKind.RETRANSMISSION));
    assertEquals(transfer.resends, transfer.besideClient.resent.size());
    assertEquals((long) SEGMENTS * 1_000, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void besideTheReceiverIdentificationsTellRepairsFromLateOriginals(
      @ForAll long seed, @ForAll("links") Link link) {
    Link counting = new Link(link.loss(), link.reordering(), link.duplication(), true, true);
    SimulatedTransfer transfer = new SimulatedTransfer(seed, SEGMENTS, counting);
    Vantage vantage = transfer.besideServer;
    Set<Long> heard = frames(analyze(vantage), EventKind.RETRANSMISSION);
    heard.removeAll(vantage.resentUnseen); // some of these can be told, some cannot
    assertEquals(new TreeSet<>(vantage.resent), heard);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aCleanTransferIsSilent(@ForAll long seed, @ForAll boolean timestamps, @ForAll boolean ids) {
    SimulatedTransfer transfer =
        new SimulatedTransfer(seed, SEGMENTS, new Link(0, 0, 0, timestamps, ids));
    assertEquals(Set.of(), Set.copyOf(analyze(transfer.besideClient).events()));
    assertEquals(Set.of(), Set.copyOf(analyze(transfer.besideServer).events()));
  }

  private static Analysis analyze(Vantage vantage) {
    return Scripts.analyze(vantage.packets, AnalysisConfig.defaults());
  }

  /** Frames of the client's segments that have such an event. */
  private static Set<Long> frames(Analysis analysis, EventKind kind) {
    return analysis.events().stream()
        .filter(event -> event.kind() == kind && event.direction() == Direction.CLIENT_TO_SERVER)
        .map(event -> event.packet().frame())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
