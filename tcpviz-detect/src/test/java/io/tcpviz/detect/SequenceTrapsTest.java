// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.besideServer;
import static io.tcpviz.detect.Scripts.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.EventDetail.Loss;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.testkit.PacketBytes;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers on the circle (RFC 9293 §3.4, RFC 7323 §5): where it wraps, nothing changes. */
class SequenceTrapsTest {
  private static final int PIECE = 49_152;
  private static final long TWELVE_GIBIBYTES = 12L << 30;

  @Test
  void aCleanTransferWhoseIsnIsThreeBeforeTheWrapIsSilent() {
    String transfer =
        besideClient(
            """
               20   >   .    1:1461     ack 1
               20   >   .    1461:2921  ack 1
               30   <   .    1:1        ack 2921  win 509
               31   >   P.   2921:4381  ack 1
               41   <   P.   1:101      ack 4381
               41   >   F.   4381:4381  ack 101
               51   <   F.   101:101    ack 4382
               51   >   .    4382:4382  ack 102
            """);
    Analysis analysis = analyze(transfer, -3, -3);
    assertEquals(List.of(), analysis.events());
    assertEquals(4_380, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(100, analysis.flows().get(0).serverToClient().uniqueBytes());
  }

  @Test
  void aLostSegmentThatCrossesTheWrapIsLostOnceInItsWholeLength() {
    String transfer =
        besideClient(
            """
               20   >   .    1:1461     ack 1
               30   <   .    1:1        ack 1461  win 509
               31   >   .    1461:2921  ack 1
               31   >   .    2921:4381  ack 1
               31   >   .    4381:5841  ack 1
               31   >   .    5841:7301  ack 1
               41   <   .    1:1        ack 1461  <sack 2921:4381>
               41   <   .    1:1        ack 1461  <sack 2921:5841>
               41   <   .    1:1        ack 1461  <sack 2921:7301>
               42   >   .    1461:2921  ack 1
               52   <   .    1:1        ack 7301
            """);
    assertEquals(List.of("-539:921"), lostRanges(analyze(transfer, -2_000, 7)));
  }

  @Test
  void sackBlocksOnBothSidesOfTheWrapReportNoOctetsTwice() {
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
               30   <   .    1:1     ack 1  <sack 4381:5841 1461:2921>
               30   <   .    1:1     ack 1  <sack 4381:8761 1461:2921> \
            | loss_infer 1:1461 repaired, loss_infer 2921:4381 repaired
               31   >   .    1:1461      ack 1                 | retransmission fast spurious=false
               31   >   .    2921:4381   ack 1                 | retransmission sack spurious=false
               41   <   .    1:1     ack 8761
            """));
  }

  @Test
  void aGapBehindTheNumberZeroIsSeen() {
    String transfer =
        besideServer(
            """
              100    >   .    1:1461     ack 1
              100.1  <   .    1:1        ack 1461  win 509
            # what comes next has the number 0, and is lost
              100.5  >   .    2921:4381  ack 1  id 5
              100.6  <   .    1:1        ack 1461  <sack 2921:4381>
              100.7  >   .    4381:5841  ack 1
              100.8  <   .    1:1        ack 1461  <sack 2921:5841>
              100.9  >   .    5841:7301  ack 1
              101    <   .    1:1        ack 1461  <sack 2921:7301>
              182    >   .    1461:2921  ack 1
              182.1  <   .    1:1        ack 7301
            """);
    assertEquals(List.of("0:1460"), lostRanges(analyze(transfer, -1_461, 7)));
  }

  @Test
  void aStreamWhoseNextNumberIsZeroHasBegun() {
    String transfer =
        """
            0     >   .    -1460:0    ack 1
            0.1   <   .    1:1        ack 0     win 500
            1     >   .    1460:2920  ack 1
            1.1   <   .    1:1        ack 0     <sack 1460:2920>
            1.3   >   .    0:1460     ack 1
            1.4   <   .    1:1        ack 2920
        """;
    Analysis analysis = analyze(transfer, 0, 7);
    assertEquals(
        List.of(EventKind.OUT_OF_ORDER), analysis.events().stream().map(TcpEvent::kind).toList());
    assertEquals(4_380, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void aTransferThatWrapsThreeTimesIsCountedWholeAndIsSilent() throws IOException {
    Endpoint client = Endpoint.ofIpv4(0x0A00_0001, 40_000);
    Endpoint server = Endpoint.ofIpv4(0x0A00_0002, 80);
    PacketBytes up = PacketBytes.between(client, server);
    PacketBytes down = PacketBytes.between(server, client);
    var syn = new MadeCapture.Pattern(up.flags(TcpFlags.SYN).mss(1_460).windowShift(14));
    var synAck =
        new MadeCapture.Pattern(down.flags(TcpFlags.SYN | TcpFlags.ACK).mss(1_460).windowShift(14));
    var data = new MadeCapture.Pattern(up.payload(PIECE));
    var ack = new MadeCapture.Pattern(down);
    MadeCapture capture =
        new MadeCapture(
            (number, frame) -> {
              long nanos = number * 100_000;
              int nxt = (int) (number / 2 * PIECE);
              if (number < 2) {
                return number == 0
                    ? syn.lend(frame, nanos, PIECE - 1, 0)
                    : synAck.lend(frame, nanos, 6, PIECE);
              }
              boolean sends = number % 2 == 0;
              return number < 2 + 2 * TWELVE_GIBIBYTES / PIECE
                  && (sends
                      ? data.lend(frame, nanos, nxt, 7)
                      : ack.lend(frame, nanos, 7, nxt + PIECE));
            });
    Analysis analysis = new FlowAnalyzer(AnalysisConfig.defaults()).analyze(capture);
    assertEquals(List.of(), analysis.events());
    assertEquals(TWELVE_GIBIBYTES, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(0, analysis.summary().quality().gapBytes());
  }

  @Test
  void anAckFromBeyondHalfTheCircleIsNotOfUnseenOctets() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20   >   .    1:1461     ack 1
                   30   <   .    1:1        ack 1461  win 509
                   31   <   .    1:1        ack -2147483000
                   32   >   .    1461:2921  ack 1
                   42   <   .    1:1        ack 2921
                """));
    assertEquals(2_920, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(0, analysis.summary().quality().gapBytes());
  }

  @Test
  void aTransferWhoseTimestampsWrapIsSilent() {
    verify(
        """
          500    >   .    1:1449     ack 1     <ts -2 7>
          500.1  <   .    1:1        ack 1449  win 509 <ts -1 -2>
          501    >   .    1449:2897  ack 1     <ts -1 -1>
          501.1  <   .    1:1        ack 2897  <ts 0 -1>
          502    >   .    2897:4345  ack 1     <ts 0 0>
          502.1  <   .    1:1        ack 4345  <ts 1 0>
          503    >   .    4345:5793  ack 1     <ts 1 1>
          503.1  <   .    1:1        ack 5793  <ts 2 1>
        """);
  }

  @Test
  void aTimestampFromBeforeItsWrapIsOlder() {
    verify(
        """
          500    >   .    1:1449     ack 1     <ts -9 7>
          500.1  <   .    1:1        ack 1449  win 509 <ts 7500 -9>
          510    >   .    2897:4345  ack 1     <ts 1 7>
          510.1  <   .    1:1        ack 1449  <ts 7500 -9, sack 2897:4345>
          516    >   .    1449:2897  ack 1     <ts -2 7>      | out_of_order older_timestamp
          516.1  <   .    1:1        ack 4345  <ts 7516 1>
        """);
  }

  @Test
  void aTimestampFromBehindItsWrapIsNewer() {
    verify(
        """
          500    >   .    1:1449     ack 1     <ts -60 7>
          500.1  <   .    1:1        ack 1449  win 509 <ts 7500 -60>
          510    >   .    2897:4345  ack 1     <ts -50 7>
          510.1  <   .    1:1        ack 1449  <ts 7500 -60, sack 2897:4345>
          591    >   .    1449:2897  ack 1     <ts 31 7500>   \
        | retransmission newer_timestamp, loss_infer 1449:2897
          591.1  <   .    1:1        ack 4345  <ts 7591 31>
        """);
  }

  private static Analysis analyze(String script, int clientIsn, int serverIsn) {
    Staging staging = Staging.plain().withIsns("near the wrap", clientIsn, serverIsn);
    return Scripts.analyze(SegmentScript.parse(script).frames(staging), AnalysisConfig.defaults());
  }

  /** The ranges as signed numbers. */
  private static List<String> lostRanges(Analysis analysis) {
    return analysis.events().stream()
        .filter(event -> event.detail() instanceof Loss)
        .map(event -> (Loss) event.detail())
        .map(loss -> loss.lostStart() + ":" + loss.lostEnd())
        .toList();
  }
}
