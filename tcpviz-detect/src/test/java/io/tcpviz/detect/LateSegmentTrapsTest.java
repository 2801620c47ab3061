// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;
import static io.tcpviz.detect.Scripts.withoutOptions;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Repairs, needless repairs and late originals where a simple rule takes one for another. */
class LateSegmentTrapsTest {
  @Test
  void withoutAnyMarkTheRoundTripOfTheDataTellsTheRepairNotThatOfTheSlowHandshake() {
    verify(
        """
        # the client took 360 ms over the third segment; the path takes 40 ms
            0     >   S    0:0           win 64240 id 0 <mss 1460, sackOK, ws 7>
            0     <   S.   0:0    ack 1  win 65160 <mss 1460, sackOK, ws 7>
          400     >   .    1:1    ack 1  win 502 id 0
          450     <   P.   1:501  ack 1  win 509 id 0
          490     >   .    1:1    ack 501  id 0
          500     >   .    1:1461     ack 501  id 0
          500.1   <   .    501:501    ack 1461  id 0
          500.5   >   .    2921:4381  ack 501  id 0
          500.6   <   .    501:501    ack 1461  id 0 <sack 2921:4381>
          541     >   .    1461:2921  ack 501  id 0   | retransmission, loss_infer 1461:2921
          541.1   <   .    501:501    ack 4381  id 0
        """);
  }

  @Test
  void fourReportsAndThenTheMissingOctetsAreOneFastRetransmissionAndOneLoss() {
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
              102    >   .    7301:8761  ack 1
              102.1  <   .    1:1     ack 1461  <sack 2921:8761>
              182    >   .    1461:2921  ack 1                   | retransmission fast
              182.1  <   .    1:1     ack 8761
            """));
  }

  @Test
  void reorderingThatProvokesAFastRetransmissionIsNoLossOnceTheReceiverSaysItHadItTwice() {
    verify(
        besideClient(
            """
               20    >   .    1:1461     ack 1
               20    >   .    1461:2921  ack 1
               20    >   .    2921:4381  ack 1
               20    >   .    4381:5841  ack 1
            # the first is overtaken behind the capture
               30    <   .    1:1     ack 1  win 509 <sack 1461:2921>
               30.1  <   .    1:1     ack 1  <sack 1461:4381>
               30.2  <   .    1:1     ack 1  <sack 1461:5841>
               30.3  >   .    1:1461     ack 1                   | retransmission fast spurious
               30.4  <   .    1:1     ack 5841
               40.3  <   .    1:1     ack 5841  <sack 1:1461>
            """));
  }

  @Test
  void reorderingThatProvokesAFastRetransmissionIsNoLossOnceAnEchoShowsTheOriginal() {
    verify(
        """
            0    >   S    0:0            win 64240 <mss 1460, ts 1000 0>
           10    <   S.   0:0     ack 1  win 65160 <mss 1460, ts 5000 1000>
           10    >   .    1:1     ack 1  <ts 1010 5000>
           20    >   .    1:1449     ack 1  <ts 1020 5000>
           20    >   .    1449:2897  ack 1  <ts 1020 5000>
           20    >   .    2897:4345  ack 1  <ts 1020 5000>
           20    >   .    4345:5793  ack 1  <ts 1020 5000>
           30    <   .    1:1     ack 1  <ts 5020 1010>
           30    <   .    1:1     ack 1  <ts 5020 1010>
           30    <   .    1:1     ack 1  <ts 5020 1010>
           33    >   .    1:1449     ack 1  <ts 1033 5020>     | retransmission fast spurious
           34    <   .    1:1     ack 5793  <ts 5024 1020>
        """);
  }

  @Test
  void anOriginalThatComesARoundTripLateBehindItsRepairIsOvertakenAndNothingWasLost() {
    Analysis analysis =
        verify(
            """
                0    >   S    0:0            win 64240 <mss 1460, sackOK, ts 1000 0>
                0    <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ts 5000 1000>
               80    >   .    1:1     ack 1         id 0 <ts 1080 5000>
              100    >   .    1:1449     ack 1      id 0 <ts 1100 5000>
              100.1  <   .    1:1     ack 1449  <ts 5100 1100>
              102.2  >   .    2897:4345  ack 1      id 0 <ts 1102 5000>
              102.2  <   .    1:1     ack 1449  <ts 5102 1100, sack 2897:4345>
              102.3  >   .    4345:5793  ack 1      id 0 <ts 1102 5000>
              102.3  <   .    1:1     ack 1449  <ts 5102 1100, sack 2897:5793>
              102.4  >   .    5793:7241  ack 1      id 0 <ts 1102 5000>
              102.4  <   .    1:1     ack 1449  <ts 5102 1100, sack 2897:7241>
              182.5  >   .    1449:2897  ack 1      id 0 <ts 1142 5102>   | retransmission fast spurious
              182.6  <   .    1:1     ack 7241  <ts 5182 1142>
              190    >   .    1449:2897  ack 1      id 0 <ts 1101 5100>   | out_of_order late_original
              190.1  <   .    1:1     ack 7241  <ts 5190 1142, sack 1449:2897>
            """);
    assertEquals(0, analysis.flows().get(0).clientToServer().lostRanges());
  }

  @Test
  void aTimeoutThatGoesBackAlsoOverOctetsThatWereSelectivelyAcknowledgedRepeatsThemNeedlessly() {
    DirectionSummary client =
        verify(
                besideClient(
                    """
                       20    >   .    1:1461     ack 1
                       30    <   .    1:1     ack 1461  win 509
                       31    >   .    1461:2921  ack 1
                       31    >   .    2921:4381  ack 1
                       31    >   .    4381:5841  ack 1
                       41    <   .    1:1     ack 1461  <sack 2921:4381>
                      341    >   .    1461:2921  ack 1    | retransmission rto, loss_infer 1461:2921
                      351    <   .    1:1     ack 4381
                      351.1  >   .    2921:4381  ack 1    \
                    | retransmission rto_followup spurious octets_acked_before
                      351.2  >   .    4381:5841  ack 1    | retransmission rto_followup, loss_infer 4381:5841
                      361    <   .    1:1     ack 5841  <sack 2921:4381>
                    """))
            .flows()
            .get(0)
            .clientToServer();
    assertEquals(1, client.timeouts());
    assertEquals(2, client.lostRanges());
  }

  @Test
  void timeoutsOfTheSameSegmentAreOneStall() {
    String timeouts =
        withoutOptions(
            """
               20   >   P.   1:1001     ack 1
               30   <   .    1:1     ack 1001
               31   >   P.   1001:2001  ack 1
              531   >   P.   1001:2001  ack 1
             1531   >   P.   1001:2001  ack 1
             3531   >   P.   1001:2001  ack 1
             3541   <   .    1:1     ack 2001
            """);
    Analysis analysis =
        Scripts.analyze(
            SegmentScript.parse(timeouts).frames(Staging.plain()), AnalysisConfig.defaults());
    List<Integer> backoffs = new ArrayList<>();
    int stalls = 0;
    for (TcpEvent event : analysis.events()) {
      stalls += event.reason() == Reason.ACK_STALL_TIMEOUT ? 1 : 0;
      if (event.detail() instanceof EventDetail.Retransmission resent) {
        backoffs.add(resent.backoff());
      }
    }
    assertEquals(1, stalls);
    assertEquals(List.of(1, 2, 3), backoffs);
    assertEquals(3_500_000_000L, analysis.flows().get(0).lostTimeNanos());
  }

  @Test
  void aRetransmissionTwoRoundTripsLaterWithANewIdentificationIsNoCopy() {
    verify(
        "needs ids\n"
            + besideClient(
                """
                   20   >   .    1:1461     ack 1
                   30   <   .    1:1        ack 1461  win 509
                   31   >   .    1461:2921  ack 1
                   51   >   .    1461:2921  ack 1      | retransmission, loss_infer 1461:2921
                   61   <   .    1:1        ack 2921
                """));
  }

  @Test
  void aHoleOfAOneSidedCaptureThatIsFilledAtOnceWasOvertaken() {
    verify(
        """
           30    >   .    1:1461     ack 1
           30.1  >   .    2921:4381  ack 1  id 3
           30.2  >   .    1461:2921  ack 1  id 2     | out_of_order
           30.3  >   .    4381:5841  ack 1  id 4
        """);
  }

  @Test
  void aRepairThatAlsoCarriesANewSegmentAcknowledgesNothingUnseen() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   P.   1:101      ack 1
                   30   <   .    1:1     ack 101  win 509
                   31   >   P.   101:201    ack 1
                   31   >   P.   201:301    ack 1
                  331   >   P.   101:401    ack 1    | retransmission rto octets=200, loss_infer 101:301
                  341   <   .    1:1     ack 401
                  342   >   P.   401:501    ack 1
                  352   <   .    1:1     ack 501
                """));
    assertEquals(500, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(200, analysis.flows().get(0).clientToServer().retransmittedBytes());
    assertEquals(0, analysis.summary().quality().gapBytes());
  }
}
