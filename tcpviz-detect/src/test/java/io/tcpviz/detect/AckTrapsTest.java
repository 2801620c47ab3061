// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.verify;
import static io.tcpviz.detect.Scripts.withoutOptions;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Acknowledgments that look like reports of a loss and are none (RFC 5681 §2, RFC 2883). */
class AckTrapsTest {
  @Test
  void acksThatOnlyReportADuplicateAreNoDuplicateAcks() {
    Analysis analysis =
        verify(
            "needs ids\n"
                + besideClient(
                    """
                   20   >   .    1:1461     ack 1
                   20   >   .    1461:2921  ack 1
                   20   >   .    2921:4381  ack 1
                   30   <   .    1:1        ack 1461  win 509
                # the network made three more of the first, behind the capture
                   31   <   .    1:1        ack 1461  <sack 1:1461>
                   32   <   .    1:1        ack 1461  <sack 1:1461>
                   33   <   .    1:1        ack 1461  <sack 1:1461>
                   34   <   .    1:1        ack 4381
                """));
    assertEquals(0, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void aReportOfADuplicateBetweenTwoDuplicateAcksDoesNotMakeThemThree() {
    Analysis analysis =
        verify(
            withoutOptions(
                """
                   20   >   .    1:1461     ack 1
                   20   >   .    1461:2921  ack 1
                   20   >   .    2921:4381  ack 1
                   20   >   .    4381:5841  ack 1
                   30   <   .    1:1        ack 1461
                   31   <   .    1:1        ack 1461
                   32   <   .    1:1        ack 1461  <sack 1:1461>
                   33   <   .    1:1        ack 1461
                   34   <   .    1:1        ack 5841
                """));
    assertEquals(2, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void aKeepAliveThatIsAnsweredByAReportOfADuplicateSaysNothingElse() {
    Analysis analysis =
        verify(
            besideClient(
                """
                    20   >   .    1:1461     ack 1
                    30   <   .    1:1        ack 1461  win 509
                 10000   >   .    1460:1461  ack 1             | keep_alive
                 10010   <   .    1:1        ack 1461  <sack 1460:1461>
                 20000   >   .    1460:1461  ack 1             | keep_alive
                 20010   <   .    1:1        ack 1461  <sack 1460:1461>
                """));
    assertEquals(0, analysis.flows().get(0).clientToServer().retransmittedBytes());
    assertEquals(0, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void anAckThatWasRecordedBeforeAWholeBurstOfItsDataMissesNothing() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20     >   .    1:1461     ack 1
                   30     <   .    1:1        ack 1461  win 509
                   40     <   .    1:1        ack 5841
                   40.1   >   .    1461:2921  ack 1
                   40.2   >   .    2921:4381  ack 1
                   40.3   >   .    4381:5841  ack 1
                   50     >   .    5841:7301  ack 1
                   60     <   .    1:1        ack 7301
                """));
    assertEquals(7_300, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(0, analysis.flows().get(0).clientToServer().retransmittedBytes());
    assertEquals(0, analysis.summary().quality().gapBytes());
  }

  @Test
  void anAckOfTenSegmentsIsOneRoundTripForTheLastOfThem() {
    StringBuilder burst = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      burst.append("%d > . %d:%d ack 1%n".formatted(20 + i, 1 + i * 1_460, 1_461 + i * 1_460));
    }
    var rtt =
        verify(besideClient(burst + "39 < . 1:1 ack 14601 win 509\n"))
            .flows()
            .get(0)
            .clientToServer()
            .rtt();
    assertEquals(2, rtt.samples(), "the SYN and the ten segments");
    assertEquals(10_000_000, rtt.maxNanos());
  }

  @Test
  void dataThatCrossesWithTheSameAcknowledgmentWhileALossIsOpenIsNoDuplicateAck() {
    Analysis analysis =
        verify(
            withoutOptions(
                """
                   20    >   .    1:1461      ack 1
                   20    >   .    1461:2921   ack 1
                   21    <   P.   1:101       ack 1
                   22    <   P.   101:201     ack 1
                   23    <   P.   201:301     ack 1
                   24    <   P.   301:401     ack 1
                   25    >   .    2921:4381   ack 401
                   30    <   .    401:401     ack 2921
                   35    <   .    401:401     ack 4381
                """));
    assertEquals(0, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void windowUpdatesAreNoDuplicateAcksHoweverMany() {
    Analysis analysis =
        verify(
            withoutOptions(
                """
                   20    >   .    1:1461     ack 1
                   20    >   .    1461:2921  ack 1
                   30    <   .    1:1        ack 1461  win 64000
                   31    <   .    1:1        ack 1461  win 64100
                   32    <   .    1:1        ack 1461  win 64200
                   33    <   .    1:1        ack 1461  win 64300
                   34    <   .    1:1        ack 1461  win 64400
                   35    <   .    1:1        ack 2921
                """));
    assertEquals(0, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void octetsThatAreSelectivelyAcknowledgedAndNeverSeenAreMissingFromTheCapture() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20     >   .    1:1461     ack 1
                # 1461:2921 is lost and 2921:4381 is missed by the capture
                   20.2   >   .    1461:2921  ack 1
                   20.4   >   .    4381:5841  ack 1
                   30     <   .    1:1        ack 1461  win 509
                   30.1   <   .    1:1        ack 1461  <sack 2921:4381>
                   30.2   <   .    1:1        ack 1461  <sack 2921:5841>
                   30.3   >   .    1461:2921  ack 1      | retransmission, loss_infer 1461:2921
                   40.3   <   .    1:1        ack 5841   | capture_gap 2921:4381
                """));
    assertEquals(1, analysis.flows().get(0).clientToServer().lostRanges());
  }
}
