// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.metrics.CaptureFlaw;
import io.tcpviz.core.metrics.CaptureGrade;
import io.tcpviz.core.metrics.FlowQuality;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a capture lacks, swaps or begins in the middle of, and what must not be made of it. */
class CaptureGapTest {
  @Test
  void octetsThatAreAcknowledgedAndNeverSeenAreMissingFromTheCapture() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20     >   .    1:1461     ack 1
                   20.2   >   .    2921:4381  ack 1
                   30     <   .    1:1        ack 4381  win 509  | capture_gap 1461:2921 octets=1460
                   31     >   .    4381:5841  ack 1
                   41     <   .    1:1        ack 5841
                """));
    assertEquals(0, analysis.flows().get(0).clientToServer().lostRanges());
    assertEquals(1_460, analysis.flows().get(0).clientToServer().captureGapBytes());
    assertEquals(4_380, analysis.summary().quality().uniqueBytes());
    assertEquals(1_460, analysis.summary().quality().gapBytes());
    assertEquals(
        new FlowQuality(CaptureGrade.POOR, Set.of(CaptureFlaw.GAPS)),
        analysis.flows().get(0).quality());
    assertEquals(CaptureGrade.POOR, analysis.summary().quality().grade());
  }

  @Test
  void theFirstOctetsAfterAPauseCanBeMissing() {
    verify(
        besideClient(
            """
               20    >   .    1:1461     ack 1
               30    <   .    1:1        ack 1461  win 509
               31    >   .    2921:4381  ack 1
               41    <   .    1:1        ack 4381  | capture_gap 1461:2921
               42    >   .    4381:5841  ack 1
               52    <   .    1:1        ack 5841
            """));
  }

  @Test
  void octetsBeyondTheNewestThatAreAcknowledgedAreMissingToo() {
    verify(
        besideClient(
            """
               20     >   .    1:1461     ack 1
               30     <   .    1:1        ack 2921  win 509  | capture_gap 1461:2921
               31     >   .    2921:4381  ack 1
               41     <   .    1:1        ack 4381
            """));
  }

  @Test
  void anAckThatWasRecordedBeforeItsDataMissesNothing() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20     >   .    1:1461     ack 1
                   30     <   .    1:1        ack 2921  win 509
                   30.2   >   .    1461:2921  ack 1
                   40     >   .    2921:4381  ack 1
                   50     <   .    1:1        ack 4381
                """));
    assertEquals(4_380, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(0, analysis.flows().get(0).clientToServer().captureGapBytes());
    assertEquals(
        new FlowQuality(CaptureGrade.FAIR, Set.of(CaptureFlaw.RECORDED_LATE)),
        analysis.flows().get(0).quality());
    assertEquals(CaptureGrade.GOOD, analysis.summary().quality().grade());
  }

  @Test
  void aClockThatStepsBackMakesNoRoundTripNegative() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461     ack 1
                   15   <   .    1:1        ack 1461  win 509
                   31   >   .    1461:2921  ack 1
                   41   <   .    1:1        ack 2921
                """));
    assertEquals(1, analysis.summary().quality().timeReversals());
    assertEquals(true, analysis.flows().get(0).clientToServer().rtt().minNanos() >= 0);
  }

  @Test
  void aCaptureThatBeginsInTheMiddleMissesNothingAtItsStart() {
    Analysis analysis =
        verify(
            """
                0     >   .    500001:501461  ack 70001
                0.1   >   .    501461:502921  ack 70001
               10     <   .    70001:70001    ack 502921  win 509
               10.1   >   .    502921:504381  ack 70001
               20     <   P.   70001:70101    ack 504381
               20     >   .    504381:504381  ack 70101
            """);
    assertEquals(4_380, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(false, analysis.flows().get(0).id().openingSeen());
  }

  @Test
  void octetsBeforeTheFirstThatPassedAreNotAcknowledgedUntilTheyAre() {
    verify(
        """
            0     >   .    502921:504381  ack 70001
            0.1   <   .    70001:70001    ack 500001  win 509  <sack 502921:504381>
           40     >   .    500001:501461  ack 70001  | retransmission spurious=false, loss_infer
           40.1   <   .    70001:70001    ack 501461  <sack 502921:504381>
        """);
  }

  @Test
  void aCaptureThatBeginsWithAnAckMissesNothingAtItsStart() {
    verify(
        """
            0     <   .    70001:70001    ack 502921  win 509
            0.1   >   .    502921:504381  ack 70001
           10     <   .    70001:70001    ack 504381
        """);
  }

  @Test
  void aCaptureOfTheAcksAloneMissesNothing() {
    Analysis analysis =
        verify(
            """
                0     <   .    1:1    ack 1461  win 509
               10     <   .    1:1    ack 4381
               10.1   <   .    1:1    ack 4381
               10.2   <   .    1:1    ack 4381
               10.3   <   .    1:1    ack 4381
               20     <   .    1:1    ack 8761
            """);
    assertEquals(1, analysis.summary().quality().oneSidedConnections());
  }

  @Test
  void aHoleInACaptureOfOneSideIsNotKnownToBeALoss() {
    verify(
        """
            0     >   .    1:1461      ack 1
            0.1   >   .    1461:2921   ack 1
            0.2   >   .    7301:8761   ack 1
           80     >   .    8761:10221  ack 1
        """);
  }

  @Test
  void anAckFromFarBehindIsOldAndNotOfUnseenOctets() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               30   <   .    1:1        ack 1461  win 509
               31   <   .    1:1        ack -2000000000
               32   >   .    1461:2921  ack 1
               42   <   .    1:1        ack 2921
            """));
  }

  @Test
  void aSegmentThatCannotBeOfThisConnectionIsLeftAside() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461                 ack 1
                   30   <   .    1:1                    ack 1461  win 509
                   31   >   .    1800000000:1800001460  ack 1
                   32   >   .    1461:2921              ack 1
                   42   <   .    1:1                    ack 2921
                """));
    assertEquals(2_920, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void aBareAckBehindDataThatTheCaptureMissedShowsTheGap() {
    var a =
        verify(
            besideClient(
                """
               20    >   .    1:1461     ack 1
               30    <   .    1:1        ack 1461  win 509
            # 1461:2921 was sent, and the capture missed it
               32    <   P.   1:101      ack 1461
               32    >   .    2921:2921  ack 101
               42    <   .    101:101    ack 2921                 | capture_gap 1461:2921
            """));
  }
}
