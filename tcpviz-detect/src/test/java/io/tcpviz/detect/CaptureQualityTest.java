// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.metrics.CaptureFlaw;
import io.tcpviz.core.metrics.CaptureGrade;
import io.tcpviz.core.metrics.FlowQuality;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the capture of a connection lacks, and what that leaves of the verdicts on it. */
class CaptureQualityTest {
  @Test
  void nothingIsWrongWithAWholeConnection() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   P.   1:501      ack 1
                   30   <   P.   1:1461     ack 501  win 509
                   30   >   .    501:501    ack 1461
                """));
    assertEquals(FlowQuality.good(), quality(analysis));
    assertEquals(CaptureGrade.GOOD, analysis.summary().quality().grade());
  }

  @Test
  void aSynThatNobodyAnswersIsNoFaultOfTheCapture() {
    Analysis analysis =
        verify(
            """
                0   >   S   0:0   <mss 1460>
             1000   >   S   0:0   <mss 1460>  | retransmission syn, handshake_anomaly
            """);
    assertEquals(FlowQuality.good(), quality(analysis));
    assertEquals(0, analysis.summary().quality().oneSidedConnections());
  }

  @Test
  void oneDirectionAloneIsPoorWhereTheOtherMustHaveAnswered() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0        <mss 1460>
               20     >   .    1:1        ack 1
               20.1   >   P.   1:501      ack 1
               60     >   .    501:501    ack 1461
            """);
    assertEquals(flawed(CaptureGrade.POOR, CaptureFlaw.ONE_SIDED), quality(analysis));
    assertEquals(CaptureGrade.POOR, analysis.summary().quality().grade());
  }

  @Test
  void segmentsThatNoWireCarriesWereMergedByTheAdapter() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   P.   1:4381   ack 1
                   30   <   .    1:1      ack 4381  win 509
                """));
    assertEquals(flawed(CaptureGrade.FAIR, CaptureFlaw.MERGED_SEGMENTS), quality(analysis));
  }

  @Test
  void timesMeanLessWhereTheClockWentBack() {
    Analysis analysis =
        verify(
            besideServer(
                """
                  100   >   .    1:1461     ack 1  win 502  id 0
                  100   <   .    1:1        ack 1461  win 509
                   90   >   .    1461:2921  ack 1  id 0
                  100   <   .    1:1        ack 2921
                  101   >   .    4381:5841  ack 1  id 0
                  101   <   .    1:1        ack 2921  <sack 4381:5841>
                  102   >   .    2921:4381  ack 1  id 0  | out_of_order hole_younger_than_rtt
                  102   <   .    1:1        ack 5841
                """));
    assertEquals(flawed(CaptureGrade.FAIR, CaptureFlaw.CLOCK_BACK), quality(analysis));
    assertEquals(true, analysis.events().get(0).confidence() < 0.65);
  }

  @Test
  void aMissingIdentificationMayBeOfASegmentThatTheCaptureLost() {
    String script =
        """
          100   >   P.   1:501      ack 1  win 502
          100   <   .    1:1        ack 501  win 509
          110   >   P.   501:1001   ack 1
          110   <   .    1:1        ack 1001
        # id 5 was the same octets, lost on their way here or by the capture
          440   >   P.   1001:1501  ack 1  id 6   | retransmission ip_ids_missing, loss_infer
          440   <   .    1:1        ack 1501
          450   >   P.   2001:2501  ack 1  id 8
          450   <   .    1:1        ack %s
        """;
    Analysis whole =
        verify("needs ids\n" + besideServer(script.formatted("1501  <sack 2001:2501>")));
    Analysis gaps =
        verify("needs ids\n" + besideServer(script.formatted("2501  | capture_gap 1501:2001")));
    assertEquals(0.9, whole.events().get(0).confidence(), 1e-9);
    assertEquals(0.36, gaps.events().get(0).confidence(), 1e-9);
  }

  private static FlowQuality quality(Analysis analysis) {
    return analysis.flows().get(0).quality();
  }

  private static FlowQuality flawed(CaptureGrade grade, CaptureFlaw... flaws) {
    return new FlowQuality(grade, Set.of(flaws));
  }
}
