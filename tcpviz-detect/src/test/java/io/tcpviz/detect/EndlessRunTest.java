// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An analysis without an end: time passes without frames, and nothing is kept for ever. */
class EndlessRunTest {
  private static final long SECOND = 1_000_000_000L;
  private static final CaptureInfo NOWHERE = new CaptureInfo("", List.of());
  private static final String REPAIR =
      Scripts.besideClient(
          """
             20   >   .    1:1001     ack 1
             21   >   .    1001:2001  ack 1
            350   >   .    1:1001     ack 1
            360   <   .    1:1        ack 2001
          """);

  @Test
  void aTickSaysAtOnceThatNobodyAnswersASyn() {
    LiveReader live = new LiveReader();
    FrameFeed feed = live(live, AnalysisConfig.defaults());
    long syn = handAll(live, feed, "0   >   S    0:0    win 64240 <mss 1460>");

    feed.tick(syn + 3 * SECOND - 1_000_000);
    assertEquals(0, live.standing.size());
    feed.tick(syn + 3 * SECOND + 1_000_000);
    assertEquals(List.of(Reason.SYN_TIMEOUT), reasons(live));
    assertEquals(0, live.settled.size(), "the answer may still come");
    feed.tick(syn + 14 * SECOND);
    assertEquals(1, live.settled.size());
    List<Finding> findings = feed.summary(NOWHERE).findings();
    assertEquals(1, findings.size());
    assertEquals(findings, feed.summary(NOWHERE).findings());
  }

  @Test
  void aTickSettlesWhatCouldStillHaveChanged() {
    LiveReader live = new LiveReader();
    FrameFeed feed = live(live, AnalysisConfig.defaults());
    long last = handAll(live, feed, REPAIR);

    assertEquals(0, live.settled.size());
    feed.tick(last + 11 * SECOND);
    assertTrue(live.settled.stream().anyMatch(event -> event.kind() == EventKind.RETRANSMISSION));
    assertEquals(LiveReader.sorted(live.settled), live.events());
  }

  @Test
  void aConnectionThatIsSilentForTooLongIsGivenUpAndItsNextSegmentBeginsAnother() {
    assertEquals(
        2, connections(AnalysisConfig.defaults().withIdleTimeout(Duration.ofHours(2)), 3 * 3_600));
    assertEquals(
        1, connections(AnalysisConfig.defaults().withIdleTimeout(Duration.ofHours(2)), 3_600));
    assertEquals(1, connections(AnalysisConfig.defaults(), 3_000 * 3_600));
  }

  private static int connections(AnalysisConfig config, long silentSeconds) {
    List<FlowSummary> flows = new ArrayList<>();
    EventSink sink =
        new EventSink() {
          @Override
          public void event(TcpEvent event) {}

          @Override
          public void flow(FlowSummary flow) {
            flows.add(flow);
          }
        };
    LiveReader live = new LiveReader();
    FrameFeed feed = new FlowAnalyzer(config).live("endless", live, sink);
    handAll(live, feed, REPAIR);
    CapturedPacket later = packets(REPAIR).get(3);
    live.hand(
        feed,
        new CapturedPacket(
            later.bytes(), later.linkType(), later.timestampNanos() + silentSeconds * SECOND));
    feed.finish();
    return flows.size();
  }

  private static FrameFeed live(LiveReader live, AnalysisConfig config) {
    return new FlowAnalyzer(config).live("endless", live, live.settled::add);
  }

  /** Hands a script over; returns the time of its last packet. */
  private static long handAll(LiveReader live, FrameFeed feed, String script) {
    List<CapturedPacket> packets = packets(script);
    packets.forEach(packet -> live.hand(feed, packet));
    return packets.get(packets.size() - 1).timestampNanos();
  }

  private static List<Reason> reasons(LiveReader live) {
    return live.standing.values().stream().map(TcpEvent::reason).toList();
  }

  private static List<CapturedPacket> packets(String script) {
    return SegmentScript.parse(script).frames(Staging.plain());
  }
}
