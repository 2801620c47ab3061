// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.metrics.FlowState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Endings (RFC 9293 §3.6): resets that throw data away, storms, and those that are in order. */
class TeardownTest {
  @Test
  void aFinFromEachSideEndsAConnectionInOrder() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   P.   1:101      ack 1
                   30   <   P.   1:501      ack 101  win 509
                   30   <   F.   501:501    ack 101
                   30   >   .    101:101    ack 502
                   31   >   F.   101:101    ack 502
                   41   <   .    502:502    ack 102
                """));
    assertEquals(FlowState.CLOSED, analysis.flows().get(0).state());
  }

  @Test
  void aSideThatHasFinishedMayStillReceive() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   FP.  1:101      ack 1
                   30   <   .    1:1        ack 102  win 509
                 5000   <   P.   1:1461     ack 102
                 5000   >   .    102:102    ack 1461
                 9000   <   P.   1461:2921  ack 102
                 9000   >   .    102:102    ack 2921
                """));
    assertEquals(FlowState.HALF_CLOSED, analysis.flows().get(0).state());
  }

  @Test
  void aConnectionThatIsStillOpenAtTheEndIsNothingSpecial() {
    Analysis analysis = verify(besideClient(""));
    assertEquals(FlowState.ESTABLISHED, analysis.flows().get(0).state());
  }

  @Test
  void aResetOfAnIdleConnectionLosesNothing() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   P.   1:101      ack 1
                   30   <   .    1:1        ack 101  win 509
                   40   >   R.   101:101    ack 1
                """));
    assertEquals(FlowState.RESET, analysis.flows().get(0).state());
  }

  @Test
  void aResetWithDataOutstandingLosesIt() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               20   >   .    1461:2921  ack 1
               30   <   R.   1:1        ack 1461  | teardown_anomaly rst_with_data_outstanding octets_lost=1460
            """));
  }

  @Test
  void dataThatTheResetItselfAcknowledgesIsNotLost() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               30   <   R.   1:1        ack 1461
            """));
  }

  @Test
  void fiveResetsOfOneConnectionAreAStormOnce() {
    verify(
        "needs ids\n"
            + besideClient(
                """
               20     >   .    1:1461     ack 1
               20     >   .    1461:2921  ack 1
               30     <   R.   1:1        ack 1461  | teardown_anomaly rst_with_data_outstanding
               30.1   <   R    1:1
               30.2   <   R    1:1
               30.3   <   R    1:1
               30.4   <   R    1:1                  | teardown_anomaly rst_storm count=5
               30.5   <   R    1:1
               30.6   <   R    1:1
            """));
  }

  @Test
  void manyResetsOfOneHostAreAStormOnce() {
    verify(
        """
            0   >1  S    0:0            win 64240 <mss 1460>
            0   <1  R.   0:0     ack 1  win 0   | handshake_anomaly connection_refused
            1   >2  S    0:0            win 64240 <mss 1460>
            1   <2  R.   0:0     ack 1  win 0   | handshake_anomaly connection_refused
            2   >3  S    0:0            win 64240 <mss 1460>
            2   <3  R.   0:0     ack 1  win 0   \
        | handshake_anomaly connection_refused, teardown_anomaly rst_storm critical count=3 window_ms=1000
            3   >4  S    0:0            win 64240 <mss 1460>
            3   <4  R.   0:0     ack 1  win 0   | handshake_anomaly connection_refused
        # the storm is over when the first of them is a second old
         2000   >5  S    0:0            win 64240 <mss 1460>
         2000   <5  R.   0:0     ack 1  win 0   | handshake_anomaly connection_refused
        """,
        AnalysisConfig.defaults().withStorm(3, Duration.ofSeconds(1)));
  }

  @Test
  void manyConnectionsThatEndInOrderAreNoStorm() {
    verify(
        """
            0   >1  S    0:0            win 64240 <mss 1460>
            0   <1  S.   0:0     ack 1  win 65160 <mss 1460>
            0   >1  .    1:1     ack 1
            1   >1  F.   1:1     ack 1
            1   <1  F.   1:1     ack 2
            1   >1  .    2:2     ack 2
            2   >2  S    0:0            win 64240 <mss 1460>
            2   <2  S.   0:0     ack 1  win 65160 <mss 1460>
            2   >2  .    1:1     ack 1
            3   >2  F.   1:1     ack 1
            3   <2  F.   1:1     ack 2
            3   >2  .    2:2     ack 2
        """,
        AnalysisConfig.defaults().withStorm(2, Duration.ofSeconds(1)));
  }

  @Test
  void finsOfConnectionsThatHadToBeForgottenAreNoStorm() {
    verify(
        "needs alone\n"
            + """
            0   >   S    0:0            <mss 1460>
            0   <   S.   0:0     ack 1  <mss 1460>
            0   >   .    1:1     ack 1
            1   >2  S    0:0            <mss 1460>
            1   <2  S.   0:0     ack 1  <mss 1460>
            1   >2  .    1:1     ack 1
            2   >   F.   1:1     ack 1
            2   <   F.   1:1     ack 2
            2   >   .    2:2     ack 2
            3   >2  F.   1:1     ack 1
            3   <2  F.   1:1     ack 2
            3   >2  .    2:2     ack 2
        """,
        AnalysisConfig.defaults().withStorm(2, Duration.ofSeconds(1)).withBounds(1, 1_000));
  }

  @Test
  void aFinThatNobodyAnswersIsToldAlsoIfNothingComesForLonger() {
    verify(
        """
               0   >   S    0:0            <mss 1460>
              10   <   S.   0:0     ack 1  <mss 1460>
              10   >   .    1:1     ack 1
              20   >   F.   1:1     ack 1   | teardown_anomaly fin_unanswered
              30   <   F.   1:1     ack 1   | teardown_anomaly fin_unanswered
        # ten minutes later, when the connection is forgotten
          600000   >2  S    0:0            <mss 1460>
          600010   <2  S.   0:0     ack 1  <mss 1460>
          600010   >2  .    1:1     ack 1
        """);
  }

  @Test
  void aFinAgainAndAgainIsAStormOnce() {
    verify(
        besideClient(
            """
               20   >   F.   1:1     ack 1   | teardown_anomaly fin_unanswered
              230   >   F.   1:1     ack 1   | retransmission fin
              650   >   F.   1:1     ack 1   | retransmission fin
             1490   >   F.   1:1     ack 1   | retransmission fin
             3170   >   F.   1:1     ack 1   | retransmission fin, teardown_anomaly fin_storm count=5
             6530   >   F.   1:1     ack 1   | retransmission fin
            """));
  }

  @Test
  void aResetFarOutsideTheWindowDoesNotEndTheConnection() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   P.   1:101                ack 1
                   30   <   .    1:1                  ack 101  win 509
                   40   <   R    900000000:900000000
                   50   >   P.   101:201              ack 1
                   60   <   .    1:1                  ack 201
                """));
    assertEquals(FlowState.ESTABLISHED, analysis.flows().get(0).state());
  }

  @Test
  void aFinMinutesAfterTheEndBelongsToTheConnectionThatEnded() {
    Analysis analysis =
        verify(
            besideClient(
                """
                    20   >   F.   1:1     ack 1
                    30   <   F.   1:1     ack 2    win 509
                    30   >   .    2:2     ack 2
                120030   <   F.   1:1     ack 2    | retransmission fin
                120030   >   .    2:2     ack 2
                """));
    assertEquals(1, analysis.summary().connections());
  }

  @Test
  void resetsInAnswerToDataAfterTheEndLoseNothingMore() {
    verify(
        besideClient(
            """
               20   >   F.   1:1     ack 1
               30   <   F.   1:1     ack 2  win 509
               30   >   .    2:2     ack 2
               31   >   R    2:2
            """));
  }

  @Test
  void equalResetsWithoutIdentificationAreNoCopies() {
    verify(
        besideClient(
            """
               20     >   .    1:1461     ack 1
               20     >   .    1461:2921  ack 1
               30     <   R.   1:1        ack 1461  id 0 | teardown_anomaly rst_with_data_outstanding
               30.1   <   R    1:1   id 0
               30.2   <   R    1:1   id 0
               30.3   <   R    1:1   id 0
               30.4   <   R    1:1   id 0                | teardown_anomaly rst_storm count=5
               30.5   <   R    1:1   id 0
            """));
  }
}
