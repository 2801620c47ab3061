// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.verify;
import static io.tcpviz.detect.Scripts.withoutOptions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PacketBytes;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** What should be said and is not yet. */
class OpenTrapsTest {
  @Test
  @Disabled("engine")
  void twoSynsThatCrossAreSaidToBeASimultaneousOpenAndNothingElse() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
                1     <   S    0:0            win 65160 <mss 1460>  | handshake_anomaly simultaneous_open
               20     >   S.   0:0     ack 1
               21     <   S.   0:0     ack 1
               40     >   .    1:1461  ack 1
               60     <   .    1:1     ack 1461
            """);
    assertEquals(1, analysis.summary().connections());
    assertEquals(0, analysis.flows().get(0).clientToServer().retransmittedPackets());
  }

  @Test
  @Disabled("engine")
  void aSynAckAgainAlthoughTheClientHasSentDataIsAnOverflowOfTheAcceptQueue() {
    verify(
        """
            0     >   S    0:0            win 64240 <mss 1460>
           20     <   S.   0:0     ack 1  win 65160 <mss 1460>
           20.1   >   .    1:1     ack 1
           21     >   P.   1:101   ack 1
          230     >   P.   1:101   ack 1  | retransmission rto, loss_infer 1:101
         1020     <   S.   0:0     ack 1  | retransmission syn_ack, handshake_anomaly accept_overflow
         1020.1   >   .    101:101 ack 1
         1021     >   P.   1:101   ack 1  | retransmission, loss_infer 1:101
         1041     <   .    1:1     ack 101
        """);
  }

  @Test
  @Disabled("engine")
  void aSynInsideAConnectionThatIsAnsweredByAnAckIsSaidToBeAChallenge() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   30     >   .    1:1461    ack 1
                   50     <   .    1:1       ack 1461  win 509
                   60     <   S    500:500              | handshake_anomaly challenge_syn
                   60.1   >   .    1461:1461 ack 1
                   70     >   .    1461:2921 ack 1
                   80     <   .    1:1       ack 2921  win 509
                """));
    assertEquals(1, analysis.summary().connections());
  }

  @Test
  @Disabled("engine")
  void aRestartedHostThatResetsItsOldConnectionIsSaidOnceToHaveLeftItHalfOpen() {
    String restart =
        besideClient(
            """
               20   >   P.   1:101      ack 1
               30   <   P.   1:501      ack 101  win 509
               30   >   .    101:101    ack 501
            # RFC 9293 §3.5.1, figure 10
             5000   >   S    70000:70000                 win 64240 <mss 1460>
             5010   <   .    501:501        ack 101
             5010   >   R    101:101
             6000   >   S    70000:70000                 win 64240 <mss 1460>
             6010   <   S.   90000:90000    ack 70001    win 65160 <mss 1460>
             6010   >   .    70001:70001    ack 90001
            """);
    Analysis analysis =
        Scripts.analyze(
            SegmentScript.parse(restart).frames(Staging.plain()), AnalysisConfig.defaults());
    List<String> reasons =
        analysis.events().stream().map(event -> event.reason().jsonName()).toList();
    assertEquals(1, reasons.stream().filter("half_open"::equals).count());
    assertEquals(2, analysis.summary().connections());
  }

  @Test
  @Disabled("engine")
  void aWindowWhoseRightEdgeMovesLeftIsAShrunkenWindow() {
    verify(
        besideClient(
            """
               20   >   .    1:1461     ack 1
               30   <   .    1:1        ack 1461  win 509
            # 65152 from 1461, then 25600 from 2921
               31   >   .    1461:2921  ack 1
               41   <   .    1:1        ack 2921  win 200   | window_shrink
               42   >   .    2921:4381  ack 1
               52   <   .    1:1        ack 4381
            """));
  }

  @Test
  @Disabled("engine")
  void aRightEdgeThatMovesLeftByAWholeUnitOfTheScaleIsShrunk() {
    verify(
        """
            0   >   S    0:0            win 64240 <mss 1460, ws 7>
           10   <   S.   0:0     ack 1  win 65160 <mss 1460, ws 14>
           10   >   .    1:1     ack 1  win 502
           20   >   .    1:1461     ack 1
           30   <   .    1:1        ack 1461  win 3
           31   <   .    1:1        ack 1461  win 2      | window_shrink
           32   >   .    1461:2921  ack 1
           42   <   .    1:1        ack 2921  win 2
        """);
  }

  @Test
  @Disabled("engine")
  void aRepairThatWasLostIsSaidToBeOneOnce() {
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
               30.3  >   .    7301:8761  ack 1
               40.2  <   .    1:1     ack 1  <sack 1461:7301>
               40.3  <   .    1:1     ack 1  <sack 1461:8761>
            # the receiver has what was sent after the repair (RFC 8985)
               40.4  >   .    1:1461     ack 1   | retransmission sack, loss_infer 1:1461 lost_retransmission
               50.4  <   .    1:1     ack 8761
            """));
  }

  @Test
  @Disabled("engine")
  void aRepairToldByTheAgeOfItsHoleAloneIsNotSaidToBeSure() {
    Analysis analysis =
        verify(
            """
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
    assertTrue(analysis.events().get(0).confidence() < 0.9);
  }

  @Test
  @Disabled("engine")
  void dataInPlaceOfALostThirdSegmentIsNoRoundTripOfTheClient() {
    Analysis analysis =
        verify(
            """
                0     >   S    0:0            win 64240 <mss 1460>
               20     <   S.   0:0     ack 1  win 65160 <mss 1460>
            # the third segment is lost before the capture
              900     >   P.   1:101   ack 1
              920     <   .    1:1     ack 101
              950     <   P.   1:101   ack 101
              990     >   .    101:101 ack 101
            """);
    assertEquals(40_000_000, analysis.flows().get(0).serverToClient().rtt().maxNanos());
  }

  @Test
  @Disabled("engine")
  void aFloodOfSynsIsOneStorm() throws IOException {
    var syn =
        new MadeCapture.Pattern(
            PacketBytes.between(
                    Endpoint.ofIpv4(0x0A00_0001, 40_000), Endpoint.ofIpv4(0x0A00_0002, 80))
                .flags(TcpFlags.SYN)
                .mss(1_460));
    List<String> reasons = new ArrayList<>();
    MadeCapture capture =
        new MadeCapture(
            (number, frame) ->
                number < 100_000
                    && syn.from(0x0B00_0000 + (int) number)
                        .lend(frame, number * 200_000, (int) number * 7_919, 0));
    new FlowAnalyzer(AnalysisConfig.defaults())
        .stream(
            capture,
            new EventSink() {
              @Override
              public void event(TcpEvent event) {
                reasons.add(event.reason().jsonName());
              }

              @Override
              public void flow(FlowSummary flow) {}
            });
    assertEquals(1, reasons.stream().filter("syn_storm"::equals).count());
    assertTrue(reasons.size() < 1_000, () -> reasons.size() + " events");
  }

  @Test
  @Disabled("engine")
  void otherOctetsUnderTheSameNumbersAreAConflict() {
    List<CapturedPacket> packets =
        SegmentScript.parse(
                withoutOptions(
                    """
                       20   >   P.   1:1001     ack 1
                       30   <   .    1:1        ack 1001
                       31   >   P.   1001:2001  ack 1
                      331   >   P.   1001:2001  ack 1
                      341   <   .    1:1        ack 2001
                    """))
            .frames(Staging.plain());
    byte[] changed = packets.get(6).bytes();
    changed[100] ^= 0x40; // and the checksum with it
    int sum = (changed[50] & 0xFF) << 8 | changed[51] & 0xFF;
    sum += (changed[100] & 0x40) == 0 ? 0x4000 : -0x4000;
    sum = (sum & 0xFFFF) + (sum >> 16);
    changed[50] = (byte) (sum >>> 8);
    changed[51] = (byte) sum;
    List<String> kinds =
        Scripts.analyze(packets, AnalysisConfig.defaults()).events().stream()
            .filter(event -> event.packet().frame() == 7)
            .map(event -> event.kind().jsonName())
            .toList();
    assertTrue(
        kinds.contains("retransmission") && kinds.contains("payload_conflict"), kinds::toString);
  }
}
