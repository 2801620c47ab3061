// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import org.junit.jupiter.api.Test;

/** Openings and endings that a simple rule misreads (RFC 9293 §3.5, §3.6, RFC 5961, RFC 7413). */
class ConnectionTrapsTest {
  @Test
  void repeatedSynsAreNoRetransmittedData() {
    FlowSummary flow =
        verify(
                """
                    0     >   S    0:0            win 64240 <mss 1460>
                 1000     >   S    0:0   | retransmission syn, handshake_anomaly attempts=2
                 3000     >   S    0:0   | retransmission syn, handshake_anomaly attempts=3
                 3020     <   S.   0:0     ack 1  win 65160 <mss 1460>
                 3020.1   >   .    1:1     ack 1
                 3021     >   P.   1:101   ack 1
                 3041     <   .    1:1     ack 101
                """)
            .flows()
            .get(0);
    assertEquals(0, flow.clientToServer().retransmittedBytes());
    assertEquals(0, flow.clientToServer().lostRanges());
    assertEquals(100, flow.clientToServer().uniqueBytes());
  }

  @Test
  void theRoundTripOfASynThatIsRefusedIsNotThatOfData() {
    FlowSummary flow =
        verify(
                """
                    0     >   S    0:0            win 64240 <mss 1460>
                  300     <   R.   0:0     ack 1  win 0   | handshake_anomaly connection_refused
                """)
            .flows()
            .get(0);
    assertEquals(0, flow.clientToServer().rtt().samples());
    assertEquals(-1, flow.handshakeNanos());
  }

  @Test
  void aFinThatOvertookItsDataLeavesTheDataToTheSameConnection() {
    Analysis analysis =
        verify(
            besideServer(
                """
                  100    >   .    1:1461     ack 1
                  100.1  <   .    1:1        ack 1461  win 509
                  100.2  >   F.   4381:4381  ack 1  id 6
                  100.3  >   .    1461:2921  ack 1  id 4    | out_of_order
                  100.4  >   .    2921:4381  ack 1  id 5    | out_of_order
                  100.5  <   .    1:1        ack 4382
                  100.6  <   F.   1:1        ack 4382
                  180.6  >   .    4382:4382  ack 2
                """));
    assertEquals(1, analysis.summary().connections());
    assertEquals(4_380, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(FlowState.CLOSED, analysis.flows().get(0).state());
  }

  @Test
  void aResetWithExactlyTheNextNumberEndsTheConnection() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   P.   1:101      ack 1
                   30   <   P.   1:501      ack 101  win 509
                   30   >   .    101:101    ack 501
                   40   <   R    501:501
                """));
    assertEquals(FlowState.RESET, analysis.flows().get(0).state());
  }

  @Test
  void aResetWithinTheWindowThatIsNotExactDoesNotEndTheConnection() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   P.   1:101      ack 1
                   30   <   P.   1:501      ack 101  win 509
                   30   >   .    101:101    ack 501
                   40   <   R    801:801
                # the challenge (RFC 5961 §3.2)
                   40   >   .    101:101    ack 501
                   50   >   P.   101:201    ack 501
                   60   <   .    501:501    ack 201
                """));
    assertEquals(FlowState.ESTABLISHED, analysis.flows().get(0).state());
    assertEquals(1, analysis.summary().connections());
    assertEquals(500, analysis.flows().get(0).serverToClient().uniqueBytes());
    assertEquals(0, analysis.flows().get(0).clientToServer().duplicateAcks());
  }

  @Test
  void aChallengedResetThatIsRepeatedWithTheExactNumberEndsTheConnection() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   P.   1:101      ack 1
                   30   <   P.   1:501      ack 101  win 509
                   30   >   .    101:101    ack 501
                   40   <   R    801:801
                   40   >   .    101:101    ack 501
                   50   <   R    501:501
                """));
    assertEquals(FlowState.RESET, analysis.flows().get(0).state());
  }

  @Test
  void bareResetsBehindTheFirstAreOneEventForAllOfThem() {
    verify(
        "needs ids\n"
            + besideClient(
                """
                   20     >   P.   1:101    ack 1
                   30     <   .    1:1      ack 101  win 509
                   40     <   R.   1:1      ack 101
                   40.1   <   R    1:1
                   40.2   <   R    1:1
                   40.3   <   R    1:1
                   40.4   <   R    1:1                  | teardown_anomaly rst_storm count=5 warning
                   40.5   <   R    1:1
                """));
  }

  @Test
  void aHandshakeWithoutItsThirdSegmentHasNoTime() {
    FlowSummary flow =
        verify(
                """
                    0     >   S    0:0            win 64240 <mss 1460>
                   20     <   S.   0:0     ack 1  win 65160 <mss 1460>
                # the third segment is lost before the capture
                  900     >   P.   1:101   ack 1
                  920     <   .    1:1     ack 101
                """)
            .flows()
            .get(0);
    assertEquals(-1, flow.handshakeNanos());
    assertEquals(20_000_000, flow.clientToServer().rtt().maxNanos());
  }

  @Test
  void aPortThatIsUsedAgainIsAnotherConnectionWhoseNumbersAreItsOwn() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461      ack 1
                   20   >   .    1461:2921   ack 1
                   30   <   .    1:1         ack 1461  win 509
                   31   <   R    1:1                  | teardown_anomaly rst_with_data_outstanding
                 1000   >   S    -900000000:-900000000            win 64240 <mss 1460>
                 1010   <   S.   700000000:700000000  ack -899999999  win 65160 <mss 1460>
                 1010   >   .    -899999999:-899999999  ack 700000001
                 1011   >   .    -899999999:-899998539  ack 700000001
                 1021   <   .    700000001:700000001    ack -899998539
                """));
    assertEquals(2, analysis.summary().connections());
    assertEquals(0, analysis.flows().get(1).events());
    assertEquals(1_460, analysis.flows().get(1).clientToServer().uniqueBytes());
  }

  @Test
  void aSynAckOfAnotherStreamLeavesTheCountsOfBothSane() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0               win 64240 <mss 1460>
               10     <   S.   0:0        ack 1  win 65160 <mss 1460>
            # the server has forgotten it and answers the repeated SYN anew
             1000     >   S    0:0               | retransmission syn
             1010     <   S.   -2000000000:-2000000000  ack 1
             1010.1   >   .    1:1        ack -1999999999
             1011     >   P.   1:101      ack -1999999999
             1021     <   P.   -1999999999:-1999999499  ack 101
             1021     >   .    101:101    ack -1999999499
            """);
    assertEquals(1, analysis.summary().connections());
    assertEquals(500, analysis.flows().get(0).serverToClient().uniqueBytes());
    assertEquals(100, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(0, analysis.summary().quality().gapBytes());
  }

  @Test
  void dataOfASynIsCountedOnceWhetherTheServerTookAPartOrNone() {
    Analysis analysis =
        verify(
            """
            # taken
                0   >   S    0:100            win 64240 <mss 1460>
               10   <   S.   0:0     ack 101  win 65160 <mss 1460>
               10   >   .    101:101 ack 1
            # ignored
               20   >2  S    0:100            win 64240 <mss 1460>
               30   <2  S.   0:0     ack 1    win 65160 <mss 1460>
               30   >2  P.   1:101   ack 1               | retransmission unknown
               40   <2  .    1:1     ack 101
            """);
    assertEquals(100, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(100, analysis.flows().get(1).clientToServer().uniqueBytes());
    assertEquals(0, analysis.flows().get(1).clientToServer().lostRanges());
  }

  @Test
  void finsThatAreRepeatedForMinutesStayWithTheConnectionThatEnded() {
    Analysis analysis =
        verify(
            besideClient(
                """
                    20   >   F.   1:1     ack 1
                    30   <   F.   1:1     ack 2    win 509
                    30   >   .    2:2     ack 2
                 60030   <   F.   1:1     ack 2    | retransmission fin
                 60030   >   .    2:2     ack 2
                180030   <   F.   1:1     ack 2    | retransmission fin
                180030   >   .    2:2     ack 2
                420030   <   F.   1:1     ack 2    | retransmission fin
                """));
    assertEquals(1, analysis.summary().connections());
  }

  @Test
  void aHostThatRestartedGetsAConnectionOfItsOwnOnceTheOldOneIsReset() {
    String restart =
        besideClient(
            """
               20   >   P.   1:101      ack 1
               30   <   P.   1:501      ack 101  win 509
               30   >   .    101:101    ack 501
            # the client has restarted and uses the same port (RFC 9293 §3.5.1)
             5000   >   S    70000:70000                 win 64240 <mss 1460>
             5010   <   .    501:501        ack 101
             5010   >   R    101:101
             6000   >   S    70000:70000                 win 64240 <mss 1460>
             6010   <   S.   90000:90000    ack 70001    win 65160 <mss 1460>
             6010   >   .    70001:70001    ack 90001
             6011   >   P.   70001:70101    ack 90001
             6021   <   .    90001:90001    ack 70101
            """);
    Analysis analysis =
        Scripts.analyze(
            SegmentScript.parse(restart).frames(Staging.plain()), AnalysisConfig.defaults());
    assertEquals(2, analysis.summary().connections());
    assertEquals(FlowState.RESET, analysis.flows().get(0).state());
    assertEquals(0, analysis.flows().get(1).events());
    assertEquals(100, analysis.flows().get(1).clientToServer().uniqueBytes());
  }

  @Test
  void aSynAckAgainBeforeTheClientHasSentAnythingButItsThirdSegmentIsNoOverflow() {
    verify(
        """
            0     >   S    0:0            win 64240 <mss 1460>
           20     <   S.   0:0     ack 1  win 65160 <mss 1460>
           20.1   >   .    1:1     ack 1
         1020     <   S.   0:0     ack 1  | retransmission syn_ack, handshake_anomaly syn_ack_repeated
         1020.1   >   .    1:1     ack 1
         1021     >   P.   1:101   ack 1
         1041     <   .    1:1     ack 101
        """);
  }
}
