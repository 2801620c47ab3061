// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;
import static io.tcpviz.detect.Scripts.withoutOptions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.metrics.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same packet again, made by the network or the capture, told from TCP's own repeats. */
class CopiesTest {
  @Test
  void aDataSegmentThatTheNetworkDuplicatedIsOneDuplicate() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20      >   .    1:1461     ack 1
                   20.02   >   .    1:1461     ack 1  id 3   | duplicate_packet original_frame=4 after_ms=0.02
                   20.1    >   .    1461:2921  ack 1
                   20.2    >   .    2921:4381  ack 1
                   30      <   .    1:1        ack 4381  win 509
                """));
    assertEquals(0, analysis.flows().get(0).clientToServer().retransmittedPackets());
    assertEquals(1, analysis.flows().get(0).clientToServer().duplicatePackets());
    assertFalse(analysis.summary().quality().mirrored());
  }

  @Test
  void anAckThatTheNetworkDuplicatedIsOneDuplicateAndNoDuplicateAck() {
    Analysis analysis =
        verify(
            "needs ids\n"
                + besideClient(
                    """
                       20      >   .    1:1461     ack 1
                       20.1    >   .    1461:2921  ack 1
                       20.2    >   .    2921:4381  ack 1
                       30      <   .    1:1        ack 1461  win 509  id 1
                       30.02   <   .    1:1        ack 1461  id 1      | duplicate_packet
                       31      <   .    1:1        ack 4381
                    """));
    assertEquals(0, analysis.flows().get(0).serverToClient().duplicateAcks());
  }

  @Test
  void aSynASynAckAndAFinCanBeDuplicatedToo() {
    verify(
        """
        needs ids
            0      >   S    0:0            win 64240 <mss 1460>  id 1
            0.02   >   S    0:0            id 1 <mss 1460>        | duplicate_packet
           10      <   S.   0:0     ack 1  win 65160 <mss 1460>  id 1
           10.02   <   S.   0:0     ack 1  id 1 <mss 1460>        | duplicate_packet
           10.1    >   .    1:1     ack 1
           11      >   P.   1:1001  ack 1
           12      >   P.   1001:2001  ack 1
           13      >   P.   2001:3001  ack 1
           14      >   P.   3001:4001  ack 1
           25      <   .    1:1     ack 4001
           26      >   F.   4001:4001  ack 1  id 7
           26.02   >   F.   4001:4001  ack 1  id 7                | duplicate_packet
           36      <   F.   1:1     ack 4002
           36      >   .    4002:4002  ack 2
        """);
  }

  @Test
  void aCaptureThatHoldsEachPacketTwiceSaysSoOnce() {
    Analysis analysis =
        verify(
            """
            needs alone
            needs ids
                0      >   S    0:0            win 64240 <mss 1460>
                0.02   >   S    0:0            id 1 <mss 1460>        | duplicate_packet whole_capture warning
               20      <   S.   0:0     ack 1  id 1  win 65160 <mss 1460>
               20.02   <   S.   0:0     ack 1  id 1 <mss 1460>
               20.1    >   .    1:1     ack 1
               20.12   >   .    1:1     ack 1  id 2
               30      >   .    1:1461  ack 1
               30.02   >   .    1:1461  ack 1  id 3
               50      <   .    1:1     ack 1461
               50.02   <   .    1:1     ack 1461  id 2
               51      >   .    1461:2921  ack 1
               51.02   >   .    1461:2921  ack 1  id 4
               71      <   .    1:1     ack 2921
               71.02   <   .    1:1     ack 2921  id 3
            """);
    assertTrue(analysis.summary().quality().mirrored());
    assertEquals(7, analysis.summary().quality().duplicateSegments());
    assertEquals(2_920, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void copiesFromBehindARouterHaveOneHopLessAndAreTheSamePackets() {
    Analysis analysis =
        verify(
            """
            needs alone
            needs ids
                0      >   S    0:0            win 64240 <mss 1460>
                0.3    >   S    0:0            id 1 ttl 63 <mss 1460>        | duplicate_packet whole_capture
               20      <   S.   0:0     ack 1  id 1  win 65160 <mss 1460>
               20.3    <   S.   0:0     ack 1  id 1 ttl 63 <mss 1460>
               20.4    >   .    1:1     ack 1
               20.7    >   .    1:1     ack 1  id 2 ttl 63
               30      >   .    1:1461  ack 1
               30.3    >   .    1:1461  ack 1  id 3 ttl 63
               50      <   .    1:1     ack 1461
               50.3    <   .    1:1     ack 1461  id 2 ttl 63
            """);
    assertEquals(0, analysis.flows().get(0).clientToServer().retransmittedPackets());
    assertEquals(
        List.of(EventKind.DUPLICATE_PACKET),
        analysis.summary().findings().stream().map(Finding::kind).toList());
  }

  @Test
  void withoutIdentificationsEqualFieldsAtOnceAreTheSamePacket() {
    verify(
        besideClient(
            """
               20      >   .    1:1461     ack 1  id 0
               20.02   >   .    1:1461     ack 1  id 0      | duplicate_packet
               20.1    >   .    1461:2921  ack 1  id 0
               20.2    >   .    2921:4381  ack 1  id 0
               30      <   .    1:1        ack 4381  win 509
            """));
  }

  @Test
  void aRetransmissionSoonAfterWithANewIdentificationIsNoCopy() {
    verify(
        "needs ids\n"
            + besideClient(
                """
                   20     >   .    1:1461     ack 1
                   20     >   .    1461:2921  ack 1
                   20     >   .    2921:4381  ack 1
                   20     >   .    4381:5841  ack 1
                   30     <   .    1:1        ack 1  win 509 <sack 1461:5841>  | loss_infer
                   30.1   >   .    1:1461     ack 1                            | retransmission fast
                   40     <   .    1:1        ack 5841
                """));
  }

  @Test
  void whereIdentificationsAreAlwaysZeroARetransmissionIsNoCopy() {
    verify(
        withoutOptions(
            """
               20     >   .    1:1461     ack 1  id 0
               30     <   .    1:1        ack 1461
               31     >   .    1461:2921  ack 1  id 0
               31     >   .    2921:4381  ack 1  id 0
               31     >   .    4381:5841  ack 1  id 0
               31     >   .    5841:7301  ack 1  id 0
               41     <   .    1:1        ack 1461  id 0
               41.1   <   .    1:1        ack 1461  id 0
               41.2   <   .    1:1        ack 1461  id 0   | loss_infer triple_duplicate_ack
               41.3   >   .    1461:2921  ack 1  id 0      | retransmission fast
               51     <   .    1:1        ack 7301  id 0
            """));
  }

  @Test
  void aCopyOfARepairIsACopyNotAnotherRepair() {
    verify(
        besideClient(
            """
               20     >   .    1:1461     ack 1
               20     >   .    1461:2921  ack 1
               20     >   .    2921:4381  ack 1
               20     >   .    4381:5841  ack 1
               30     <   .    1:1        ack 1  win 509 <sack 1461:5841>  | loss_infer
               30.1   >   .    1:1461     ack 1                            | retransmission fast
               30.12  >   .    1:1461     ack 1  id 7                      | duplicate_packet
               40     <   .    1:1        ack 5841
            """));
  }

  @Test
  void keepAlivesThatLookAlikeAreNotCopies() {
    verify(
        besideClient(
            """
                20   >   P.   1:101      ack 1    id 0
                30   <   .    1:1        ack 101  win 509  id 0
             10000   >   .    100:100    ack 1    id 0             | keep_alive
             10010   <   .    1:1        ack 101  id 0
             20000   >   .    100:100    ack 1    id 0             | keep_alive
             20010   <   .    1:1        ack 101  id 0
            """));
  }

  @Test
  void aCopyIsRecognisedManySegmentsLater() {
    verify(
        "needs ids\n"
            + besideServer(
                """
              100    >   .    1:1461       ack 1
              100    <   .    1:1          ack 1461  win 509
              100.1  >   .    1461:2921    ack 1
              100.1  <   .    1:1          ack 2921
              100.2  >   .    2921:4381    ack 1
              100.2  <   .    1:1          ack 4381
              100.3  >   .    4381:5841    ack 1
              100.3  <   .    1:1          ack 5841
              100.4  >   .    5841:7301    ack 1
              100.4  <   .    1:1          ack 7301
              100.5  >   .    7301:8761    ack 1
              100.5  <   .    1:1          ack 8761
              100.6  >   .    8761:10221   ack 1
              100.6  <   .    1:1          ack 10221
              100.7  >   .    10221:11681  ack 1
              100.7  <   .    1:1          ack 11681
              100.8  >   .    11681:13141  ack 1
              100.8  <   .    1:1          ack 13141
              100.9  >   .    1:1461       ack 1  id 3               | duplicate_packet original_frame=4
              100.9  <   .    1:1          ack 13141  <sack 1:1461>
            """));
  }

  @Test
  void theWindowOfACopyIsNotRead() {
    verify(
        """
        needs ids
            0     >   .    1:501      ack 1  id 1
            0.1   >   .    501:1001   ack 1  id 2
            0.2   >   .    1001:1501  ack 1  id 3
            0.3   >   .    1501:2001  ack 1  id 4
            1     <   .    1:1        ack 2001  win 500
            1.1   >   .    1:501      ack 1  id 5   | retransmission
        # the first packet again, by way of somebody who closed the window in it
            1.2   >   .    1:501      ack 1  id 1  win 0  | duplicate_packet
            1.3   >   .    2001:2501  ack 1  id 6  win 500
            1.4   <   .    1:1        ack 2501
        """);
  }

  @Test
  void whatBearsAnOldStampIsTheOldPacketHoweverLongItTook() {
    verify(
        besideServer(
            """
              100   >   .    1:1461     ack 1  <ts 1000 500>  win 502  id 0
              100   <   .    1:1        ack 1461  <ts 600 1000>  win 509
              101   >   .    2921:4381  ack 1  <ts 1001 500>  id 0
              101   <   .    1:1        ack 1461  <ts 601 1000, sack 2921:4381>
              140   >   .    4381:5841  ack 1  <ts 1040 500>  id 0
              140   <   .    1:1        ack 1461  <ts 640 1000, sack 2921:5841>
            # a repair would be stamped with the time at which it is sent
              190   >   .    2921:4381  ack 1  <ts 1001 500>  id 0   | duplicate_packet same_packet
              200   >   .    1461:2921  ack 1  <ts 1100 600>  id 0   | retransmission, loss_infer
              200   <   .    1:1        ack 5841  <ts 700 1100>
            """));
  }
}
