// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.testkit.PacketBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Captures that would fill any memory that grew with them. */
class LongCaptureTrapsTest {
  private static final Endpoint CLIENT = Endpoint.ofIpv4(0x0A00_0001, 40_000);
  private static final Endpoint SERVER = Endpoint.ofIpv4(0x0A00_0002, 80);
  private static final int SEGMENTS = 1_000_000;
  private static final int PIECE = 5_000;
  private static final long ALLOWED_BYTES = 4_000_000;

  /** Counts and forgets. */
  private static final class Counter implements EventSink {
    long events;
    long flows;
    long uniqueBytes;

    @Override
    public void event(TcpEvent event) {
      events++;
    }

    @Override
    public void flow(FlowSummary flow) {
      flows++;
      uniqueBytes += flow.clientToServer().uniqueBytes();
    }
  }

  @Test
  void aFloodOfUnansweredSynsKeepsToTheBoundsAndEachConnectionIsCounted() {
    int syns = 200_000;
    var syn =
        new MadeCapture.Pattern(PacketBytes.between(CLIENT, SERVER).flags(TcpFlags.SYN).mss(1_460));
    Counter counter = new Counter();
    RunSummary summary =
        stream(
            new MadeCapture(
                (number, frame) ->
                    number < syns
                        && syn.from(0x0B00_0000 + (int) number)
                            .lend(frame, number * 5_000, (int) number * 7_919, 0)),
            AnalysisConfig.defaults().withBounds(1_000, 1_000),
            counter);
    assertEquals(syns, summary.connections());
    assertEquals(syns, counter.flows + summary.unlistedConnections());
    assertEquals(1_000, counter.flows);
    assertEquals(syns - 1_000, summary.evictedConnections());
  }

  @Test
  void aHoleThatIsNeverFilledInFiveGigabytesOfOneSideHoldsNothingBack() {
    Counter counter = new Counter();
    assertBounded(SEGMENTS / 2 + 1, counter);
    assertEquals((long) SEGMENTS * PIECE, counter.uniqueBytes);
    assertEquals(0, counter.events);
  }

  @Test
  void manyHolesThatAreNeverFilledHoldNothingBack() {
    Counter counter = new Counter();
    assertBounded(10, counter);
    assertEquals((long) SEGMENTS * PIECE, counter.uniqueBytes);
  }

  /** Five gigabytes of one side, one segment missing behind each {@code holeEvery} segments. */
  private static void assertBounded(int holeEvery, Counter counter) {
    var data = new MadeCapture.Pattern(PacketBytes.between(CLIENT, SERVER).payload(PIECE));
    long[] held = new long[2];
    MadeCapture capture =
        new MadeCapture(
            (number, frame) -> {
              if (number == SEGMENTS / 20) {
                held[0] = heldBytes();
              } else if (number == SEGMENTS) {
                held[1] = heldBytes();
                return false;
              }
              long piece = number + number / holeEvery;
              return data.lend(frame, number * 100_000, (int) piece * PIECE, 1);
            });
    stream(capture, AnalysisConfig.defaults(), counter);
    assertTrue(held[1] - held[0] < ALLOWED_BYTES, () -> held[0] + " octets, then " + held[1]);
  }

  private static long heldBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static RunSummary stream(MadeCapture capture, AnalysisConfig config, EventSink sink) {
    try (capture) {
      return new FlowAnalyzer(config).stream(capture, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
