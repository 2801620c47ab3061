// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Openings (RFC 9293 §3.5) that are repeated, refused, never answered, or unusual and sound. */
class HandshakeTest {
  @Test
  void aRepeatedSynIsARetransmissionAndASlowOpening() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
             1000     >   S    0:0   | retransmission syn, handshake_anomaly syn_retry_without_synack attempts=2
             3000     >   S    0:0   | retransmission syn, handshake_anomaly attempts=3 waited_ms=3000
             3020     <   S.   0:0     ack 1  win 65160 <mss 1460>
             3020.1   >   .    1:1     ack 1
            """);
    FlowSummary flow = analysis.flows().get(0);
    assertEquals(FlowState.ESTABLISHED, flow.state());
    assertEquals(-1, flow.handshakeNanos());
    assertEquals(0, flow.clientToServer().dataPackets());
    assertEquals(3_000_000_000L, flow.lostTimeNanos());
  }

  @Test
  void noSynAckForAsLongAsTheThresholdIsATimeout() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
             1000     >   S    0:0   | retransmission syn, handshake_anomaly syn_retry_without_synack
             3000     >   S    0:0   \
            | retransmission syn, handshake_anomaly syn_retry_without_synack, \
            handshake_anomaly syn_timeout critical attempts=3 waited_ms=6000
            # the capture goes on, without an answer
             6000     >2  S    0:0            win 64240 <mss 1460>
             6010     <2  S.   0:0     ack 1  win 65160 <mss 1460>
             6010     >2  .    1:1     ack 1
            """);
    assertEquals(FlowState.SYN_SENT, analysis.flows().get(0).state());
  }

  @Test
  void aSynShortlyBeforeTheEndOfTheCaptureHasNotTimedOut() {
    verify(
        """
            0     >   S    0:0            win 64240 <mss 1460>
         2999     >2  S    0:0            win 64240 <mss 1460>
         3009     <2  S.   0:0     ack 1  win 65160 <mss 1460>
        """,
        AnalysisConfig.defaults().withSynTimeout(Duration.ofMillis(3_010)));
  }

  @Test
  void theTimeoutOfSynsCanBeShortened() {
    verify(
        """
            0     >   S    0:0            win 64240 <mss 1460>   | handshake_anomaly syn_timeout
          600     >2  S    0:0            win 64240 <mss 1460>
          610     <2  S.   0:0     ack 1  win 65160 <mss 1460>
        """,
        AnalysisConfig.defaults().withSynTimeout(Duration.ofMillis(500)));
  }

  @Test
  void aResetInAnswerToTheSynRefusesTheConnection() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
              300     <   R.   0:0     ack 1  win 0   | handshake_anomaly connection_refused waited_ms=300
            """);
    assertEquals(FlowState.REFUSED, analysis.flows().get(0).state());
    assertEquals(0, analysis.flows().get(0).clientToServer().rtt().samples());
  }

  @Test
  void eachAttemptThatIsRefusedIsAConnectionOfItsOwn() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
                0.1   <   R.   0:0     ack 1  win 0   | handshake_anomaly connection_refused attempts=1
              500     >   S    0:0
              500.1   <   R.   0:0     ack 1  win 0   | handshake_anomaly connection_refused attempts=1
             1000     >   S    0:0
             1000.1   <   R.   0:0     ack 1  win 0   | handshake_anomaly connection_refused attempts=1
            """);
    assertEquals(3, analysis.summary().connections());
  }

  @Test
  void aSynAckAgainMeansThatTheServerMissedTheThirdSegment() {
    verify(
        """
            0     >   S    0:0            win 64240 <mss 1460>
           20     <   S.   0:0     ack 1  win 65160 <mss 1460>
           20.1   >   .    1:1     ack 1
         1020     <   S.   0:0     ack 1  | retransmission syn_ack, handshake_anomaly syn_ack_repeated
         1020.1   >   .    1:1     ack 1
        """);
  }

  @Test
  void aServerThatDropsTheHandshakeForWantOfRoomRepeatsItsSynAckAndTheClientItsData() {
    verify(
        """
            0     >   S    0:0            win 64240 <mss 1460>
           20     <   S.   0:0     ack 1  win 65160 <mss 1460>
           20.1   >   .    1:1     ack 1
           21     >   P.   1:101   ack 1
         1020     <   S.   0:0     ack 1  | retransmission syn_ack, handshake_anomaly accept_overflow
         1020.1   >   .    101:101 ack 1  | loss_infer ack_stall_timeout 1:101 fwd repaired
         1250     >   P.   1:101   ack 1  | retransmission rto
         1270     <   .    1:1     ack 101
        """);
  }

  @Test
  void twoSynsThatCrossAreASimultaneousOpen() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
                1     <   S    0:0            win 65160 <mss 1460>  | handshake_anomaly simultaneous_open
               20     >   S.   0:0     ack 1
               21     <   S.   0:0     ack 1
               40     >   .    1:1461  ack 1
               60     <   .    1:1     ack 1461
            """);
    assertEquals(FlowState.ESTABLISHED, analysis.flows().get(0).state());
    assertEquals(1, analysis.summary().connections());
  }

  @Test
  void aSynInsideAConnectionThatIsAnsweredByAnAckLeavesItAsItIs() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   30     >   .    1:1461  ack 1
                   50     <   .    1:1     ack 1461  win 509
                # an attacker, or the ghost of an earlier connection (RFC 5961)
                   60     <   S    500:500            | handshake_anomaly challenge_syn
                   60.1   >   .    1461:1461 ack 1
                   70     >   .    1461:2921 ack 1
                   80     <   .    1:1     ack 2921  win 509
                """));
    assertEquals(1, analysis.summary().connections());
  }

  @Test
  void aNewSynAfterBothFinsOpensANewConnection() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   30     >   .    1:1461       ack 1
                   50     <   .    1:1          ack 1461  win 509
                   60     >   F.   1461:1461    ack 1
                   80     <   F.   1:1          ack 1462
                   80     >   .    1462:1462    ack 2
                 1000     >   S    70000:70000            win 64240 <mss 1460, sackOK, ws 7>
                 1010     <   S.   80000:80000  ack 70001  win 65160 <mss 1460, sackOK, ws 7>
                 1010     >   .    70001:70001  ack 80001  win 502
                 1030     >   .    70001:71461  ack 80001
                 1040     <   .    80001:80001  ack 71461
                """));
    assertEquals(2, analysis.summary().connections());
    assertEquals(1_460, analysis.flows().get(1).clientToServer().uniqueBytes());
    assertEquals(10_000_000, analysis.flows().get(1).handshakeNanos());
  }

  @Test
  void aNewSynWithALowerNumberOpensANewConnectionToo() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   60     >   F.   1:1          ack 1
                   70     <   F.   1:1          ack 2
                   70     >   .    2:2          ack 2
                 1000     >   S    -5000:-5000           win 64240 <mss 1460, sackOK, ws 7>
                 1010     <   S.   -800:-800  ack -4999  win 65160 <mss 1460, sackOK, ws 7>
                 1010     >   .    -4999:-4999  ack -799  win 502
                """));
    assertEquals(2, analysis.summary().connections());
  }

  @Test
  void theSameSynAfterAResetOpensANewConnection() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   60     <   R.   1:1     ack 1
                 1000     >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>
                 1010     <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ws 7>
                 1010     >   .    1:1     ack 1  win 502
                """));
    assertEquals(2, analysis.summary().connections());
  }

  @Test
  void aSynAckWithAnotherNumberBeginsTheServersOctetsAnew() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0               win 64240 <mss 1460>
               10     <   S.   0:0        ack 1  win 65160 <mss 1460>
               10     <   S.   9000:9000  ack 1
               10.1   >   .    1:1        ack 9001
               11     >   P.   1:101      ack 9001
               21     <   P.   9001:9501  ack 101
               21     >   .    101:101    ack 9501
            """);
    assertEquals(500, analysis.flows().get(0).serverToClient().uniqueBytes());
    assertEquals(100, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void theHandshakeLastsFromTheSynToTheAckOfTheSynAck() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
               30     <   S.   0:0     ack 1  win 65160 <mss 1460>
               32.5   >   .    1:1     ack 1
            """);
    assertEquals(32_500_000, analysis.flows().get(0).handshakeNanos());
    assertEquals(true, analysis.flows().get(0).id().openingSeen());
  }

  @Test
  void aSynThatNobodyAnswersInTheCaptureMayHaveBeenAnsweredBesideIt() {
    Analysis analysis =
        verify(
            """
            # the server's side is missing
                0     >   S    0:0            win 64240 <mss 1460>
               10     >   .    1:1     ack 1
               11     >   P.   1:101   ack 1
             5000     >   P.   101:201 ack 1
            """);
    assertEquals(FlowState.ESTABLISHED, analysis.flows().get(0).state());
  }

  @Test
  void dataInPlaceOfALostThirdSegmentIsNoHandshakeTime() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
               20     <   S.   0:0     ack 1  win 65160 <mss 1460>
            # the third segment is lost before the capture
              900     >   P.   1:101   ack 1
              920     <   .    1:1     ack 101
            """);
    assertEquals(-1, analysis.flows().get(0).handshakeNanos());
  }

  @Test
  void dataOfASynThatTheServerIgnoredIsSentAgainButWasNotLost() {
    Analysis analysis =
        verify(
            """
            0   >   S    0:100            win 64240 <mss 1460, sackOK, ws 7>
           10   <   S.   0:0     ack 1    win 65160 <mss 1460, sackOK, ws 7>
           10   >   .    1:101   ack 1    win 502         | retransmission
           20   <   .    1:1     ack 101  win 509
        """);
    assertEquals(100, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void aRepeatedSynAckTakesTheHandshakeTimeBack() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
               20     <   S.   0:0     ack 1  win 65160 <mss 1460>
               20.1   >   .    1:1     ack 1
             1020     <   S.   0:0     ack 1  | retransmission syn_ack, handshake_anomaly syn_ack_repeated
             1020.1   >   .    1:1     ack 1
            """);
    assertEquals(-1, analysis.flows().get(0).handshakeNanos());
  }

  @Test
  void anAckOfAnEarlierConnectionDoesNotAnswerTheSyn() {
    Analysis analysis =
        verify(
            """
                0    >   S    0:0            win 64240 <mss 1460>
            # the server still knows the connection before and says what it waits for
                1    <   .    5000:5000  ack 70000  win 100
             1000    >   S    0:0            win 64240 <mss 1460>  | retransmission syn, handshake_anomaly syn_retry_without_synack
             1010    <   S.   0:0     ack 1  win 65160 <mss 1460>
             1010    >   .    1:1     ack 1
             1020    >   P.   1:101   ack 1
             1030    <   .    1:1     ack 101
            """);
    assertEquals(FlowState.ESTABLISHED, analysis.flows().get(0).state());
    assertEquals(100, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void aResetThatDoesNotAcknowledgeTheSynRefusesNothing() {
    Analysis analysis =
        verify(
            """
                0    >   S    0:0            win 64240 <mss 1460>
                1    <   R.   0:0  ack 9999
               10    <   S.   0:0     ack 1  win 65160 <mss 1460>
               10    >   .    1:1     ack 1
            """);
    assertEquals(FlowState.ESTABLISHED, analysis.flows().get(0).state());
  }

  @Test
  void aLateAnswerTakesTheTimeoutBack() {
    verify(
        """
            0    >   S    0:0            win 64240 <mss 1460>
         3500    <   S.   0:0     ack 1  win 65160 <mss 1460>
         3500    >   .    1:1     ack 1
        """);
  }

  @Test
  void aListenerThatAnswersAnewBeginsItsStreamAnew() {
    Analysis analysis =
        verify(
            """
                0    >   S    0:0            win 64240 <mss 1460>
            # an answer of a listener that forgets it at once, and the one that counts
               10    <   S.   90000:90000  ack 1  win 65160 <mss 1460>
             1000    >   S    0:0            win 64240  | retransmission syn
             1010    <   S.   0:0     ack 1  win 65160 <mss 1460>
             1010    >   .    1:1     ack 1
            # 1:501 passes where the capture does not see it
             1020    <   P.   501:1001  ack 1
             1020    >   .    1:1     ack 1001  | capture_gap 1:501
            """);
    assertEquals(500, analysis.flows().get(0).serverToClient().uniqueBytes());
    assertEquals(500, analysis.flows().get(0).serverToClient().captureGapBytes());
  }

  @Test
  void aSideWhoseFirstSegmentWasOfAnotherConnectionIsJoinedAtItsNext() {
    Analysis analysis =
        verify(
            """
                0    >   S    0:0            win 64240 <mss 1460>
            # of the connection before; the capture then misses the answer to the SYN
                1    <   .    5000:5000  ack 70000  win 100
               10    <   P.   40001:40501  ack 1  win 65160
               10    >   .    1:1     ack 40501  win 64240
               11    <   P.   40501:41001  ack 1
               11    >   .    1:1     ack 41001
            """);
    assertEquals(1_000, analysis.flows().get(0).serverToClient().uniqueBytes());
    assertEquals(0, analysis.flows().get(0).serverToClient().captureGapBytes());
  }

  @Test
  void answersToSynsThatWereNotCapturedAreConnectionsOfTheirOwn() {
    Analysis analysis =
        verify(
            """
                0       <   S.   0:0          ack 1      win 65160
             3600000    <   S.   90000:90000  ack 70001  win 65160
            """);
    assertEquals(2, analysis.flows().size());
    assertEquals(0, analysis.flows().get(1).lostTimeNanos());
  }
}
