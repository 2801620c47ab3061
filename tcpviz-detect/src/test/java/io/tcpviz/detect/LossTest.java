// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;
import static io.tcpviz.detect.Scripts.withoutOptions;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Lost ranges, each once, from duplicate ACKs (RFC 5681), SACK (RFC 6675), silence and repair. */
class LossTest {
  private static final String FOUR_SEGMENTS_ON_THEIR_WAY =
      besideClient(
          """
             20   >   .    1:1461     ack 1
             20   >   .    1461:2921  ack 1
             20   >   .    2921:4381  ack 1
             20   >   .    4381:5841  ack 1
          """);

  private static final String FIVE_MISSING =
      besideClient(
          """
             20   >   .    1:1461      ack 1
             20   >   .    1461:2921   ack 1
             20   >   .    2921:4381   ack 1
             20   >   .    4381:5841   ack 1
             20   >   .    5841:7301   ack 1
             20   >   .    7301:8761   ack 1
             20   >   .    8761:10221  ack 1
             20   >   .    10221:11681 ack 1
             30   <   .    1:1     ack 1  win 509 <sack 7301:8761>
             30   <   .    1:1     ack 1  <sack 7301:10221>
             30   <   .    1:1     ack 1  <sack 7301:11681>      | loss_infer 1:7301 rev
          """);

  @Test
  void moreDuplicateAcksForTheSameHoleAreNotMoreLosses() {
    verify(
        besideClient(
            """
               20   >   .    1:1461      ack 1
               20   >   .    1461:2921   ack 1
               20   >   .    2921:4381   ack 1
               20   >   .    4381:5841   ack 1
               20   >   .    5841:7301   ack 1
               20   >   .    7301:8761   ack 1
               30   <   .    1:1     ack 1  win 509 <sack 1461:2921>
               30   <   .    1:1     ack 1  <sack 1461:4381>
               30   <   .    1:1     ack 1  <sack 1461:5841>     | loss_infer 1:1461 rev dup_acks=3
               30   <   .    1:1     ack 1  <sack 1461:7301>
               30   <   .    1:1     ack 1  <sack 1461:8761>
               31   >   .    1:1461      ack 1                   | retransmission fast
               41   <   .    1:1     ack 8761
            """));
  }

  @Test
  void oneAckThatSelectsThreeSegmentsAboveTheHoleIsEnough() {
    verify(
        FOUR_SEGMENTS_ON_THEIR_WAY
            + """
               30   <   .    1:1     ack 1  win 509 <sack 1461:5841>  | loss_infer sack_above_hole 1:1461
               31   >   .    1:1461     ack 1                         | retransmission fast
               41   <   .    1:1     ack 5841
            """);
  }

  @Test
  void twoDuplicateAcksAreNotYetALoss() {
    verify(
        FOUR_SEGMENTS_ON_THEIR_WAY
            + """
               30   <   .    1:1     ack 1  win 509 <sack 1461:2921>
               30   <   .    1:1     ack 1  <sack 1461:4381>
               31   <   .    1:1     ack 5841
            """);
  }

  @Test
  void ofALossOfManyOneRepairThatTheReceiverHasTwiceLeavesTheOthers() {
    verify(
        FIVE_MISSING
            + """
               41   >   .    1:1461      ack 1                   | retransmission fast
               41   >   .    1461:2921   ack 1                   | retransmission sack
               41   >   .    2921:4381   ack 1                   | retransmission sack spurious
               41   >   .    4381:5841   ack 1                   | retransmission sack
               41   >   .    5841:7301   ack 1                   | retransmission sack
               51   <   .    1:1     ack 11681
               51   <   .    1:1     ack 11681  <sack 2921:4381>
            """);
  }

  @Test
  void aLossOfManyThatTheReceiverHadMostlyTwiceIsNone() {
    verify(
        FIVE_MISSING.replace("| loss_infer 1:7301 rev", "")
            + """
               41   >   .    1:1461      ack 1                   | retransmission fast spurious
               41   >   .    1461:2921   ack 1                   | retransmission sack spurious
               41   >   .    2921:4381   ack 1                   | retransmission sack spurious
               41   >   .    4381:5841   ack 1                   | retransmission sack spurious
               41   >   .    5841:7301   ack 1                   | retransmission sack spurious
               45   <   .    1:1     ack 11681
               51   <   .    1:1     ack 11681  <sack 1:1461>
               51   <   .    1:1     ack 11681  <sack 1461:2921>
               51   <   .    1:1     ack 11681  <sack 2921:4381>
               51   <   .    1:1     ack 11681  <sack 5841:7301>
               51   <   .    1:1     ack 11681  <sack 4381:5841>
            """);
  }

  @Test
  void theThresholdOfDuplicateAcksCanBeLowered() {
    verify(
        withoutOptions(
            """
               20   >   .    1:1461     ack 1
               20   >   .    1461:2921  ack 1
               30   <   .    1:1     ack 1            | loss_infer triple_duplicate_ack 1:1461 dup_acks=1
               31   >   .    1:1461     ack 1         | retransmission fast
               41   <   .    1:1     ack 2921
            """),
        AnalysisConfig.defaults().withDuplicateAckThreshold(1));
  }

  @Test
  void aRangeThatIsAcknowledgedWithoutARepairWasOnlyLate() {
    verify(
        FOUR_SEGMENTS_ON_THEIR_WAY
            + """
               30   <   .    1:1     ack 1  win 509 <sack 1461:2921>
               30   <   .    1:1     ack 1  <sack 1461:4381>
               30   <   .    1:1     ack 1  <sack 1461:5841>
               32   <   .    1:1     ack 5841
            """);
  }

  @Test
  void aLossIsUnrepairedWhereTheCaptureEndsBeforeTheRepair() {
    Analysis analysis =
        verify(
            FOUR_SEGMENTS_ON_THEIR_WAY
                + """
                   30   <   .    1:1     ack 1  win 509 <sack 1461:2921>
                   30   <   .    1:1     ack 1  <sack 1461:4381>
                   30   <   .    1:1     ack 1  <sack 1461:5841>  | loss_infer 1:1461 unrepaired
                """);
    assertEquals(1, analysis.flows().get(0).clientToServer().lostRanges());
    assertEquals(3, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void neighbouringLostSegmentsAreOneRange() {
    verify(
        besideClient(
            """
               20   >   .    1:1461      ack 1
               20   >   .    1461:2921   ack 1
               20   >   .    2921:4381   ack 1
               20   >   .    4381:5841   ack 1
               20   >   .    5841:7301   ack 1
               30   <   .    1:1     ack 1  win 509 <sack 2921:7301>  | loss_infer 1:2921 repaired
               31   >   .    1:1461      ack 1                 | retransmission fast
               31   >   .    1461:2921   ack 1                 | retransmission sack
               41   <   .    1:1     ack 7301
            """));
  }

  @Test
  void sixIdenticalAcksWithNothingOutstandingSayNothing() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461     ack 1
                   30   <   .    1:1     ack 1461  win 509
                 1000   <   .    1:1     ack 1461
                 2000   <   .    1:1     ack 1461
                 3000   <   .    1:1     ack 1461
                 4000   <   .    1:1     ack 1461
                 5000   <   .    1:1     ack 1461
                 6000   <   .    1:1     ack 1461
                """));
    assertEquals(0, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void dataWithTheSameAcknowledgmentIsNoDuplicateAck() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461     ack 1
                   20   >   .    1461:2921  ack 1
                   30   <   .    1:1     ack 1461  win 509
                   31   <   P.   1:101   ack 1461
                   32   <   P.   101:201 ack 1461
                   33   <   P.   201:301 ack 1461
                   34   <   P.   301:401 ack 1461
                   35   >   .    2921:2921  ack 401
                   36   <   .    401:401 ack 2921
                """));
    assertEquals(0, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void theSameAckWithOtherWindowsIsNoDuplicateButTheRepairStillTellsTheLoss() {
    Analysis analysis =
        verify(
            withoutOptions(
                """
                   20    >   .    1:1461     ack 1
                   20    >   .    1461:2921  ack 1
                   20    >   .    2921:4381  ack 1
                   20    >   .    4381:5841  ack 1
                   30    <   .    1:1     ack 1461  win 63800
                   30.1  <   .    1:1     ack 1461  win 63900
                   30.2  <   .    1:1     ack 1461  win 64000
                   30.3  <   .    1:1     ack 1461  win 64100
                   30.6  >   .    1461:2921  ack 1     | retransmission, loss_infer 1461:2921 repaired
                   40    <   .    1:1     ack 5841  win 64200
                """));
    assertEquals(0, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void withNewSackBlocksTheWindowMayChange() {
    Analysis analysis =
        verify(
            FOUR_SEGMENTS_ON_THEIR_WAY
                + """
                   30   <   .    1:1     ack 1  win 509 <sack 1461:2921>
                   30   <   .    1:1     ack 1  win 510 <sack 1461:4381>
                   30   <   .    1:1     ack 1  win 511 <sack 1461:5841> | loss_infer triple_duplicate_ack
                   31   >   .    1:1461     ack 1                        | retransmission fast
                   41   <   .    1:1     ack 5841
                """);
    assertEquals(3, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void anAckThatOnlyReportsADuplicateIsNotTheThirdDuplicateAck() {
    verify(
        FOUR_SEGMENTS_ON_THEIR_WAY
            + """
               30   <   .    1:1     ack 1461  win 509
               31   <   .    1:1     ack 1461  <sack 2921:4381>
               31   <   .    1:1     ack 1461  <sack 2921:5841>
               32   <   .    1:1     ack 1461  <sack 1:1461 2921:5841>
               33   <   .    1:1     ack 5841
            """);
  }

  @Test
  void staleSackBlocksOfAcknowledgedOctetsAreNoNews() {
    verify(
        FOUR_SEGMENTS_ON_THEIR_WAY
            + """
               30   <   .    1:1     ack 2921  win 509
               31   <   .    1:1     ack 5841
               32   >   .    5841:7301  ack 1
               42   <   .    1:1     ack 7301
            """);
  }

  @Test
  void aTransferThatIsAcknowledgedLateButSteadilyHasNoLoss() {
    verify(
        besideServer(
            """
              100    >   .    1:1461     ack 1
              140    <   .    1:1     ack 1461
              180    >   .    1461:2921  ack 1
              180.2  >   .    2921:4381  ack 1
              180.2  <   .    1:1     ack 4381
              260    >   .    4381:5841  ack 1
              300    <   .    1:1     ack 5841
            """));
  }

  @Test
  void neighbouringSegmentsThatAreReportedOneByOneAreOneLoss() {
    verify(
        besideClient(
            """
               20   >   .    1:1461      ack 1
               20   >   .    1461:2921   ack 1
               20   >   .    2921:4381   ack 1
               20   >   .    4381:5841   ack 1
               20   >   .    5841:7301   ack 1
               30   <   .    1:1     ack 1  win 509 <sack 2921:4381>
               30   <   .    1:1     ack 1  <sack 2921:5841>
               30   <   .    1:1     ack 1  <sack 2921:7301>   | loss_infer 1:2921 repaired
               31   >   .    1:1461      ack 1                 | retransmission fast
               31   >   .    1461:2921   ack 1                 | retransmission sack
               41   <   .    1:1     ack 7301
            """));
  }

  @Test
  void theFirstLossOfABurstDoesNotInheritTheIdleTimeBeforeIt() {
    verify(
        "needs ids\n"
            + besideServer(
                """
              100    >   .    1:1461     ack 1
              100.1  <   .    1:1        ack 1461  win 509
              100.2  >   .    1461:2921  ack 1
              100.3  >   .    2921:4381  ack 1
              100.4  <   .    1:1        ack 4381
            # half a minute later the first of two segments is lost
            30000    >   .    5841:7301  ack 1  id 7
            30000.1  <   .    1:1        ack 4381  <sack 5841:7301>
            30080.2  >   .    4381:5841  ack 1                        | retransmission rack, loss_infer 4381:5841 repaired sack_above_hole
            30080.3  <   .    1:1        ack 7301
            """));
  }
}
