// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.Checkpoint;
import io.tcpviz.monitor.Limits;
import io.tcpviz.monitor.Monitor;
import io.tcpviz.monitor.PlayedCapture;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules about all that was sent, where its connections end before anybody has looked. */
class RateRuleTest {
  private static final String REPAIRED = repaired(1, 0);

  /** Four more segments of the client, one of them again, and two of the server. */
  private static final String REPAIRED_AGAIN =
      """
         400   >1  .    1001:2001  ack 1
         410   <1  .    1:1        ack 2001
         420   >1  .    2001:3001  ack 1
         730   >1  .    2001:3001  ack 1
         740   <1  .    1:1        ack 3001
         750   >1  .    3001:4001  ack 1
      """;

  /** Two more segments of the client, and one of the server. */
  private static final String CLOSED =
      """
         340   >1  F.   1001:1001  ack 1
         341   <1  F.   1:1        ack 1002
         342   >1  .    1002:1002  ack 2
      """;

  @TempDir Path directory;

  @Test
  void aRuleSpeaksAtTheEndWhereNothingButItsOnlyEventCameBefore() throws IOException {
    assertEquals(List.of("WARN 25.0"), told(REPAIRED, "retransmissions >= 25% in 1h"));
    assertEquals(List.of(), told(REPAIRED, "retransmissions > 25% in 1h"));
    assertEquals(List.of("WARN 25.0"), told(REPAIRED, "retransmissions >= 25% per host in 1h"));
    assertEquals(List.of("WARN 16.7"), told(REPAIRED, "retransmissions >= 16% per pair in 1h"));
    assertEquals(List.of("WARN 16.7"), told(REPAIRED, "retransmissions >= 16% per port in 1h"));
    assertEquals(List.of("WARN 50.0"), told(REPAIRED, "retransmitted bytes >= 50% in 1h"));
  }

  @Test
  void aLeastAmountIsReachedAtTheEndToo() throws IOException {
    assertEquals(List.of("WARN 1.0"), told(REPAIRED, "retransmissions > 0 of at least 4 in 1h"));
    assertEquals(List.of(), told(REPAIRED, "retransmissions > 0 of at least 5 in 1h"));
  }

  @Test
  void whoHasEventsBehindTheLastLookIsJudgedToo() throws IOException {
    String both = REPAIRED + repaired(2, 330);
    assertEquals(List.of("WARN 25.0", "WARN 25.0"), told(both, "retransmissions >= 25% in 1h"));
  }

  @Test
  void whatIsOverBeforeTheFirstLookCounts() throws IOException {
    String both = REPAIRED + CLOSED + repaired(2, 600_000);
    assertEquals(
        List.of("WARN 16.7", "WARN 25.0"),
        told(both, "retransmissions >= 16% per direction in 1h"));
    assertEquals(List.of("WARN 20.0"), told(both, "retransmissions >= 20% per host in 1h"));
    assertEquals(List.of("WARN 13.3"), told(both, "retransmissions >= 13% per port in 1h"));
  }

  @Test
  void aRunThatIsToGoOnJudgesTheConnectionsThatItLeavesOpen() throws IOException {
    assertEquals(List.of("WARN 25.0"), toldUntilStopped(REPAIRED, "retransmissions >= 25% in 1h"));
  }

  @Test
  void aRunThatIsToGoOnClearsNothingAtItsEnd() throws IOException {
    String packets = REPAIRED + REPAIRED_AGAIN;
    assertEquals(List.of("WARN 14.3"), toldUntilStopped(packets, "retransmissions >= 14% in 1h"));
  }

  /** The client sends four segments, of which one again; the server two. */
  private static String repaired(int connection, int millis) {
    return """
        %2$d  >%1$d  S    0:0            win 64240 <mss 1460, sackOK, ws 7>
        %3$d  <%1$d  S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ws 7>
        %3$d  >%1$d  .    1:1     ack 1  win 502
        %4$d  >%1$d  .    1:1001  ack 1
        %5$d  >%1$d  .    1:1001  ack 1
        %6$d  <%1$d  .    1:1     ack 1001
        """
        .formatted(connection, millis, millis + 10, millis + 20, millis + 320, millis + 330);
  }

  private static List<String> told(String script, String rule) throws IOException {
    List<Alert> alerts = new ArrayList<>();
    monitor(rule, alerts).run(new PlayedCapture().then(packets(script))::open);
    return words(alerts);
  }

  /** The capture goes on, and another run with it. */
  private List<String> toldUntilStopped(String script, String rule) throws IOException {
    List<Alert> alerts = new ArrayList<>();
    Monitor monitor = monitor(rule, alerts);
    PlayedCapture capture = new PlayedCapture().then(packets(script)).then(monitor::stop);
    monitor.run(capture.thenSilence(1)::open, Checkpoint.in(directory.resolve("checkpoint")));
    return words(alerts);
  }

  private static Monitor monitor(String rule, List<Alert> alerts) {
    AlertConfig config = AlertConfig.defaults().withRules(List.of(rule));
    AlertBook book = new AlertBook(config, List.of(alerts::add), RateRuleTest::complain);
    return new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(book));
  }

  private static List<CapturedPacket> packets(String script) {
    return SegmentScript.parse(script).frames(Staging.plain());
  }

  private static List<String> words(List<Alert> alerts) {
    return alerts.stream()
        .map(alert -> String.format(Locale.ROOT, "%s %.1f", alert.level(), alert.value()))
        .toList();
  }

  private static void complain(String notice) {
    throw new AssertionError(notice);
  }
}
