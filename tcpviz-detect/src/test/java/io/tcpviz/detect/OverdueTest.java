// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;

import org.junit.jupiter.api.Test;

/**
 * Repairs that look like new data because nothing of their burst came this far, and new data that
 * only looks as if it had been held back.
 */
class OverdueTest {
  @Test
  void identificationsThatAreMissingTellARepairOfWhatNeverPassed() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100   >   P.   1:501      ack 1  win 502
                  100   <   .    1:1        ack 501  win 509
                  110   >   P.   501:1001   ack 1
                  110   <   .    1:1        ack 1001
                # id 5 was the same octets, lost on their way here
                  440   >   P.   1001:1501  ack 1  id 6   \
                | retransmission tlp ip_ids_missing spurious=false original_frame=null, \
                loss_infer 1001:1501
                  440   <   .    1:1        ack 1501
                """));
  }

  @Test
  void aSynThatIsNumberedLikeTheRestShowsSoonerThatIdentificationsCount() {
    verify(
        "needs ids alone\n"
            + """
                0   >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>  id 11
                0   <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ws 7>
               80   >   .    1:1     ack 1  win 502  id 12
               80   >   P.   1:65    ack 1  id 13
               80   <   .    1:1     ack 65  win 509
            # id 14 was the same octets, lost on their way here
              400   >   P.   65:500  ack 1  id 15   | retransmission tlp ip_ids_missing, loss_infer
              400   <   .    1:1     ack 500
            """);
  }

  @Test
  void aSynThatIsNumberedApartSaysNothingOfTheRest() {
    verify(
        "needs ids alone\n"
            + """
                0   >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>  id 40011
                0   <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ws 7>
               80   >   .    1:1     ack 1  win 502  id 12
               80   >   P.   1:65    ack 1  id 13
               80   <   .    1:1     ack 65  win 509
              400   >   P.   65:500  ack 1  id 15
              400   <   .    1:1     ack 500
            """);
  }

  @Test
  void aRepairThatOnlyOneSegmentCameBeforeIsAProbeHoweverLateItComes() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100    >   P.   1:501      ack 1  win 502
                  100    <   .    1:1        ack 501  win 509
                  110    >   P.   501:1001   ack 1
                  110    <   .    1:1        ack 1001
                # id 5 was the same octets; when they were sent is not known
                 2440    >   P.   1001:1501  ack 1  id 6   | retransmission tlp, loss_infer
                 2440    <   .    1:1        ack 1501
                """));
  }

  @Test
  void aRepairThatTwoSegmentsCameBeforeIsATimeout() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100    >   P.   1:501      ack 1  win 502
                  100    <   .    1:1        ack 501  win 509
                  110    >   P.   501:1001   ack 1
                  110    <   .    1:1        ack 1001
                # ids 5 and 6 were the same octets, first sent and probing
                 1440    >   P.   1001:1501  ack 1  id 7   | retransmission rto, loss_infer
                 1440    <   .    1:1        ack 1501
                """));
  }

  @Test
  void aMissingIdentificationIsNoRepairBeforeATimerCanHaveRunOut() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100   >   P.   1:501      ack 1  win 502
                  100   <   .    1:1        ack 501  win 509
                  110   >   P.   501:1001   ack 1
                  110   <   .    1:1        ack 1001
                # id 5 was of another connection of this host, not captured
                  210   >   P.   1001:1501  ack 1  id 6
                  210   <   .    1:1        ack 1501
                """));
  }

  @Test
  void anAckThatNeverPassedExplainsAMissingIdentification() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100   >   P.   1:501      ack 1  win 502
                  100   <   .    1:1        ack 501  win 509
                  110   >   P.   501:1001   ack 1
                  110   <   P.   1:801      ack 1001
                # id 5 was an acknowledgment of the answer; it got lost, and nobody needs it
                  440   >   P.   1001:1501  ack 801  id 6
                  440   <   .    801:801    ack 1501
                """));
  }

  @Test
  void aKeepAliveThatNeverPassedExplainsAMissingIdentification() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100   >   P.   1:501      ack 1  win 502
                  100   <   .    1:1        ack 501  win 509
                  110   >   P.   501:1001   ack 1
                  110   <   .    1:1        ack 1001
                 1200   >   .    1000:1000  ack 1         | keep_alive
                 1200   <   .    1:1        ack 1001
                 3400   >   P.   1001:1501  ack 1  id 7
                 3400   <   .    1:1        ack 1501
                """));
  }

  @Test
  void identificationsThatAreMissingSoonAfterTheNewestAreOfSegmentsStillOnTheirWay() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100     >   P.   1:501      ack 1  win 502  id 3
                # an ACK of the client overtakes nothing, and is late
                  100.1   >   P.   501:1001   ack 1  id 5
                  100.2   >   P.   1001:1501  ack 1  id 6
                  100.2   <   .    1:1        ack 1501  win 509
                """));
  }

  @Test
  void aSenderThatHadMoreToSendAndWaitedForATimerRepairs() {
    verify(
        besideServer(
            """
              100     >   .    1:1461     ack 1  win 502  id 0
              100.1   >   .    1461:2921  ack 1           id 0
              100.1   <   .    1:1        ack 2921  win 509
            # 2921:4001, the end of the burst, got lost twice as far away as this
              440     >   P.   2921:4001  ack 1           id 0  \
            | retransmission sender_fell_silent, loss_infer 2921:4001
              440     <   .    1:1        ack 4001
            """));
  }

  @Test
  void aSenderWhoseIdentificationsGoOnWithoutAGapWasOnlySlow() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100     >   .    1:1461     ack 1  win 502
                  100.1   >   .    1461:2921  ack 1
                  100.1   <   .    1:1        ack 2921  win 509
                  440     >   P.   2921:4001  ack 1
                  440     <   .    1:1        ack 4001
                """));
  }

  @Test
  void identificationsThatAnotherConnectionOfTheHostHasAreNotMissing() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100   >   P.   1:501       ack 1  win 502
                  100   <   .    1:1         ack 501  win 509
                  200   >   P.   501:1001    ack 1
                  200   <   .    1:1         ack 1001
                # the host counts for all of its connections
                  210   >2  S    0:0                win 64240  id 5 <mss 1460>
                  210   <2  S.   0:0         ack 1  win 65160  <mss 1460>
                  290   >2  .    1:1         ack 1             id 6
                  440   >   P.   1001:1501   ack 1             id 7
                  440   <   .    1:1         ack 1501
                """));
  }

  @Test
  void segmentsJoinedByOffloadHadAnIdentificationEach() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100   >   P.   1:501       ack 1  win 502
                  100   <   .    1:1         ack 501  win 509
                  200   >   P.   501:1001    ack 1
                  200   <   .    1:1         ack 1001
                # 5 to 7
                  300   >   .    1001:5381   ack 1  id 5
                  300   <   .    1:1         ack 5381
                  440   >   P.   5381:5501   ack 1  id 8
                  440   <   .    1:1         ack 5501
                """));
  }

  @Test
  void aSenderThatSaidThatNothingWasWaitingHadNothingToSend() {
    verify(
        besideServer(
            """
              100     >   .    1:1461     ack 1  win 502
              100.1   >   P.   1461:2921  ack 1
              100.1   <   .    1:1        ack 2921  win 509
              440     >   P.   2921:4001  ack 1
              440     <   .    1:1        ack 4001
            """));
  }

  @Test
  void aSideThatLeavesPushOutOfShortSegmentsSaysNothingByIt() {
    verify(
        besideServer(
            """
              100     >   .    1:101      ack 1  win 502
              100.1   >   .    101:1561   ack 1
              100.1   <   .    1:1        ack 1561  win 509
              440     >   .    1561:3021  ack 1
              440     <   .    1:1        ack 3021
            """));
  }

  @Test
  void besideTheSenderNothingIsLostBeforeTheCapture() {
    verify(
        besideClient(
            """
               20     >   .    1:1461     ack 1
               20.1   >   .    1461:2921  ack 1
               30     <   .    1:1        ack 2921  win 509
              400     >   P.   2921:4001  ack 1
              410     <   .    1:1        ack 4001
            """));
  }

  @Test
  void aSenderThatWaitedForTheWindowWasNotSilentByTimer() {
    verify(
        besideServer(
            """
              100     >   .    1:1461     ack 1  win 502
              100     <   .    1:1        ack 1461  win 0    | zero_window duration_ms=900
             1000     <   .    1:1        ack 1461  win 509
             1080     >   .    1461:2921  ack 1
             1080     <   .    1:1        ack 2921
            """));
  }

  @Test
  void aTimeoutOfWhichNothingPassedIsToldByWhatTheNextSegmentSkips() {
    verify(
        besideServer(
            """
              100   >   P.   1:1461      ack 1  win 502  id 0
              100   <   .    1:1         ack 1461  win 509
            # ten segments are lost before this point; then the first again, and one behind them
              700   >   P.   1461:2921   ack 1  id 0   | retransmission rto next_skips_sent_octets, loss_infer
              700   <   .    1:1         ack 2921
              780   >   .    16061:17521 ack 1  id 0
              780   <   .    1:1         ack 2921  <sack 16061:17521>
              860   >   .    2921:4381   ack 1  id 0   | retransmission rto_followup, loss_infer
              860   <   .    1:1         ack 4381  <sack 16061:17521>
              861   >   .    4381:5841   ack 1  id 0   | retransmission rto_followup, loss_infer
              861   <   .    1:1         ack 5841  <sack 16061:17521>
            """));
  }

  @Test
  void aRequestAfterAThoughtIsJustTheNextRequest() {
    verify(
        besideServer(
            """
              100   >   P.   1:501     ack 1  win 502
              100   <   P.   1:301     ack 501  win 509
              180   >   .    501:501   ack 301
              700   >   P.   501:1001  ack 301
              700   <   P.   301:601   ack 1001
              780   >   .    1001:1001 ack 601
              900   >   P.   1001:1501 ack 601
              900   <   P.   601:901   ack 1501
            """));
  }
}
