// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.monitor.PlayedCapture;
import io.tcpviz.monitor.alert.Alert;
import io.tcpviz.monitor.alert.AlertLevel;
import io.tcpviz.monitor.follow.CaptureLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  private static final CaptureLoss LOSS = new CaptureLoss("ring.7", 4_000, 1, 0);
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([a-z]+) \\|");

  private ServedMetrics served;

  @BeforeEach
  void serve() throws IOException {
    served = new ServedMetrics();
  }

  @AfterEach
  void close() {
    served.close();
  }

  @Test
  void beforeTheMonitorBeginsThereIsNothing() throws Exception {
    assertEquals(503, served.get("*/*").statusCode());
  }

  @Test
  void whatTheMonitorSawIsServed() throws Exception {
    served.watch(
        new PlayedCapture()
            .then(ServedMetrics.REPAIRED)
            .thenDropped(12)
            .thenLoses(LOSS)
            .thenSilence(1));

    String text = served.text();
    assertHas(text, "tcpviz_packets_total 6.0");
    assertHas(text, "tcpviz_tcp_segments_total 6.0");
    assertHas(text, "tcpviz_skipped_packets_total{reason=\"not_tcp\"} 0.0");
    assertHas(text, "tcpviz_connections_total 1.0");
    assertHas(text, "tcpviz_connections_ended_total 1.0");
    assertHas(text, "tcpviz_capture_dropped_packets_total 12.0");
    assertHas(text, "tcpviz_capture_gaps_total 1.0");
    assertHas(text, "tcpviz_capture_lost_bytes_total 4000.0");
    assertHas(text, "tcpviz_build_info{version=\"1.2.3\"} 1");
    assertEquals(1, sum(text, "tcpviz_events_total{kind=\"retransmission\""));
    assertEquals(1, sum(text, "tcpviz_live_events_total{kind=\"retransmission\""));
  }

  @Test
  void liveEventsAndTheirCorrectionsAddUpToTheSettledOnes() throws Exception {
    served.watch(new PlayedCapture().then(ServedMetrics.REPAIRED));

    String text = served.text();
    assertEquals(
        sum(text, "tcpviz_events_total{"),
        sum(text, "tcpviz_live_events_total{")
            - sum(text, "tcpviz_live_corrections_total{correction=\"withdrawn\""));
  }

  @Test
  void whoAcceptsOpenMetricsGetsIt() throws Exception {
    served.watch(new PlayedCapture());

    var open = served.get("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertTrue(type(open).startsWith("application/openmetrics-text"), type(open));
    assertTrue(open.body().endsWith("# EOF\n"));
    var plain = served.get("text/plain");
    assertTrue(type(plain).startsWith("text/plain"), type(plain));
    assertFalse(plain.body().contains("# EOF"));
  }

  @Test
  void activeAlertsAreThoseThatDidNotClear() throws Exception {
    Metrics metrics = served.metrics();
    metrics.alert(alert("retransmission", AlertLevel.OK, AlertLevel.WARN));
    metrics.alert(alert("retransmission", AlertLevel.WARN, AlertLevel.CRITICAL));
    metrics.alert(alert("loss_infer", AlertLevel.OK, AlertLevel.WARN));
    metrics.alert(alert("loss_infer", AlertLevel.WARN, AlertLevel.OK));
    served.watch(new PlayedCapture());

    String text = served.text();
    assertHas(text, "tcpviz_alerts_active{level=\"critical\"} 1.0");
    assertHas(text, "tcpviz_alerts_active{level=\"warn\"} 0.0");
    assertHas(text, "tcpviz_alert_changes_total{event=\"loss_infer\",level=\"ok\"} 1.0");
    assertHas(text, "tcpviz_alert_changes_total{event=\"zero_window\",level=\"warn\"} 0.0");
  }

  @Test
  void noRuleMakesSeriesWithoutEnd() throws Exception {
    for (int n = 0; n < 10_000; n++) {
      served.metrics().alert(alert("rule " + n, AlertLevel.OK, AlertLevel.WARN));
    }
    served.watch(new PlayedCapture());

    String text = served.text();
    assertTrue(text.lines().count() < 700, () -> text.lines().count() + " lines");
    assertEquals(10_000, sum(text, "tcpviz_alert_changes_total{"));
    assertTrue(text.contains("event=\"other\""));
  }

  @Test
  void everyMetricIsExplainedAndEveryExplainedOneExists() throws Exception {
    served.watch(new PlayedCapture().then(ServedMetrics.REPAIRED).thenDropped(1).thenSilence(1));

    String document = Files.readString(Path.of("../docs/METRICS.md"));
    assertEquals(matches(TYPE, served.text()), matches(ROW, document));
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1) + " " + match.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Alert alert(String event, AlertLevel before, AlertLevel level) {
    return new Alert(
        level,
        before,
        event,
        "10.0.0.1:1->10.0.0.2:2",
        10,
        60,
        10,
        50,
        0,
        "direction",
        10,
        "events",
        "");
  }

  private static String type(java.net.http.HttpResponse<String> answer) {
    return answer.headers().firstValue("content-type").orElse("");
  }

  private static void assertHas(String text, String line) {
    assertTrue(text.lines().anyMatch(line::equals), () -> line + " is not in\n" + text);
  }

  private static double sum(String text, String beginning) {
    return text.lines()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
