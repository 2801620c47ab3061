// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Waits for an acknowledgment that are too long, and those that are not. */
class StallTest {
  @Test
  void anAckThatComesAfterALongSilenceEndsAStall() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461     ack 1
                   30   <   .    1:1     ack 1461
                   31   >   .    1461:2921  ack 1
                  531   <   .    1:1     ack 2921   \
                | loss_infer ack_stall_timeout 1461:2921 rev stall_ms=500 threshold_ms=400 acknowledged
                """));
    assertEquals(500_000_000, analysis.flows().get(0).clientToServer().stallNanos());
  }

  @Test
  void aStallShorterThanTheThresholdIsNone() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               30   <   .    1:1     ack 1461
               31   >   .    1461:2921  ack 1
              430   <   .    1:1     ack 2921
            """));
  }

  @Test
  void theThresholdOfStallsCanBeRaised() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               30   <   .    1:1     ack 1461
               31   >   .    1461:2921  ack 1
              531   <   .    1:1     ack 2921
            """),
        AnalysisConfig.defaults().withMinStall(Duration.ofMillis(600)));
  }

  @Test
  void onALongPathAStallIsSeveralRoundTrips() {
    verify(
        """
            0   >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>
          300   <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ws 7>
          300   >   .    1:1     ack 1  win 502
          300   >   .    1:1461     ack 1
          600   <   .    1:1     ack 1461  win 509
          600   >   .    1461:2921  ack 1
         1300   <   .    1:1     ack 2921
         1300   >   .    2921:4381  ack 1
         3300   <   .    1:1     ack 4381  | loss_infer ack_stall_timeout stall_ms=2000
        """);
  }

  @Test
  void anIdleConnectionDoesNotStall() {
    verify(
        besideClient(
            """
                20   >   P.   1:1001     ack 1
                30   <   .    1:1     ack 1001
             20000   >   P.   1001:2001  ack 1
             20010   <   .    1:1     ack 2001
             45000   <   P.   1:501   ack 2001
             45000   >   .    2001:2001  ack 501
            """));
  }

  @Test
  void aConnectionJoinedInTheMiddleHasNotStalledSinceTheEpoch() {
    verify(
        """
              0      >   .    1:1        ack 1  win 500
              0.1    <   .    1:1        ack 1  win 509
              0.2    >   .    1461:2921  ack 1
              0.3    <   .    1:1        ack 1  <sack 1461:2921>
              0.4    >   .    1:1461     ack 1    | out_of_order
              0.5    <   .    1:1        ack 2921
            """);
  }

  @Test
  void aStallIsHeardAlsoWhenAForwardAckEndsIt() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               30   <   .    1:1        ack 1461  win 509
               31   >   .    1461:2921  ack 1
              150   <   P.   1:101      ack 1461
              150   >   .    2921:2921  ack 101
              300   <   P.   101:201    ack 1461
              300   >   .    2921:2921  ack 201
              400   <   P.   201:301    ack 1461
              400   >   .    2921:2921  ack 301
              531   <   .    301:301    ack 2921  | loss_infer ack_stall_timeout stall_ms=500
              532   >   .    2921:4381  ack 301
              542   <   .    301:301    ack 4381
            """));
  }

  @Test
  void timeThatBothDirectionsWaitedCountsOnceInTheFindings() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461     ack 1
                   30   <   .    1:1        ack 1461  win 509
                   40   >   .    1461:2921  ack 1
                   45   <   P.   1:101      ack 1461
                # a second of silence, then both go on where they were
                 1045   >   P.   2921:2931  ack 1  \
                | loss_infer ack_stall_timeout, loss_infer ack_stall_timeout
                 1060   <   .    101:101    ack 2931
                 1061   >   .    2931:2931  ack 101
                """));
    long lost = analysis.summary().findings().get(0).lostTimeNanos();
    assertEquals(1_005_000_000L, lost);
  }
}
