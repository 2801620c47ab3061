// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static io.tcpviz.detect.Scripts.besideClient;
import static io.tcpviz.detect.Scripts.verify;
import static io.tcpviz.detect.Scripts.withoutOptions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.wire.SkipReason;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PcapngBytes;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What captures do to packets, and what must not be made of it. */
class CaptureTrapsTest {
  private static final int IP = 14;
  private static final int TCP = IP + 20;

  private static final String REPAIR =
      """
          0   >   S    0:0            win 64240 <mss 1460, sackOK, ts 1000 0, ws 0>
         10   <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ts 5000 1000, ws 0>
         10   >   .    1:1     ack 1  <ts 1010 5000>
         20   >   .    1:1449     ack 1  <ts 1020 5000>
         30   <   .    1:1     ack 1449  <ts 5020 1020>
         31   >   .    1449:2897  ack 1  <ts 1031 5020>
         31   >   .    2897:4345  ack 1  <ts 1031 5020>
         31   >   .    4345:5793  ack 1  <ts 1031 5020>
         31   >   .    5793:7241  ack 1  <ts 1031 5020>
         41   <   .    1:1     ack 1449  <ts 5031 1020>
         41   <   .    1:1     ack 1449  <ts 5031 1020>
         41   <   .    1:1     ack 1449  <ts 5031 1020>
         42   >   .    1449:2897  ack 1  <ts 1042 5031>
         52   <   .    1:1     ack 7241  <ts 5042 1042>
      """;

  @Test
  void fillingOfAFrameIsNotPayload() {
    String exchange =
        withoutOptions(
            """
               20   >   P.   1:3   ack 1
               30   <   .    1:1   ack 3
               31   >   .    3:3   ack 1
            """);
    Analysis analysis =
        analyze(
            packets(
                exchange,
                whole -> {
                  byte[] filled = Arrays.copyOf(whole, Math.max(60, whole.length));
                  Arrays.fill(filled, whole.length, filled.length, (byte) 0x5A);
                  return filled;
                }));
    assertEquals(List.of(), analysis.events());
    assertEquals(2, analysis.flows().get(0).payloadBytes());
  }

  @Test
  void anIpLengthOfZeroIsThatOfTheFrame() {
    String burst =
        besideClient(
            """
               20   >   .    1:14601       ack 1
               30   <   .    1:1           ack 14601  win 509
               31   >   .    14601:30661   ack 1
               41   <   .    1:1           ack 30661
            """);
    Analysis analysis =
        analyze(
            packets(
                burst,
                whole -> {
                  if (whole.length > 1_514) {
                    whole[IP + 2] = 0;
                    whole[IP + 3] = 0;
                  }
                  return whole;
                }));
    assertEquals(List.of(), analysis.events());
    assertEquals(30_660, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @Test
  void segmentsLongerThanTheMssAreNoError() {
    Analysis analysis =
        verify(
            besideClient(
                """
                   20    >   .    1:14601       ack 1
                   30    <   .    1:1           ack 7301  win 509
                   30.2  <   .    1:1           ack 14601
                   31    >   .    14601:58401   ack 1
                   41    <   .    1:1           ack 58401
                """));
    assertEquals(58_400, analysis.flows().get(0).clientToServer().uniqueBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {54, 64, 96})
  void lengthsAndVerdictsAreThoseOfWholePacketsHoweverMuchIsCut(int snapLength) {
    List<CapturedPacket> cut = new ArrayList<>();
    for (CapturedPacket packet : packets(REPAIR)) {
      byte[] kept = Arrays.copyOf(packet.bytes(), Math.min(snapLength, packet.bytes().length));
      cut.add(
          new CapturedPacket(
              kept, packet.linkType(), packet.timestampNanos(), packet.originalLength()));
    }
    Analysis whole = analyze(packets(REPAIR));
    Analysis analysis = analyze(cut);
    assertEquals(List.of("12 loss_infer", "13 retransmission"), verdicts(whole));
    assertEquals(verdicts(whole), verdicts(analysis));
    assertEquals(7_240, analysis.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(1_448, analysis.flows().get(0).clientToServer().retransmittedBytes());
    assertEquals(6, analysis.summary().quality().cutSegments());
    assertEquals(Map.of(), analysis.summary().skipped());
  }

  @Test
  void checksumsThatTheCardFillsInLaterChangeNothing() {
    Analysis sound = analyze(packets(REPAIR));
    Analysis offloaded =
        analyze(
            packets(
                REPAIR,
                whole -> {
                  boolean outbound = whole[IP + 15] == 1;
                  whole[TCP + 16] = outbound ? (byte) 0x18 : whole[TCP + 16];
                  whole[TCP + 17] = outbound ? (byte) 0x30 : whole[TCP + 17];
                  return whole;
                }));
    assertEquals(verdicts(sound), verdicts(offloaded));
    assertEquals(sound.flows(), offloaded.flows());
  }

  @Test
  void interfacesOfOneFileMayDifferInLinkTypeAndUnitOfTime() {
    String exchange =
        withoutOptions(
            """
               20           >   .    1:1461     ack 1
               30.000123    <   .    1:1        ack 1461
               31           >   .    1461:2921  ack 1
               41.000123    <   .    1:1        ack 2921
            """);
    PcapngBytes file = new PcapngBytes(ByteOrder.LITTLE_ENDIAN).section();
    file.interfaceDescription(LinkType.ETHERNET, 0, PcapngBytes.Option.timestampResolution(6));
    file.interfaceDescription(LinkType.RAW, 0, PcapngBytes.Option.timestampResolution(9));
    for (CapturedPacket packet : packets(exchange)) {
      byte[] whole = packet.bytes();
      if (whole[IP + 15] == 1) {
        file.enhancedPacket(0, packet.timestampNanos() / 1_000, whole.length, whole);
      } else {
        byte[] raw = Arrays.copyOfRange(whole, IP, whole.length);
        file.enhancedPacket(1, packet.timestampNanos(), raw.length, raw);
      }
    }
    Analysis analysis = analyzeFiles(List.of(file.bytes()));
    assertEquals(List.of(), analysis.events());
    assertEquals(1, analysis.summary().connections());
    assertEquals(10_000_123, analysis.flows().get(0).clientToServer().rtt().maxNanos());
    assertEquals(10_000_000, analysis.flows().get(0).handshakeNanos());
  }

  @Test
  void aClockThatIsFiveMillisecondsBehindOnTheWayBackMakesNoTimeNegative() {
    Analysis analysis =
        verify(
            """
            # the way back is captured by another interface; the path takes 1 ms
                0   >   S    0:0            win 64240 <mss 1460>
               -4   <   S.   0:0     ack 1  win 65160 <mss 1460>
                1   >   .    1:1     ack 1
                2   >   .    1:1461     ack 1
               -2   <   .    1:1        ack 1461
                3   >   .    1461:2921  ack 1
               -1   <   .    1:1        ack 2921
            """);
    assertEquals(0, analysis.flows().get(0).lostTimeNanos());
    assertEquals(0, analysis.flows().get(0).clientToServer().rtt().samples());
    assertTrue(analysis.flows().get(0).durationNanos() >= 0);
    assertEquals(3, analysis.summary().quality().timeReversals());
    RunSummary run = analysis.summary();
    assertEquals(7_000_000, run.lastNanos() - run.firstNanos(), "the earliest frame is not first");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 6, 9, 13})
  void packetsThatTwoFilesOfARingShareAreAnalysedOnceAndNothingIsMissingBetweenThem(int shared) {
    List<CapturedPacket> packets = packets(REPAIR);
    Analysis whole = analyze(packets);
    Analysis ring =
        analyzeFiles(
            List.of(
                CaptureBytes.pcap(packets.subList(0, shared + 1)),
                CaptureBytes.pcap(packets.subList(shared, packets.size()))));
    assertEquals(1, ring.summary().connections());
    assertEquals(1, ring.summary().capture().repeatedFrames());
    assertEquals(whole.summary().packets(), ring.summary().packets());
    assertEquals(
        whole.events().stream().map(TcpEvent::kind).toList(),
        ring.events().stream().map(TcpEvent::kind).toList());
    assertEquals(7_240, ring.flows().get(0).clientToServer().uniqueBytes());
    assertEquals(1_448, ring.flows().get(0).clientToServer().retransmittedBytes());
  }

  @Test
  void anImpossibleDataOffsetIsCountedAndTheRestAnalysed() {
    for (int offset : new int[] {0, 4, 15}) {
      Analysis analysis =
          analyze(
              packets(
                  besideClient(
                      """
                         20   >   P.   1:101     ack 1
                         30   <   .    1:1       ack 101  win 509
                         31   <   .    1:1       ack 101  win 666
                         32   >   P.   101:201   ack 1
                         42   <   .    1:1       ack 201  win 509
                      """),
                  whole -> {
                    if ((whole[TCP + 14] << 8 | whole[TCP + 15] & 0xFF) == 666) {
                      whole[TCP + 12] = (byte) (offset << 4);
                    }
                    return whole;
                  }));
      assertEquals(List.of(), analysis.events());
      assertEquals(Map.of(SkipReason.BAD_TCP_HEADER, 1L), analysis.summary().skipped());
      assertEquals(200, analysis.flows().get(0).clientToServer().uniqueBytes());
    }
  }

  @Test
  void octetsOfSegmentsThatWereCutAreNotCompared() {
    List<CapturedPacket> cut = new ArrayList<>();
    for (CapturedPacket packet : packets(REPAIR)) {
      byte[] kept = Arrays.copyOf(packet.bytes(), Math.min(70, packet.bytes().length));
      if (cut.size() == 12) {
        kept[67] ^= 0x55;
      }
      cut.add(
          new CapturedPacket(
              kept, packet.linkType(), packet.timestampNanos(), packet.originalLength()));
    }
    assertEquals(List.of("12 loss_infer", "13 retransmission"), verdicts(analyze(cut)));
  }

  private static List<String> verdicts(Analysis analysis) {
    return analysis.events().stream()
        .map(event -> event.packet().frame() + " " + event.kind().jsonName())
        .toList();
  }

  private static List<CapturedPacket> packets(String script) {
    return SegmentScript.parse(script).frames(Staging.plain());
  }

  /** The packets of a script with their octets changed. */
  private static List<CapturedPacket> packets(String script, UnaryOperator<byte[]> change) {
    return packets(script).stream()
        .map(
            packet ->
                new CapturedPacket(
                    change.apply(packet.bytes()), packet.linkType(), packet.timestampNanos()))
        .toList();
  }

  private static Analysis analyze(List<CapturedPacket> packets) {
    return analyzeFiles(List.of(CaptureBytes.pcap(packets)));
  }

  private static Analysis analyzeFiles(List<byte[]> files) {
    List<CaptureSource> sources = new ArrayList<>();
    for (byte[] file : files) {
      sources.add(CaptureSource.of("file" + sources.size(), new ByteArrayInputStream(file)));
    }
    try (CaptureReader reader = Captures.open(sources, Captures.provider(Captures.NATIVE))) {
      return new FlowAnalyzer(AnalysisConfig.defaults()).analyze(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
