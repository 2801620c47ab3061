// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.detect.internal.Engine;
import io.tcpviz.detect.internal.ExpectedSegment;
import io.tcpviz.detect.internal.Lookahead;
import io.tcpviz.testkit.CapturedPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Looking ahead changes nothing that is told, however early, late or wrong its guesses are. */
class LookaheadPropertyTest {
  private static final int SLOTS = 2 * Lookahead.BATCH;

  private static final class Words implements EventSink {
    final List<String> said = new ArrayList<>();

    @Override
    public void event(TcpEvent event) {
      said.add(event.toString());
    }

    @Override
    public void flow(FlowSummary flow) {
      said.add(flow.toString());
    }
  }

  @Provide
  Arbitrary<List<Draft>> drafts() {
    return Draft.lists();
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void whatIsGuessedIsNeverToldWithoutBeingSo(
      @ForAll("drafts") List<Draft> drafts, @ForAll Random random) {
    List<CapturedPacket> packets = Draft.packets(drafts);
    AnalysisConfig config = AnalysisConfig.defaults().withBounds(2, 8); // some are given up

    Words plain = new Words();
    analyse(packets, new Engine(config.thresholds(), plain));
    Words ahead = new Words();
    analyseAhead(packets, new Engine(config.thresholds(), ahead), random);

    assertEquals(plain.said, ahead.said);
  }

  private static void analyse(List<CapturedPacket> packets, Engine engine) {
    TcpSegment segment = new TcpSegment();
    for (int i = 0; i < packets.size(); i++) {
      decode(packets.get(i), i, segment);
      engine.onSegment(segment);
    }
    engine.finish();
  }

  /**
   * Segments wait in places that are used again, and are looked at now and then: some before their
   * connection has begun, some never, so that the guess about a segment before them stands.
   */
  private static void analyseAhead(List<CapturedPacket> packets, Engine engine, Random random) {
    Lookahead lookahead = engine.lookahead();
    ExpectedSegment[] slots = new ExpectedSegment[SLOTS];
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new ExpectedSegment();
    }
    int decoded = 0;
    for (int taken = 0; taken < packets.size(); taken++) {
      while (decoded < Math.min(packets.size(), taken + SLOTS)) {
        decode(packets.get(decoded), decoded, slots[decoded % SLOTS].segment);
        decoded++;
      }
      if (random.nextInt(20) == 0) {
        lookahead.fetch(slots, random.nextBoolean() ? 0 : Lookahead.BATCH);
      }
      engine.onExpected(slots[taken % SLOTS]);
    }
    engine.finish();
  }

  private static void decode(CapturedPacket packet, int index, TcpSegment segment) {
    Frame frame = new Frame();
    byte[] octets = packet.bytes();
    frame.setBytes(octets, 0, octets.length, packet.originalLength());
    frame.setOrigin(packet.timestampNanos(), packet.linkType(), index + 1, 0);
    assertEquals(true, new SegmentDecoder().decode(frame, segment));
  }
}
