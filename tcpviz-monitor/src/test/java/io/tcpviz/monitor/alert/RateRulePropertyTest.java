// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.Limits;
import io.tcpviz.monitor.Monitor;
import io.tcpviz.monitor.MonitorListener;
import io.tcpviz.monitor.PlayedCapture;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SimulatedTransfer;
import io.tcpviz.testkit.SimulatedTransfer.Link;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a rule finds of a capture that is shorter than its window is what the analysis sums up. */
class RateRulePropertyTest {
  private static final String CLIENT = "10.0.0.1:40000->10.0.0.2:80";

  @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
  void aShareIsThatOfTheWholeAnalysis(
      @ForAll long seed, @ForAll Per per, @ForAll boolean isGoodLink) throws IOException {
    Link link = new Link(isGoodLink ? 0.003 : 0.03, 0, 0, true, true);
    List<CapturedPacket> packets = new SimulatedTransfer(seed, 300, link).besideClient.packets;
    DirectionSummary sent = watch(packets, List.of(), new ArrayList<>());
    Assume.that(sent.retransmittedPackets() > 0);
    String suffix = " per " + per.jsonName() + " in 1h";
    boolean isBoth = per == Per.PAIR || per == Per.PORT;
    double segments = isBoth ? packets.size() : sent.packets();
    double share = 100 * sent.retransmittedPackets() / segments;
    double octets = 100.0 * sent.retransmittedBytes() / sent.payloadBytes();

    assertEquals(
        AlertLevel.WARN, last(packets, "retransmissions >= " + text(share * 0.999) + "%" + suffix));
    assertEquals(
        AlertLevel.OK, last(packets, "retransmissions >= " + text(share * 1.26) + "%" + suffix));
    assertEquals(
        AlertLevel.WARN,
        last(packets, "retransmitted bytes > " + text(octets * 0.999) + "%" + suffix));
    assertEquals(
        AlertLevel.OK,
        last(packets, "retransmitted bytes > " + text(octets * 1.26) + "%" + suffix));
    String least = " of at least " + text(segments) + suffix;
    String more = " of at least " + text(segments + 1) + suffix;
    assertEquals(AlertLevel.WARN, last(packets, "retransmissions > 0" + least));
    assertEquals(AlertLevel.OK, last(packets, "retransmissions > 0" + more));
  }

  private static AlertLevel last(List<CapturedPacket> packets, String rule) throws IOException {
    List<Alert> alerts = new ArrayList<>();
    watch(packets, List.of(rule), alerts);
    AlertLevel level = AlertLevel.OK;
    for (Alert alert : alerts) {
      level = alert.rule().isEmpty() ? level : alert.level();
    }
    return level;
  }

  /** What the client sent. */
  private static DirectionSummary watch(
      List<CapturedPacket> packets, List<String> rules, List<Alert> alerts) throws IOException {
    List<FlowSummary> flows = new ArrayList<>();
    MonitorListener heard =
        new MonitorListener() {
          @Override
          public void ended(FlowSummary flow) {
            flows.add(flow);
          }
        };
    AlertConfig config = AlertConfig.defaults().withRules(rules);
    AlertBook book = new AlertBook(config, List.of(alerts::add), RateRulePropertyTest::complain);
    PlayedCapture capture = new PlayedCapture().then(packets);
    new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(book, heard)).run(capture::open);
    FlowSummary flow = flows.get(0);
    assertEquals(CLIENT, flow.id().client() + "->" + flow.id().server());
    return flow.clientToServer();
  }

  private static void complain(String notice) {
    throw new AssertionError(notice);
  }

  private static String text(double number) {
    return new BigDecimal(number).setScale(6, RoundingMode.DOWN).toPlainString();
  }
}
