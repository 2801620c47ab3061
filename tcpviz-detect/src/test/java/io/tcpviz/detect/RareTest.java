// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.testkit.PacketBytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is rare in openings, windows and repairs, and has a name of its own. */
class RareTest {
  @Test
  void aRestartedHostThatResetsItsOldConnectionIsSaidOnceToHaveLeftItHalfOpen() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   P.   1:101      ack 1
                   30   <   P.   1:501      ack 101  win 509
                   30   >   .    101:101    ack 501
                # RFC 9293 §3.5.1, figure 10
                 5000   >   S    70000:70000                 win 64240 <mss 1460>  | handshake_anomaly challenge_syn
                 5010   <   .    501:501        ack 101
                 5010   >   R    101:101                                           | handshake_anomaly half_open
                 6000   >   S    70000:70000                 win 64240 <mss 1460>
                 6010   <   S.   90000:90000    ack 70001    win 65160 <mss 1460>
                 6010   >   .    70001:70001    ack 90001
                """));
    assertEquals(2, analysis.summary().connections());
  }

  @Test
  void aWindowWhoseRightEdgeMovesLeftIsAShrunkenWindow() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               30   <   .    1:1        ack 1461  win 509
            # 65152 from 1461, then 25600 from 2921
               31   >   .    1461:2921  ack 1
               41   <   .    1:1        ack 2921  win 200   | window_shrink
               42   >   .    2921:4381  ack 1
               52   <   .    1:1        ack 4381
            """));
  }

  @Test
  void aRightEdgeThatMovesLeftByAWholeUnitOfTheScaleIsShrunk() {
    verify(
        """
            0   >   S    0:0            win 64240 <mss 1460, ws 7>
           10   <   S.   0:0     ack 1  win 65160 <mss 1460, ws 14>
           10   >   .    1:1     ack 1  win 502
           20   >   .    1:1461     ack 1
           30   <   .    1:1        ack 1461  win 3
           31   <   .    1:1        ack 1461  win 2      | window_shrink
           32   >   .    1461:2921  ack 1
           42   <   .    1:1        ack 2921  win 2
        """);
  }

  @Test
  void aResetBehindBothFinsAnswersTheLastOne() {
    verify(
        besideClient(
            """
               20   >   P.   1:101    ack 1
               30   <   .    1:1      ack 101  win 509
               40   >   F.   101:101  ack 1
               50   <   F.   1:1      ack 102
               50   >   R    102:102
            # long after
            20000   >2  S    0:0      win 64240 <mss 1460>
            """));
  }

  @Test
  void aSynAckThatAnswersARepeatedSynIsNoWantOfRoom() {
    verify(
        """
            0     >   S    0:0            win 64240 <mss 1460>
           10     <   S.   0:0     ack 1  win 65160 <mss 1460>
           44.5   >   S    0:0            win 64240 <mss 1460>  | retransmission syn
           44.9   >   .    1:1     ack 1
           45     >   P.   1:101   ack 1
           54.5   <   S.   0:0     ack 1  win 65160 <mss 1460>  | retransmission syn_ack, handshake_anomaly syn_ack_repeated
           55     <   .    1:1     ack 101
        """);
  }

  @Test
  void aSynRecordedBehindItsSynAckChallengesNothing() {
    Analysis analysis =
        verify(
            """
                0     <   S.   0:0     ack 1  win 65160 <mss 1460>
                0.03  >   S    0:0            win 64240 <mss 1460>
               20     >   .    1:1     ack 1
               21     >   P.   1:101   ack 1
               21.5   <   .    1:1     ack 101
             1000     <   P.   1:101   ack 101
             1020     >   .    101:101 ack 101
            """);
    assertEquals(1, analysis.summary().connections());
  }

  @Test
  void aResetWhoseChecksumFailsEndsNothing() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               25   <   R    1:1                badsum 1  | teardown_anomaly bad_checksum
               30   <   .    1:1        ack 1461  win 509
               31   >   .    1461:2921  ack 1
               41   <   .    1:1        ack 2921
               50   >   F.   2921:2921  ack 1   badsum 256  | teardown_anomaly bad_checksum
               51   >   F.   2921:2921  ack 1
               61   <   F.   1:1        ack 2922
               61   >   .    2922:2922  ack 2
            """));
  }

  @Test
  void checksumsOfASideOfWhichNoneHoldsSayNothing() {
    verify(
        """
            0   >   S    0:0            win 64240 badsum 7 <mss 1460>
           10   <   S.   0:0     ack 1  win 65160 <mss 1460>
           10   >   .    1:1     ack 1
           20   >   F.   1:1     ack 1  badsum 9
           30   <   F.   1:1     ack 2
           30   >   .    2:2     ack 2
        """);
  }

  @Test
  void aRepairThatWasLostIsSaidToBeOneOnce() {
    verify(
        besideClient(
            """
               20    >   .    1:1461     ack 1
               20    >   .    1461:2921  ack 1
               20    >   .    2921:4381  ack 1
               20    >   .    4381:5841  ack 1
               30    <   .    1:1     ack 1  win 509 <sack 1461:2921>
               30    <   .    1:1     ack 1  <sack 1461:4381>
               30    <   .    1:1     ack 1  <sack 1461:5841>    | loss_infer 1:1461 triple_duplicate_ack
               30.1  >   .    1:1461     ack 1                   | retransmission fast
               30.2  >   .    5841:7301  ack 1
               30.3  >   .    7301:8761  ack 1
               40.2  <   .    1:1     ack 1  <sack 1461:7301>
               40.3  <   .    1:1     ack 1  <sack 1461:8761>
            # the receiver has what was sent after the repair (RFC 8985)
               40.4  >   .    1:1461     ack 1   | retransmission sack, loss_infer 1:1461 lost_retransmission
               50.4  <   .    1:1     ack 8761
            """));
  }

  @Test
  void dataInPlaceOfALostThirdSegmentIsNoRoundTripOfTheClient() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
               20     <   S.   0:0     ack 1  win 65160 <mss 1460>
            # the third segment is lost before the capture
              900     >   P.   1:101   ack 1
              920     <   .    1:1     ack 101
              950     <   P.   1:101   ack 101
              990     >   .    101:101 ack 101
            """);
    assertEquals(40_000_000, analysis.flows().get(0).serverToClient().rtt().maxNanos());
  }

  @Test
  void aFloodOfSynsIsOneStorm() throws IOException {
    var syn =
        new MadeCapture.Pattern(
            PacketBytes.between(
                    Endpoint.ofIpv4(0x0A00_0001, 40_000), Endpoint.ofIpv4(0x0A00_0002, 80))
                .flags(TcpFlags.SYN)
                .mss(1_460));
    List<String> reasons = new ArrayList<>();
    MadeCapture capture =
        new MadeCapture(
            (number, frame) ->
                number < 100_000
                    && syn.from(0x0B00_0000 + (int) number)
                        .lend(frame, number * 200_000, (int) number * 7_919, 0));
    new FlowAnalyzer(AnalysisConfig.defaults())
        .stream(
            capture,
            new EventSink() {
              @Override
              public void event(TcpEvent event) {
                reasons.add(event.reason().jsonName());
              }

              @Override
              public void flow(FlowSummary flow) {}
            });
    assertEquals(1, reasons.stream().filter("syn_storm"::equals).count());
    assertTrue(reasons.size() < 1_000, () -> reasons.size() + " events");
  }

  @Test
  void aClientThatFallsSilentAfterTheSynAckLeavesTheOpeningIncomplete() {
    verify(
        """
            0     >   S    0:0            win 64240 <mss 1460>
           20     <   S.   0:0     ack 1  win 65160 <mss 1460>  | handshake_anomaly syn_ack_unanswered
         4000     >2  S    0:0            win 64240 <mss 1460>
         4020     <2  S.   0:0     ack 1  win 65160 <mss 1460>
         4020.1   >2  .    1:1     ack 1
        """);
  }

  @Test
  void aFinThatNobodyAcknowledgesIsUnanswered() {
    verify(
        besideClient(
            """
               20     >   F.   1:1     ack 1  | teardown_anomaly fin_unanswered
             4000     >2  S    0:0            win 64240 <mss 1460>
             4020     <2  S.   0:0     ack 1  win 65160 <mss 1460>
             4020.1   >2  .    1:1     ack 1
            """));
  }

  @Test
  void openingsOfOneHostThatNobodyAnswersAreAStormOnce() {
    verify(
        """
            0     >   S    0:0            win 64240 <mss 1460>  | handshake_anomaly syn_timeout
            1     >2  S    0:0            win 64240 <mss 1460>  | handshake_anomaly syn_timeout
            2     >3  S    0:0            win 64240 <mss 1460>  | handshake_anomaly syn_storm critical attempts=3
            3     >4  S    0:0            win 64240 <mss 1460>
            4     >5  S    0:0            win 64240 <mss 1460>
         4000     >6  S    0:0            win 64240 <mss 1460>
         4020     <6  S.   0:0     ack 1  win 65160 <mss 1460>
         4020.1   >6  .    1:1     ack 1
        """,
        AnalysisConfig.defaults().withStorm(3, Duration.ofSeconds(10)));
  }
}
