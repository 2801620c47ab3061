// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Verdicts are told at their packet, and what becomes of them later. */
class LiveVerdictsTest {
  private static final List<CapturedPacket> LOSS =
      packets(
          Scripts.besideClient(
              """
                 20   >   .    1:1001     ack 1
                 21   >   .    1001:2001  ack 1
                 22   >   .    2001:3001  ack 1
                 23   >   .    3001:4001  ack 1
                 24   >   .    4001:5001  ack 1
                 40   <   .    1:1        ack 1001
                 41   <   .    1:1        ack 1001 <sack 2001:3001>
                 42   <   .    1:1        ack 1001 <sack 2001:4001>
                 43   <   .    1:1        ack 1001 <sack 2001:5001>
                 44   >   .    1001:2001  ack 1
                 64   <   .    1:1        ack 5001
              """));

  @Test
  void aRetransmissionIsToldAtItsPacketAndNotWhenItIsSettled() {
    LiveReader reader = new LiveReader();
    FrameFeed feed =
        new FlowAnalyzer(AnalysisConfig.defaults()).live("script", reader, reader.settled::add);
    for (CapturedPacket packet : LOSS.subList(0, LOSS.size() - 1)) {
      reader.hand(feed, packet);
    }

    assertEquals(Set.of(EventKind.LOSS_INFER, EventKind.RETRANSMISSION), Set.copyOf(kinds(reader)));
  }

  /** Of the last packet everything is known, though nothing is settled. */
  @Test
  void aSummaryInTheMiddleTellsEventsAsTheyStand() {
    List<TcpEvent> settled = new ArrayList<>();
    LiveReader reader = new LiveReader();
    FrameFeed feed =
        new FlowAnalyzer(AnalysisConfig.defaults()).live("script", reader, settled::add);
    LOSS.forEach(packet -> reader.hand(feed, packet));
    RunSummary standing = feed.summary(new CaptureInfo("", List.of()));
    assertEquals(List.of(), settled);

    RunSummary end = feed.finish();

    assertEquals(end.eventCounts(), standing.eventCounts());
    assertEquals(end.findings(), standing.findings());
  }

  @Test
  void inTheEndStandsWhatAnAnalysisOfTheWholeSays() {
    LiveReader live = LiveReader.of(LOSS, AnalysisConfig.defaults());
    Analysis whole = Scripts.analyze(LOSS, AnalysisConfig.defaults());

    assertEquals(LiveReader.sorted(whole.events()), live.events());
    assertEquals(whole.events(), live.settled);
    assertTrue(live.revisions > 0, "the loss is repaired in the end");
  }

  /** Three duplicate acknowledgments said a loss; then the octets came, late but the first time. */
  @Test
  void aLossIsTakenBackWhenTheOctetsWereOnlyLate() {
    LiveReader live =
        LiveReader.of(
            packets(
                Scripts.besideServer(
                    """
                       100   >   .    1001:2001  ack 1  id 12
                       100   <   .    1:1        ack 1  <sack 1001:2001>
                       101   >   .    2001:3001  ack 1  id 13
                       101   <   .    1:1        ack 1  <sack 1001:3001>
                       102   >   .    3001:4001  ack 1  id 14
                       102   <   .    1:1        ack 1  <sack 1001:4001>
                       103   >   .    1:1001     ack 1  id 11
                       103   <   .    1:1        ack 4001
                    """)),
            AnalysisConfig.defaults());

    assertEquals(1, live.withdrawals);
    assertEquals(List.of(EventKind.OUT_OF_ORDER), kinds(live));
  }

  private static List<EventKind> kinds(LiveReader live) {
    return live.standing.values().stream().map(TcpEvent::kind).sorted().toList();
  }

  private static List<CapturedPacket> packets(String script) {
    return SegmentScript.parse(script).frames(Staging.plain());
  }
}
