// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;
import static io.tcpviz.detect.Scripts.withoutOptions;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What made a sender send again (RFC 5681, 6298, 6675, 8985). */
class RetransmissionTest {
  @Test
  void threeDuplicateAcksThenTheMissingOctetsIsAFastRetransmission() {
    verify(
        """
        #  ms  dir  segment                                          | we hear
            0   >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>
           10   <   S.   0:0     ack 1  win 65535 <mss 1460, sackOK, ws 8>
           10   >   .    1:1     ack 1
        # four segments; the first never reaches the server
           20   >   P.   1:1001     ack 1
           20   >   P.   1001:2001  ack 1
           20   >   P.   2001:3001  ack 1
           20   >   P.   3001:4001  ack 1
           30   <   .    1:1     ack 1  <sack 1001:2001>
           30   <   .    1:1     ack 1  <sack 1001:3001>
           30   <   .    1:1     ack 1  <sack 1001:4001>   | loss_infer triple_duplicate_ack 1:1001
           31   >   P.   1:1001     ack 1                  | retransmission fast octets_seen_before
           41   <   .    1:1     ack 4001
        """);
  }

  @Test
  void theSameWithoutSackIsAFastRetransmissionToo() {
    verify(
        withoutOptions(
            """
               20   >   .    1:1461     ack 1
               30   <   .    1:1     ack 1461
               31   >   .    1461:2921  ack 1
               31   >   .    2921:4381  ack 1
               31   >   .    4381:5841  ack 1
               31   >   .    5841:7301  ack 1
               41   <   .    1:1     ack 1461
               41   <   .    1:1     ack 1461
               41   <   .    1:1     ack 1461            | loss_infer triple_duplicate_ack 1461:2921
               41   >   .    1461:2921  ack 1            | retransmission fast original_frame=6
               51   <   .    1:1     ack 7301
            """));
  }

  @Test
  void seenBesideTheReceiverTheRepairFillsAHoleThatTheLossLeft() {
    verify(
        besideServer(
            """
              100    >   .    1:1461     ack 1
              100.1  <   .    1:1     ack 1461
              100.5  >   .    2921:4381  ack 1  id 5
              100.6  <   .    1:1     ack 1461  <sack 2921:4381>
              101    >   .    4381:5841  ack 1
              101.1  <   .    1:1     ack 1461  <sack 2921:5841>
              101.5  >   .    5841:7301  ack 1
              101.6  <   .    1:1     ack 1461  <sack 2921:7301> | loss_infer 1461:2921 repaired
              182    >   .    1461:2921  ack 1                   | retransmission fast
              182.1  <   .    1:1     ack 7301
            """));
  }

  @Test
  void withoutIdentificationsTheReportAndTheRoundTripTellTheRepair() {
    verify(
        besideServer(
            """
              100    >   .    1:1461     ack 1  id 0
              100.1  <   .    1:1     ack 1461
              100.5  >   .    2921:4381  ack 1  id 0
              100.6  <   .    1:1     ack 1461  <sack 2921:4381>
              101    >   .    4381:5841  ack 1  id 0
              101.1  <   .    1:1     ack 1461  <sack 2921:5841>
              101.5  >   .    5841:7301  ack 1  id 0
              101.6  <   .    1:1     ack 1461  <sack 2921:7301> | loss_infer 1461:2921 repaired
              182    >   .    1461:2921  ack 1  id 0             | retransmission fast loss_reported
              182.1  <   .    1:1     ack 7301
            """));
  }

  @Test
  void aNewerAcknowledgmentTellsThatItWasSentLater() {
    verify(
        besideServer(
            """
              100    >   .    1:1461     ack 1    id 0
              100.1  <   .    1:1        ack 1461  win 509
              100.5  >   .    2921:4381  ack 1    id 0
              100.6  <   P.   1:501      ack 1461  <sack 2921:4381>
              181    >   .    1461:2921  ack 501  id 0   | retransmission newer_ack, loss_infer 1461:2921
              181.1  <   .    501:501    ack 4381
            """));
  }

  @Test
  void oneRecoveryWithSeveralHolesBeginsFastAndGoesOnBySack() {
    verify(
        besideClient(
            """
               20   >   .    1:1461      ack 1
               20   >   .    1461:2921   ack 1
               20   >   .    2921:4381   ack 1
               20   >   .    4381:5841   ack 1
               20   >   .    5841:7301   ack 1
               20   >   .    7301:8761   ack 1
            # the first and the third are lost
               30   <   .    1:1     ack 1  win 509 <sack 1461:2921>
               30   <   .    1:1     ack 1  <sack 4381:5841 1461:2921>
               30   <   .    1:1     ack 1  <sack 4381:7301 1461:2921> | loss_infer 1:1461 repaired
               30   >   .    1:1461      ack 1                         | retransmission fast
               30   <   .    1:1     ack 1  <sack 4381:8761 1461:2921> | loss_infer 2921:4381 repaired
               30   >   .    2921:4381   ack 1                         | retransmission sack
               40   <   .    1:1     ack 2921  <sack 4381:8761>
               40   <   .    1:1     ack 8761
            """));
  }

  @Test
  void silenceOfManyRoundTripsThenTheSameOctetsIsATimeout() {
    verify(
        besideClient(
            """
               20   >   P.   1:1001     ack 1
               30   <   .    1:1     ack 1001  win 509
               31   >   P.   1001:2001  ack 1
              331   >   P.   1001:2001  ack 1   \
            | retransmission rto backoff=1 original_frame=6 since_original_ms=300 octets=1000, \
            loss_infer retransmission_without_dup_acks 1001:2001 repaired
              341   <   .    1:1     ack 2001
            """));
  }

  @Test
  void timeoutsOfTheSameOctetsCountTheirBackoff() {
    Analysis analysis =
        verify(
            withoutOptions(
                """
                   20   >   P.   1:1001     ack 1
                   30   <   .    1:1     ack 1001
                   31   >   P.   1001:2001  ack 1
                  241   >   P.   1001:2001  ack 1   | retransmission rto backoff=1, loss_infer 1001:2001
                  661   >   P.   1001:2001  ack 1   | retransmission rto backoff=2 warning, loss_infer
                 1501   >   P.   1001:2001  ack 1   | retransmission rto backoff=3 warning, loss_infer
                 1511   <   .    1:1     ack 2001
                """));
    assertEquals(3, analysis.flows().get(0).clientToServer().timeouts());
    assertEquals(1_470_000_000, analysis.flows().get(0).lostTimeNanos());
  }

  @Test
  void whatFollowsOnATimeoutIsNotAnotherOne() {
    Analysis analysis =
        verify(
            withoutOptions(
                """
                   20   >   P.   1:1001     ack 1
                   30   <   .    1:1     ack 1001
                   31   >   .    1001:2001  ack 1
                   31   >   .    2001:3001  ack 1
                   31   >   .    3001:4001  ack 1
                # all three are lost
                  241   >   .    1001:2001  ack 1    | retransmission rto, loss_infer 1001:2001
                  251   <   .    1:1     ack 2001
                  251   >   .    2001:3001  ack 1    | retransmission rto_followup, loss_infer 2001:3001
                  251   >   .    3001:4001  ack 1    | retransmission rto_followup, loss_infer 3001:4001
                  261   <   .    1:1     ack 4001
                """));
    assertEquals(1, analysis.flows().get(0).clientToServer().timeouts());
  }

  @Test
  void theNewestSegmentAgainAfterTwoRoundTripsIsATailLossProbe() {
    verify(
        besideClient(
            """
               20    >   .    1:1461     ack 1
               20    >   .    1461:2921  ack 1
               20    >   P.   2921:4381  ack 1
            # the last two are lost
               30    <   .    1:1     ack 1461  win 509
               52    >   P.   2921:4381  ack 1                    | retransmission tlp, loss_infer 2921:4381
               62    <   .    1:1     ack 1461  <sack 2921:4381>
               62.1  >   .    1461:2921  ack 1                    | retransmission rack, loss_infer 1461:2921
               72    <   .    1:1     ack 4381
            """));
  }

  @Test
  void aFastRetransmissionThatIsLostIsRepeatedAndThatIsAnotherLoss() {
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
               40.2  <   .    1:1     ack 1  <sack 1461:7301>
            # the receiver has what was sent after the repair: the repair is lost (RFC 8985)
               40.3  >   .    1:1461     ack 1                   | retransmission sack, loss_infer 1:1461
               50.3  <   .    1:1     ack 7301
            """));
  }

  @Test
  void severalSmallSegmentsAreRepeatedAsOneWithNewOctetsBehindThem() {
    Analysis analysis =
        verify(
            withoutOptions(
                """
                   20   >   P.   1:101      ack 1
                   30   <   .    1:1     ack 101
                   31   >   P.   101:201    ack 1
                   32   >   P.   201:301    ack 1
                  342   >   P.   101:401    ack 1    | retransmission rto octets=200, loss_infer 101:301
                  352   <   .    1:1     ack 401
                """));
    var client = analysis.flows().get(0).clientToServer();
    assertEquals(400, client.uniqueBytes());
    assertEquals(200, client.retransmittedBytes());
    assertEquals(0, client.captureGapBytes());
  }

  @Test
  void aPieceOfASegmentThatTheHostLeftTheCardToSplitIsCountedInOctetsOnce() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20    >   .    1:14601      ack 1
                   30    <   .    1:1     ack 4381  win 509
                   30.1  <   .    1:1     ack 4381  <sack 5841:7301>
                   30.2  <   .    1:1     ack 4381  <sack 5841:8761>
                   30.3  <   .    1:1     ack 4381  <sack 5841:10221>  | loss_infer 4381:5841
                   30.5  >   .    4381:5841    ack 1                   | retransmission fast octets=1460
                   41    <   .    1:1     ack 14601
                """));
    assertEquals(1_460, analysis.flows().get(0).clientToServer().retransmittedBytes());
  }

  @Test
  void aFinAgainIsTheFinAndNoData() {
    verify(
        besideClient(
            """
               20   >   P.   1:1001     ack 1
               21   >   F.   1001:1001  ack 1
               30   <   .    1:1     ack 1001  win 509
              240   >   F.   1001:1001  ack 1        | retransmission fin octets=1
              250   <   F.   1:1     ack 1002
              250   >   .    1002:1002  ack 2
            """));
  }

  @Test
  void theLastDataAgainWithItsFinIsData() {
    verify(
        withoutOptions(
            """
               20   >   P.   1:1001     ack 1
               30   <   .    1:1     ack 1001
               31   >   FP.  1001:2001  ack 1
              331   >   FP.  1001:2001  ack 1        | retransmission rto, loss_infer
              341   <   F.   1:1     ack 2002
              341   >   .    2002:2002  ack 2
            """));
  }

  @Test
  void aSlowHandshakeDoesNotMakeARepairLookLikeReordering() {
    verify(
        """
        # the server took 360 ms to accept; the path takes 40 ms
            0     >   S    0:0           win 64240 <mss 1460, sackOK, ws 7, ts 1000 0>
            0     <   S.   0:0    ack 1  win 65160 <mss 1460, sackOK, ws 7, ts 5000 1000>
          400     >   .    1:1    ack 1  win 502 <ts 1400 5000>
          500     >   .    1:1449     ack 1  <ts 1500 5000>
          500.1   <   .    1:1    ack 1449  win 509 <ts 5500 1500>
          500.5   >   .    2897:4345  ack 1  <ts 1500 5000>
          500.6   <   .    1:1    ack 1449  <ts 5500 1500, sack 2897:4345>
          541     >   .    1449:2897  ack 1  <ts 1521 5500>   \
        | retransmission newer_timestamp, loss_infer 1449:2897
          541.1   <   .    1:1    ack 4345  <ts 5541 1521>
        """);
  }

  @Test
  void oneCaptureOfTheSendingSideShowsARetransmissionButNotItsCause() {
    Analysis analysis =
        verify(
            """
               30    >   .    1:1461     ack 1
               30.1  >   .    1461:2921  ack 1
               30.2  >   .    2921:4381  ack 1
               30.3  >   .    4381:5841  ack 1
              250    >   .    1461:2921  ack 1     | retransmission unknown, loss_infer
              250.1  >   .    5841:7301  ack 1
            """);
    assertEquals(-1, analysis.events().get(0).path().smoothedRttNanos());
    assertEquals(1, analysis.summary().quality().oneSidedConnections());
  }

  @Test
  void aHoleInAOneSidedCaptureThatIsFilledLongAfterWasRepaired() {
    Analysis analysis =
        verify(
            """
               30    >   .    1:1461     ack 1
               30.1  >   .    2921:4381  ack 1
               30.2  >   .    4381:5841  ack 1
              250    >   .    1461:2921  ack 1     | retransmission unknown original_frame=null, loss_infer
              250.1  >   .    5841:7301  ack 1
            """);
    assertEquals(true, analysis.events().get(0).confidence() <= 0.8);
  }

  @Test
  void dataOfAFastOpenThatTheServerTookIsSentOnce() {
    Analysis analysis =
        verify(
            """
                0   >   S    0:100            win 64240 <mss 1460, sackOK, ws 7>
               10   <   S.   0:0     ack 101  win 65160 <mss 1460, sackOK, ws 7>
               10   >   .    101:101 ack 1    win 502
               12   <   P.   1:201   ack 101  win 509
               12   >   .    101:101 ack 201
            """);
    assertEquals(100, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void aBareAckBehindLostDataDoesNotCarryIt() {
    Analysis analysis =
        verify(
            "needs ids\n"
                + besideServer(
                    """
              100    >   .    1:1461     ack 1
              100.1  <   .    1:1        ack 1461  win 509
              100.2  >   .    1461:2921  ack 1
              100.3  >   .    2921:4381  ack 1
              100.4  <   P.   1:501      ack 4381
            # 4381:5841 is lost; the next segment is a bare ACK
              180.5  >   .    5841:5841  ack 501  id 7
              480.6  >   .    4381:5841  ack 501           | retransmission original_frame=null, loss_infer
              480.7  <   .    501:501    ack 5841
            """));
    assertEquals(5_840, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void whatTheReceiverRefusesIsNotLost() {
    verify(
        besideClient(
            """
               20   <   P.   1:501   ack 1  win 509
               20   >   R    1:1             | teardown_anomaly
              420   <   P.   1:501   ack 1  | retransmission
              420   >   R    1:1
            """));
  }

  @Test
  void aTimeoutFollowsAFinThatProbed() {
    verify(
        besideClient(
            """
               20   >   P.   1:501    ack 1
               20   >   F.   501:501  ack 1
               70   >   F.   501:501  ack 1   | retransmission fin
              280   >   P.   1:501    ack 1   | retransmission rto, loss_infer
            """));
  }
}
