// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventDetail.Loss.Resolution;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.Spurious;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.Moment;
import io.tcpviz.core.metrics.Trouble;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of events, to whom it is ascribed, and which time counts as lost. */
class FindingsTest {
  private static final long MILLI = 1_000_000L;
  private static final Endpoint CLIENT = Endpoint.ofIpv4(0x0A000001, 40_000);

  private final Findings findings = new Findings();

  private static Endpoint server(int host, int port) {
    return Endpoint.ofIpv4(0xC0000200 + host, port);
  }

  private void hear(
      int connection,
      Endpoint server,
      long atMillis,
      Severity severity,
      Reason reason,
      double confidence,
      EventDetail detail) {
    findings.event(
        new TcpEvent(
            severity,
            reason,
            confidence,
            new FlowId(connection, CLIENT, server, true),
            Direction.CLIENT_TO_SERVER,
            new PacketRef(0, atMillis + 1, atMillis * MILLI, 1, 1, 0, 0),
            new PathEstimate(-1, -1, -1),
            detail));
  }

  private void resent(
      int connection,
      Endpoint server,
      long at,
      RetransmissionKind kind,
      Spurious spurious,
      long ms) {
    EventDetail detail =
        new EventDetail.Retransmission(
            kind,
            spurious,
            100,
            1,
            2 * ms * MILLI,
            0,
            ms * MILLI,
            List.of(Reason.OCTETS_SEEN_BEFORE));
    hear(connection, server, at, Severity.INFO, Reason.OCTETS_SEEN_BEFORE, 1, detail);
  }

  private void timeout(int connection, Endpoint server, long at, long ms) {
    resent(connection, server, at, RetransmissionKind.RTO, Spurious.UNKNOWN, ms);
  }

  private void stall(int connection, long at, long ms, Resolution how, double confidence) {
    Severity severity = ms >= 5_000 ? Severity.CRITICAL : Severity.WARNING;
    EventDetail detail = new EventDetail.Loss(1, 2, true, 0, ms * MILLI, 200 * MILLI, how);
    hear(connection, server(1, 80), at, severity, Reason.ACK_STALL_TIMEOUT, confidence, detail);
  }

  private void unanswered(int connection, Endpoint server) {
    EventDetail detail = new EventDetail.Handshake(1, 3_000 * MILLI, 3_000 * MILLI);
    hear(connection, server, connection, Severity.CRITICAL, Reason.SYN_TIMEOUT, 0.95, detail);
  }

  private Finding only() {
    List<Finding> all = findings.ranked();
    assertEquals(1, all.size(), all.toString());
    return all.get(0);
  }

  private List<String> sentences() {
    return findings.ranked().stream().map(Finding::sentence).toList();
  }

  @Test
  void oneEventIsToldInTheSingularWithItsMoment() {
    timeout(7, server(1, 443), 1_000, 432);

    Finding finding = only();
    assertEquals(Trouble.RETRANSMISSION_TIMEOUT, finding.trouble());
    assertEquals(
        "1 connection to 192.0.2.1:443 waited 432 ms for a retransmission timeout",
        finding.sentence());
    assertEquals(server(1, 443), finding.server());
    assertEquals(new Moment(7, 0, 1_001, 1_000 * MILLI, 432 * MILLI), finding.worst());
  }

  @Test
  void theLongestWaitIsTheMomentAndItsConnectionTheFirst() {
    timeout(1, server(1, 443), 1_000, 300);
    timeout(2, server(1, 443), 3_000, 900);
    timeout(1, server(1, 443), 4_000, 400);

    Finding finding = only();
    assertEquals(
        "2 connections to 192.0.2.1:443 waited 1.6 s in all for retransmission timeouts",
        finding.sentence());
    assertEquals(List.of(2, 1), finding.connections());
    assertEquals(3_001, finding.worst().frame());
  }

  @Test
  void hostsThatDoNotAnswerAreOneFinding() {
    for (int host = 1; host <= 16; host++) {
      unanswered(host, server(host, 22));
    }

    Finding finding = only();
    assertEquals(
        "16 connections to port 22 of 16 hosts got no answer to their SYN", finding.sentence());
    assertEquals(Severity.CRITICAL, finding.severity());
    assertEquals(16, finding.connectionCount());
    assertEquals(10, finding.connections().size());
    assertNull(finding.server());
  }

  @Test
  void portsOfOneHostThatRefuseAreOneFinding() {
    for (int port = 1; port <= 12; port++) {
      EventDetail detail = new EventDetail.Handshake(1, 0, 0);
      Endpoint server = server(1, port);
      hear(port, server, port, Severity.WARNING, Reason.CONNECTION_REFUSED, 0.95, detail);
    }

    assertEquals("12 connections to 12 ports of 192.0.2.1 were refused", only().sentence());
  }

  @Test
  void aScanOfMoreHostsAndPortsThanAreKeptApartIsCountedAllTheSame() {
    int connection = 0;
    for (int host = 0; host < 100; host++) {
      for (int port = 1; port <= 100; port++) {
        unanswered(connection++, server(host, port));
      }
    }

    assertEquals("10000 connections to 100 hosts got no answer to their SYN", only().sentence());
  }

  @Test
  void ofManyServersTheOneThatStandsOutIsToldApart() {
    for (int host = 1; host <= 9; host++) {
      timeout(host, server(host, 443), 10_000, host == 5 ? 2_000 : 100);
    }

    assertEquals(
        List.of(
            "1 connection to 192.0.2.5:443 waited 2.0 s for a retransmission timeout",
            "8 connections to port 443 of 8 other hosts waited 800 ms in all"
                + " for retransmission timeouts"),
        sentences());
  }

  @Test
  void whatWasDoubtfulIsToldAsAPossibilityAndOneStepLower() {
    stall(1, 20_000, 12_400, Resolution.ACKNOWLEDGED, 0.3);

    Finding finding = only();
    assertEquals(
        "1 connection to 192.0.2.1:80 may have waited 12.4 s for an acknowledgment",
        finding.sentence());
    assertEquals(Severity.WARNING, finding.severity());
  }

  @Test
  void oneCertainEventAmongDoubtfulOnesMakesItCertainButNotGraver() {
    stall(1, 20_000, 12_000, Resolution.ACKNOWLEDGED, 0.3);
    stall(1, 40_000, 400, Resolution.UNREPAIRED, 0.8);

    Finding finding = only();
    assertEquals(
        "1 connection to 192.0.2.1:80 waited 12.4 s in all for acknowledgments",
        finding.sentence());
    assertEquals(Severity.WARNING, finding.severity());
  }

  @Test
  void aStallThatATimerEndedIsToldByTheTimer() {
    stall(1, 10_000, 6_000, Resolution.REPAIRED, 0.8);
    timeout(1, server(1, 80), 10_000, 6_000);

    Finding finding = only();
    assertEquals(Trouble.RETRANSMISSION_TIMEOUT, finding.trouble());
    assertEquals(6_000 * MILLI, finding.lostTimeNanos());
    assertEquals(Severity.CRITICAL, finding.severity(), "six seconds in one wait");
  }

  @Test
  void aMomentOfAConnectionIsLostOnceWhateverTellsOfIt() {
    stall(1, 10_000, 1_000, Resolution.UNREPAIRED, 0.8); // 9 to 10 s
    timeout(1, server(1, 80), 10_400, 800); // 9.6 to 10.4 s

    long lost = findings.ranked().stream().mapToLong(Finding::lostTimeNanos).sum();
    assertEquals(1_400 * MILLI, lost);
  }

  @Test
  void aClosedWindowBeginsWithItsEventAndAWaitEndsThere() {
    EventDetail closed = new EventDetail.ZeroWindow(3_000 * MILLI, 1, 0, 1, true);
    hear(1, server(1, 80), 1_000, Severity.CRITICAL, Reason.ZERO_WINDOW_ADVERTISEMENT, 1, closed);
    timeout(1, server(1, 80), 4_500, 1_000); // 3.5 to 4.5 s, of which half a second was told

    assertEquals(
        List.of(
            "1 connection to 192.0.2.1:80 was stopped for 3.0 s by a closed window",
            "1 connection to 192.0.2.1:80 waited 500 ms for a retransmission timeout"),
        sentences());
  }

  @Test
  void needlessProbesCostNothingAndNeedlessTimersDo() {
    resent(1, server(1, 80), 1_000, RetransmissionKind.TLP, Spurious.YES, 300);
    resent(1, server(1, 80), 9_000, RetransmissionKind.RTO, Spurious.YES, 700);

    assertEquals(
        List.of(
            "1 connection to 192.0.2.1:80 waited 700 ms for a retransmission timeout",
            "1 connection to 192.0.2.1:80 sent a segment again needlessly"),
        sentences());
  }

  @Test
  void manySmallWaitsOfOneConnectionAreMoreThanANote() {
    for (int i = 1; i <= 6; i++) {
      timeout(1, server(1, 80), 1_000L * i, 200);
    }

    assertEquals(Severity.WARNING, only().severity());
  }

  @Test
  void findingsAreRankedBySeverityThenTimeThenEvents() {
    resent(1, server(1, 80), 1_000, RetransmissionKind.FAST, Spurious.NO, 10);
    resent(2, server(2, 80), 1_100, RetransmissionKind.FAST, Spurious.NO, 10);
    resent(2, server(2, 80), 1_200, RetransmissionKind.SACK, Spurious.NO, 10);
    timeout(3, server(3, 80), 2_000, 300);
    unanswered(4, server(4, 80));

    assertEquals(
        List.of(
            "1 connection to 192.0.2.4:80 got no answer to its SYN",
            "1 connection to 192.0.2.3:80 waited 300 ms for a retransmission timeout",
            "1 connection to 192.0.2.2:80 lost segments and repaired them",
            "1 connection to 192.0.2.1:80 lost a segment and repaired it"),
        sentences());
  }

  @Test
  void connectionsAreCountedOnceHoweverTheirEventsMix() {
    for (int round = 0; round < 3; round++) {
      for (int connection = 999; connection >= 0; connection--) {
        long at = 10_000 + 1_000L * round - connection / 10;
        resent(connection, server(1, 80), at, RetransmissionKind.FAST, Spurious.NO, 10);
      }
    }

    Finding finding = only();
    assertEquals(1_000, finding.connectionCount());
    assertEquals(3_000, finding.events());
  }

  @Test
  void everyTroubleHasItsWordsForOneAndForMany() {
    for (Trouble trouble : Trouble.values()) {
      for (boolean likely : new boolean[] {true, false}) {
        for (int count : new int[] {1, 2}) {
          for (long lost : new long[] {0, 1_500 * MILLI}) {
            String text = Sentences.of(trouble, "[2001:db8::1]:443", count, count, lost, likely);
            assertTrue(text.matches("[A-Z1-9][^{}]*[a-zA-Z]"), text);
            assertTrue(!text.contains("  "), text);
          }
        }
      }
    }
  }
}
