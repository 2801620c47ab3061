// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.verify;
import static io.tcpviz.detect.Scripts.withoutOptions;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.metrics.RttSummary;
import org.junit.jupiter.api.Test;

/** Round trips as the capture point sees them: from data to the acknowledgment that covers it. */
class RoundTripTest {
  private static final long MILLI = 1_000_000;

  @Test
  void eachDirectionIsMeasuredFromTheCapturePoint() {
    Analysis analysis =
        verify(
            """
            # a third of the way from the client
                0   >   S    0:0            win 64240 <mss 1460>
               20   <   S.   0:0     ack 1  win 65160 <mss 1460>
               30   >   .    1:1     ack 1
               31   >   P.   1:101   ack 1
               51   <   P.   1:501   ack 101
               61   >   .    101:101 ack 501
            """);
    RttSummary there = analysis.flows().get(0).clientToServer().rtt();
    RttSummary back = analysis.flows().get(0).serverToClient().rtt();
    assertEquals(20 * MILLI, there.minNanos());
    assertEquals(20 * MILLI, there.maxNanos());
    assertEquals(10 * MILLI, back.minNanos());
    assertEquals(30 * MILLI, analysis.flows().get(0).handshakeNanos());
  }

  @Test
  void octetsThatWereSentTwiceGiveNoSample() {
    Analysis analysis =
        verify(
            withoutOptions(
                """
                   20   >   .    1:1461     ack 1
                  320   >   .    1:1461     ack 1   | retransmission rto, loss_infer
                  330   <   .    1:1        ack 1461
                """));
    RttSummary rtt = analysis.flows().get(0).clientToServer().rtt();
    assertEquals(1, rtt.samples(), "the SYN alone");
    assertEquals(10 * MILLI, rtt.maxNanos());
  }

  @Test
  void anAckThatCoversManySegmentsIsOneSampleForTheLastOfThem() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461     ack 1
                   21   >   .    1461:2921  ack 1
                   22   >   .    2921:4381  ack 1
                   23   >   .    4381:5841  ack 1
                   33   <   .    1:1        ack 5841
                """));
    RttSummary rtt = analysis.flows().get(0).clientToServer().rtt();
    assertEquals(2, rtt.samples(), "the SYN and the four segments");
    assertEquals(10 * MILLI, rtt.maxNanos());
  }

  @Test
  void aDelayedAckDoesNotRaiseTheMinimum() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461     ack 1
                   30   <   .    1:1        ack 1461
                   31   >   .    1461:2921  ack 1
                   81   <   .    1:1        ack 2921
                   82   >   .    2921:4381  ack 1
                   92   <   .    1:1        ack 4381
                """));
    assertEquals(10 * MILLI, analysis.flows().get(0).clientToServer().rtt().minNanos());
  }

  @Test
  void anAckThatWaitedForARepairGivesNoSampleForWhatItAlsoCovers() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461     ack 1
                   20   >   .    1461:2921  ack 1
                   20   >   .    2921:4381  ack 1
                   20   >   .    4381:5841  ack 1
                   30   <   .    1:1        ack 1  win 509 <sack 1461:5841>  | loss_infer
                   31   >   .    1:1461     ack 1                            | retransmission fast
                   41   <   .    1:1        ack 5841
                """));
    assertEquals(10 * MILLI, analysis.flows().get(0).clientToServer().rtt().maxNanos());
  }
}
