// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static io.tcpviz.monitor.alert.AlertScript.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.monitor.StubStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Capture time on the left, what is heard on the right; every other line is silent. */
class AlertBookTest {
  private static final AlertConfig DEFAULTS = AlertConfig.defaults();
  private static final AlertConfig LOW = DEFAULTS.withThreshold(2).withCritical(4);

  @Test
  void eachChangeOfALevelIsOneLineAndSoIsItsEnd() {
    verify(
        DEFAULTS,
        """
        0    retransmission a:1000>b:80 x9
        1    retransmission a:1000>b:80       | WARN 10 retransmission a:1000>b:80
        2    retransmission a:1000>b:80 x39
        3    retransmission a:1000>b:80       | CRITICAL 50 retransmission a:1000>b:80
        4    retransmission a:1000>b:80 x50
        61   tick
        62   tick
        70   tick                             | OK 0 retransmission a:1000>b:80 at 64
        """);
  }

  @Test
  void aLevelIsLeftBelowFourFifthsOfItsThreshold() {
    verify(
        DEFAULTS,
        """
        0    retransmission a:1000>b:80
        1    retransmission a:1000>b:80
        2    retransmission a:1000>b:80
        3    retransmission a:1000>b:80 x7    | WARN 10 retransmission a:1000>b:80
        61   tick
        62   tick                             | OK 7 retransmission a:1000>b:80
        """);
  }

  @Test
  void aThresholdOfOneIsClearedByNothing() {
    verify(
        DEFAULTS.withThreshold(1).withCritical(2),
        """
        0    zero_window a:1000>b:80          | WARN 1 zero_window a:1000>b:80
        1    zero_window a:1000>b:80          | CRITICAL 2 zero_window a:1000>b:80
        60   tick                             | WARN 1 zero_window a:1000>b:80
        61   tick                             | OK 0 zero_window a:1000>b:80
        """);
  }

  @Test
  void whatClearsIsDatedAtItsMomentHoweverLateThatIsSeen() {
    verify(
        LOW,
        """
        0.5  retransmission a:1000>b:80 x2    | WARN 2 retransmission a:1000>b:80
        900  out_of_order a:1000>b:80         | OK 0 retransmission a:1000>b:80 at 60.5
        """);
  }

  @Test
  void directionsAndKindsAreCountedApart() {
    verify(
        LOW,
        """
        0    retransmission a:1000>b:80
        0    retransmission b:80>a:1000
        0    retransmission a:1001>b:80
        0    out_of_order a:1000>b:80
        1    retransmission b:80>a:1000       | WARN 2 retransmission b:80>a:1000
        """);
  }

  @Test
  void lossesAndReorderingCanHaveThresholdsOfTheirOwn() {
    verify(
        LOW.withLossThreshold(1).withOooThreshold(5),
        """
        0    loss_infer a:1000>b:80           | WARN 1 loss_infer a:1000>b:80
        0    out_of_order a:1000>b:80 x4
        0    out_of_order a:1000>b:80         | CRITICAL 5 out_of_order a:1000>b:80
        """);
  }

  @Test
  void probesCopiesAndGapsAreNobodysTrouble() {
    verify(
        LOW,
        """
        0    keep_alive a:1000>b:80 x9
        0    zero_window_probe a:1000>b:80 x9
        0    duplicate_packet a:1000>b:80 x9
        0    window_shrink a:1000>b:80 x9
        0    window_full a:1000>b:80 x9
        0    capture_gap a:1000>b:80 x9
        """);
  }

  @Test
  void hostsPairsAndPortsAreCountedBesideDirections() {
    verify(
        LOW.withPer(Set.of(Per.HOST, Per.PAIR, Per.PORT)),
        """
        0    retransmission a:1000>b:80
        1    retransmission b:81>a:1000       | WARN 2 retransmission a<>b
        2    retransmission a:1000>c:80       | WARN 2 retransmission a; WARN 2 retransmission :80
        """);
  }

  @Test
  void whatIsTakenBackNoLongerCounts() {
    verify(
        LOW,
        """
        0    loss_infer a:1000>b:80 as 1
        1    loss_infer a:1000>b:80 as 2      | WARN 2 loss_infer a:1000>b:80
        2    2 withdrawn                      | OK 1 loss_infer a:1000>b:80
        3    1 withdrawn
        4    loss_infer a:1000>b:80 as 3
        5    3 withdrawn
        6    loss_infer a:1000>b:80
        """);
  }

  @Test
  void whatIsRevisedLeavesOneCountAndEntersAnother() {
    verify(
        LOW,
        """
        0    retransmission a:1000>b:80
        1    retransmission a:1000>b:80 as 1  | WARN 2 retransmission a:1000>b:80
        1    out_of_order a:1000>b:80
        1    1 becomes out_of_order           | OK 1 retransmission a:1000>b:80; WARN 2 out_of_order a:1000>b:80
        """);
  }

  @Test
  void whatIsTakenBackAtItsInstantMakesNoAlert() {
    verify(
        LOW.withThreshold(1),
        """
        0    loss_infer a:1000>b:80 as 1 ...
        0    1 withdrawn
        1    retransmission a:1000>b:80 as 2 ...
        1    2 becomes out_of_order           | WARN 1 out_of_order a:1000>b:80
        """);
  }

  @Test
  void whatIsTakenBackLaterWasAnAlertAndEndsThen() {
    verify(
        LOW.withThreshold(1),
        """
        0    loss_infer a:1000>b:80 as 1 ...
        1    1 withdrawn ...                  | WARN 1 loss_infer a:1000>b:80 at 0
        1    loss_infer a:1000>b:80 as 2 ...
        1    tick
        2    2 withdrawn ...
        2    tick                             | OK 0 loss_infer a:1000>b:80
        """);
  }

  @Test
  void anInstantIsOverWhenALaterOneComes() {
    verify(
        LOW.withThreshold(1),
        """
        2    zero_window a:1000>b:80 ...
        2    zero_window a:1000>b:80 ...
        3    retransmission a:1000>b:80 ...   | WARN 2 zero_window a:1000>b:80 at 2
        3    tick                             | WARN 1 retransmission a:1000>b:80
        """);
  }

  @Test
  void aFullWindowIsAnAlertOnlyWhereARuleNamesIt() {
    verify(
        LOW.withRules(List.of("window full >= 2")),
        """
        0    window_full a:1000>b:80
        1    window_full a:1000>b:80          | WARN 2 window_full a:1000>b:80
        """);
  }

  @Test
  void aRevisionWithinItsKindIsNoChange() {
    verify(
        DEFAULTS.withThreshold(1),
        """
        0    rto a:1000>b:80 as 1             | WARN 1 retransmission a:1000>b:80
        1    1 becomes tlp
        2    1 becomes fast
        """);
  }

  @Test
  void whatHasLeftTheWindowIsNotTakenOutOnceMore() {
    verify(
        LOW,
        """
        0    loss_infer a:1000>b:80 as 1
        70   loss_infer a:1000>b:80 x2        | WARN 2 loss_infer a:1000>b:80
        70   1 withdrawn
        """);
  }

  @Test
  void whileTheCaptureDropsALowCountSaysNothing() {
    verify(
        LOW,
        """
        0    retransmission a:1000>b:80 x2    | WARN 2 retransmission a:1000>b:80
        50   dropped 12                       | UNKNOWN 12 capture_drops * at 0
        55   dropped 12
        60   tick                             | UNKNOWN 0 retransmission a:1000>b:80
        80   dropped 13
        130  tick
        140  tick                             | OK 0 capture_drops *; OK 0 retransmission a:1000>b:80
        """);
  }

  @Test
  void aRisingCountSpeaksAlsoWhileTheCaptureDrops() {
    verify(
        LOW,
        """
        1    tick
        2    lost 5000                        | UNKNOWN 0 capture_drops * at 1
        3    retransmission a:1000>b:80 x2    | WARN 2 retransmission a:1000>b:80
        62   tick                             | OK 0 capture_drops *
        63   tick                             | OK 0 retransmission a:1000>b:80
        """);
  }

  @Test
  void everyLossRaisesTheDoubtAlsoWhereNoOctetsOfItCanBeCounted() {
    verify(
        LOW,
        """
        0    retransmission a:1000>b:80 x2    | WARN 2 retransmission a:1000>b:80
        30   lost 0 files 2                   | UNKNOWN 0 capture_drops * at 0
        60   tick                             | UNKNOWN 0 retransmission a:1000>b:80
        70   lost 0 files 0
        130  tick                             | OK 0 capture_drops *; OK 0 retransmission a:1000>b:80
        140  lost 0 files 0                   | UNKNOWN 0 capture_drops * at 130
        """);
  }

  @Test
  void whoIsGivenUpWithinAnInstantIsJudgedBefore() {
    List<Alert> alerts = new ArrayList<>();
    AlertConfig config = LOW.withThreshold(1).withMaxSubjects(1_000);
    AlertBook book = new AlertBook(config, List.of(alerts::add), notice -> {});
    for (int port = 1; port <= 1_001; port++) {
      String direction = "a:" + (1_000 + port) + ">b:80";
      book.said(new LiveEvent(port, SampleEvents.event("retransmission", direction, 1)));
    }

    assertEquals(
        List.of(AlertLevel.WARN, AlertLevel.UNKNOWN), alerts.stream().map(Alert::level).toList());
    book.tick(new StubStatus(1, 0));
    assertEquals(1_002, alerts.size());
  }

  @Test
  void aCountOfDropsThatBeginsAnewIsNotAnAlarm() {
    verify(
        LOW,
        """
        1    dropped 0
        2    dropped 5                        | UNKNOWN 5 capture_drops * at 1
        62   dropped 0                        | OK 0 capture_drops *
        63   dropped -1
        64   dropped 2                        | UNKNOWN 2 capture_drops * at 63
        """);
  }

  @Test
  void subjectsBeyondTheBoundAreGivenUpOldestFirstAndThatIsSaidOnce() {
    List<String> notices = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    AlertBook book = new AlertBook(LOW.withMaxSubjects(1_000), List.of(alerts::add), notices::add);
    for (int port = 1; port <= 1_010; port++) {
      String direction = "a:" + (1_000 + port) + ">b:80";
      for (int i = 0; i < 2; i++) {
        book.said(new LiveEvent(1, SampleEvents.event("retransmission", direction, port)));
      }
    }
    book.tick(new StubStatus(1_010, 0));

    assertEquals(1, notices.size());
    assertEquals(10, book.subjectsGivenUp());
    assertEquals(1_010, alerts.stream().filter(a -> a.level() == AlertLevel.WARN).count());
    assertEquals(
        List.of("10.0.0.1:1001->10.0.0.2:80", "10.0.0.1:1002->10.0.0.2:80"),
        alerts.stream()
            .filter(alert -> alert.level() == AlertLevel.UNKNOWN)
            .map(Alert::subject)
            .limit(2)
            .toList());
  }
}
