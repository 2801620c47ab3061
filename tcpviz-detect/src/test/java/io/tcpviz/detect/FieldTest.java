// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.metrics.FlowState;
import org.junit.jupiter.api.Test;

/** What captures from the field do that no transfer in a laboratory does. */
class FieldTest {
  @Test
  void dataThatIsRecordedLongAfterItsAcknowledgmentIsSentOnce() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 65535
              100     <   S.   0:0      ack 1  win 65535
              100.1   >   .    1:1      ack 1
              101     >   P.   1:101    ack 1
              201     <   P.   1:51     ack 101
              202     >   P.   101:201  ack 51
              302     <   P.   51:101   ack 201
            # acknowledges 201:301, which is recorded on another interface, 20 ms late
              402     <   P.   101:151  ack 301
              422     >   P.   201:301  ack 101
              522     <   .    151:151  ack 301
            """);
    assertEquals(0, analysis.flows().get(0).clientToServer().captureGapBytes());
    assertEquals(300, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void dataThatIsRecordedAfterItsAcknowledgmentWithANewerTimestampWasSentAgain() {
    verify(
        besideServer(
            """
              100   >   P.   1:101     ack 1    win 502  <ts 1000 1>
              100   <   .    1:1       ack 101  win 509  <ts 10 1000>
            # 101:201 passes where the capture does not see it, and again where it does
              150   <   .    1:1       ack 201           <ts 60 1050>   | capture_gap 101:201
              450   >   P.   101:201   ack 1             <ts 1350 10>   | retransmission octets_acked_before spurious
              450   <   .    1:1       ack 201           <ts 360 1050, sack 101:201>
            """));
  }

  @Test
  void aCaptureThatBeginsWithAKeepAliveMissesNothing() {
    verify(
        """
            0   >   .    999:999    ack 70001  win 4096
           20   <   .    70001:70001  ack 1000  win 4096
        45000   >   .    999:999    ack 70001               | keep_alive
        45020   <   .    70001:70001  ack 1000
        50000   >   P.   1000:1100  ack 70001
        50020   <   .    70001:70001  ack 1100
        """);
  }

  @Test
  void anAckThatItsOwnFinOvertookIsNoKeepAlive() {
    verify(
        """
            0     >   S    0:0            win 65535 <mss 1460>
           30     <   S.   0:0      ack 1  win 65535 <mss 1460>
           30.1   >   .    1:1      ack 1
           31     >   P.   1:101    ack 1
           61     <   P.   1:301    ack 101
           61.1   <   F.   301:301  ack 101
           62     >   F.   101:101  ack 302  id 6
           92     <   .    302:302  ack 102
           93     >   .    101:101  ack 301  id 5
        """);
  }

  @Test
  void octetsThatAClosedWindowRefusesAreNeitherOutstandingNorLost() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0               win 8192 <mss 1460>
                1     <   S.   0:0       ack 1     win 2920 <mss 1460>
                1.1   >   .    1:1       ack 1
                2     >   P.   1:1461    ack 1
                2.1   >   P.   1461:2921 ack 1
                3     <   .    1:1       ack 2921  win 0      | zero_window probes=2
              500     >   .    2921:2922 ack 1                | zero_window_probe
              500.1   <   .    1:1       ack 2921  win 0
             1500     >   .    2921:2922 ack 1                | zero_window_probe
             1500.1   <   .    1:1       ack 2921  win 0
            # the server says something meanwhile, and the client acknowledges it
             2000     <   P.   1:2       ack 2921  win 0
             2001     >   .    2921:2921 ack 2
             2500     <   .    2:2       ack 2921  win 8192
             2500.5   >   .    2921:2922 ack 2
             2501     >   .    2922:4382 ack 2
             2502     <   .    2:2       ack 4382
            """);
    assertEquals(4_381, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(0, analysis.flows().get(0).clientToServer().lostRanges());
  }

  @Test
  void aResetWhoseSenderGoesOnToAcknowledgeWasForged() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 65535 <mss 1460>
               30     <   S.   0:0      ack 1  win 65535 <mss 1460>
               30.1   >   .    1:1      ack 1
               31     >   P.   1:13     ack 1
            # somebody between them would like to end it
               35     <   R    1:1             ttl 21
               61     <   .    1:1      ack 13
               62     >   P.   13:25    ack 1
               92     <   .    1:1      ack 25
            """);
    assertEquals(FlowState.ESTABLISHED, analysis.flows().get(0).state());
  }

  @Test
  void aLossIsLessSureWhereTheCaptureItselfLostOctets() {
    Analysis analysis =
        verify(
            besideServer(
                """
                  100   >   .    1:1461     ack 1  win 502
                  100   <   .    1:1        ack 2921  win 509         | capture_gap 1461:2921
                  101   >   .    2921:4381  ack 1
                  101   <   .    1:1        ack 4381
                  102   >   .    5841:7301  ack 1
                  102   <   .    1:1        ack 4381  <sack 5841:7301>
                  182   >   .    4381:5841  ack 1                     | retransmission, loss_infer
                  182   <   .    1:1        ack 7301
                """));
    assertEquals(0.34, analysis.events().get(2).confidence(), 0.001);
  }

  @Test
  void anIdentificationThatAllPacketsHaveIdentifiesNone() {
    verify(
        "needs ids\n"
            + """
                0     >   S    0:0            win 65535 <mss 1460>  id 1
               30     <   S.   0:0      ack 1  win 65535 <mss 1460>  id 1
               30.1   >   .    1:1      ack 1  id 1
               31     >   P.   1:101    ack 1  id 1
               61     <   .    1:1      ack 101  id 1
               62     >   P.   101:201  ack 1  id 1
            # nobody answers; the timer repeats
              362     >   P.   101:201  ack 1  id 1   | retransmission rto, loss_infer
              392     <   .    1:1      ack 201  id 1
            """);
  }
}
