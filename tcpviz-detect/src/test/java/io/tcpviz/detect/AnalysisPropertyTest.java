// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PacketBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever segments come, in whatever order: the analysis ends, and its numbers agree. */
class AnalysisPropertyTest {
  private static final int[] FLAGS = {
    TcpFlags.ACK,
    TcpFlags.ACK,
    TcpFlags.ACK | TcpFlags.PSH,
    TcpFlags.SYN,
    TcpFlags.SYN | TcpFlags.ACK,
    TcpFlags.FIN | TcpFlags.ACK,
    TcpFlags.RST,
    TcpFlags.RST | TcpFlags.ACK,
    0,
    0xFF
  };
  private static final int[] LENGTHS = {0, 0, 1, 500, 500, 1_000, 1_460};
  private static final int[] WINDOWS = {0, 1, 500, 2_000, 65_535};
  private static final long[] PAUSES = {
    -5_000_000, 0, 0, 50_000, 1_000_000, 20_000_000, 300_000_000, 4_000_000_000L, 70_000_000_000L
  };

  /** One packet before it is known where the connection stands. */
  private record Draft(
      boolean inOrder,
      int connection,
      boolean fromClient,
      int flags,
      int seqStep,
      int ackStep,
      int length,
      int window,
      int sackFrom,
      int sackTo,
      boolean timestamps,
      int ipId,
      long pause) {
    static Draft draw(Random random) {
      return new Draft(
          random.nextInt(4) > 0,
          random.nextInt(3),
          random.nextBoolean(),
          FLAGS[random.nextInt(FLAGS.length)],
          random.nextInt(9) - 4,
          random.nextInt(9) - 4,
          LENGTHS[random.nextInt(LENGTHS.length)],
          WINDOWS[random.nextInt(WINDOWS.length)],
          random.nextInt(12),
          random.nextInt(12),
          random.nextBoolean(),
          random.nextInt(4) == 0 ? 0 : random.nextInt(50),
          PAUSES[random.nextInt(PAUSES.length)]);
    }
  }

  @Provide
  Arbitrary<List<Draft>> drafts() {
    return Arbitraries.randomValue(Draft::draw).list().ofMaxSize(100);
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void theQuietPathChangesNothing(@ForAll("drafts") List<Draft> drafts) {
    List<CapturedPacket> packets = packets(drafts);
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
    List<CapturedPacket> packets = packets(drafts);
    AnalysisConfig config = AnalysisConfig.defaults().withBounds(connections, heldEvents);
    Analysis analysis = Scripts.analyze(packets, config);
    assertSound(analysis, packets.size());
    assertEquals(analysis, Scripts.analyze(packets, config), "the same input again");
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void whoFollowsTheRevisionsHoldsTheSameInTheEnd(
      @ForAll("drafts") List<Draft> drafts, @ForAll @IntRange(min = 1, max = 200) int heldEvents) {
    List<CapturedPacket> packets = packets(drafts);
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
    for (CapturedPacket packet : packets(drafts)) {
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

  // ----------------------------------------------------- drafts into packets

  /** Keeps to what comes next where a draft says so, and steps aside from it where not. */
  private static List<CapturedPacket> packets(List<Draft> drafts) {
    List<CapturedPacket> packets = new ArrayList<>();
    int[][] nxt = {{-2_000, 70_000}, {-1, 5}, {1 << 30, -(1 << 30)}};
    long now = 1_700_000_000_000_000_000L;
    for (Draft draft : drafts) {
      now += draft.inOrder() ? 100_000 : draft.pause();
      int[] next = nxt[draft.connection()];
      int own = draft.fromClient() ? 0 : 1;
      int seq = next[own] + (draft.inOrder() ? 0 : draft.seqStep() * 500);
      int ack = next[1 - own] + (draft.inOrder() ? 0 : draft.ackStep() * 500);
      PacketBytes packet = packet(draft, seq, ack);
      packets.add(new CapturedPacket(packet.toFrame(), packet.linkType(), now));
      if (draft.inOrder()) {
        next[own] += draft.length();
      }
    }
    return packets;
  }

  private static PacketBytes packet(Draft draft, int seq, int ack) {
    Endpoint client = Endpoint.ofIpv4(0x0A00_0001, 40_000 + draft.connection() / 2);
    Endpoint server = Endpoint.ofIpv4(0x0A00_0002, 80 + draft.connection() % 2);
    PacketBytes packet =
        (draft.fromClient()
                ? PacketBytes.between(client, server)
                : PacketBytes.between(server, client))
            .seq(seq)
            .ack(ack)
            .flags(draft.inOrder() ? TcpFlags.ACK : draft.flags())
            .window(draft.inOrder() ? 65_535 : draft.window())
            .ipId(draft.ipId())
            .payload(draft.length());
    if (draft.timestamps()) {
      packet = packet.timestamps(draft.ipId() * 10, draft.sackFrom());
    }
    return draft.inOrder() || draft.sackFrom() == draft.sackTo()
        ? packet
        : packet.sack(ack + draft.sackFrom() * 500, ack + draft.sackTo() * 500);
  }
}
