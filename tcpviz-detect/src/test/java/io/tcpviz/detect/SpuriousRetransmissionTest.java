// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;

import org.junit.jupiter.api.Test;

/** Whether a sender had to send again: what proves that it had not (RFC 2883, 3522). */
class SpuriousRetransmissionTest {
  @Test
  void aRetransmissionThatADuplicateSackAnswersWasSpuriousAndNothingWasLost() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               20   >   .    1461:2921  ack 1
               30   <   .    1:1     ack 1461
            # the acknowledgment is late, not the data
              300   >   .    1461:2921  ack 1                     | retransmission rto spurious
              301   <   .    1:1     ack 2921
              310   <   .    1:1     ack 2921  <sack 1461:2921>
            """));
  }

  @Test
  void anAckThatEchoesATimeFromBeforeTheRetransmissionAnswersTheOriginal() {
    verify(
        """
            0    >   S    0:0            win 64240 <mss 1460, sackOK, ws 7, ts 1000 0>
           10    <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ws 7, ts 5000 1000>
           10    >   .    1:1     ack 1  win 502 <ts 1010 5000>
           20    >   .    1:1449     ack 1  <ts 1020 5000>
           30    <   .    1:1     ack 1449  win 509 <ts 5020 1020>
           31    >   .    1449:2897  ack 1  <ts 1031 5020>
        # the path becomes slow (RFC 3522)
          331    >   .    1449:2897  ack 1  <ts 1331 5020>       | retransmission rto spurious
          332    <   .    1:1     ack 2897  <ts 5300 1031>
          340    >   .    2897:4345  ack 1  <ts 1340 5300>
          641    <   .    1:1     ack 4345  <ts 5600 1340>
        """);
  }

  @Test
  void aNeedlessTimeoutDoesNotColourTheNextRecovery() {
    verify(
        "needs ids\n"
            + besideServer(
                """
                  100    >   .    1:1461       ack 1
                  100.1  <   .    1:1          ack 1461  win 509
                  100.2  >   .    1461:2921    ack 1
                  100.3  <   .    1:1          ack 2921
                  100.4  >   .    2921:4381    ack 1
                  100.5  <   .    1:1          ack 4381
                # the acknowledgments are lost behind the capture
                  400    >   .    1:1461       ack 1                      | retransmission rto spurious
                  400.1  <   .    1:1          ack 4381  <sack 1:1461>
                  480    >   .    4381:5841    ack 1
                  480.1  <   .    1:1          ack 5841
                  480.2  >   .    5841:7301    ack 1
                  480.3  <   .    1:1          ack 7301
                # 7301:8761 is lost
                  480.5  >   .    8761:10221   ack 1  id 10
                  480.6  <   .    1:1          ack 7301  <sack 8761:10221>
                  480.7  >   .    10221:11681  ack 1
                  480.8  <   .    1:1          ack 7301  <sack 8761:11681>
                  480.9  >   .    11681:13141  ack 1
                  481    <   .    1:1          ack 7301  <sack 8761:13141>  | loss_infer 7301:8761
                  561    >   .    7301:8761    ack 1                        | retransmission fast
                  561.1  <   .    1:1          ack 13141
                """));
  }

  @Test
  void aRetransmissionWithoutProofEitherWayIsNotCalledSpurious() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               30   <   .    1:1     ack 1461
               31   >   .    1461:2921  ack 1
              331   >   .    1461:2921  ack 1       | retransmission rto spurious=null, loss_infer
              341   <   .    1:1     ack 2921
            """));
  }

  @Test
  void octetsThatWereSelectivelyAcknowledgedAreRepeatedNeedlessly() {
    verify(
        besideClient(
            """
               20    >   .    1:1461     ack 1
               20    >   .    1461:2921  ack 1
               20    >   .    2921:4381  ack 1
               20    >   .    4381:5841  ack 1
               20    >   .    5841:7301  ack 1
               30    <   .    1:1     ack 1461  win 509
               30.2  <   .    1:1     ack 1461  <sack 2921:4381>
               30.3  <   .    1:1     ack 1461  <sack 2921:5841>
               30.4  <   .    1:1     ack 1461  <sack 2921:7301>   | loss_infer 1461:2921
               30.5  >   .    1461:2921  ack 1                     | retransmission fast
               30.6  >   .    2921:4381  ack 1                     | retransmission octets_sacked_before spurious
               41    <   .    1:1     ack 7301
            """));
  }

  @Test
  void octetsThatWereAcknowledgedAreRepeatedNeedlessly() {
    verify(
        "needs ids\n"
            + besideServer(
                """
              100    >   P.   1:1001     ack 1
              100.1  <   .    1:1     ack 1001
              150    >   P.   1:1001     ack 1       | retransmission unneeded spurious octets_acked_before
              150.1  <   .    1:1     ack 1001  <sack 1:1001>
            """));
  }
}
