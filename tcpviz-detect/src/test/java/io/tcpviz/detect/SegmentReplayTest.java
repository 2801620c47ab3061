// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.replay.ConnectionBeginning;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.Tunnels;
import io.tcpviz.testkit.Allocations;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PacketBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A second pass over a capture gives each segment to the connection that has it. */
class SegmentReplayTest {
  private static final Endpoint CLIENT = Endpoint.ofIpv4(0x0A00_0001, 40_000);
  private static final Endpoint SERVER = Endpoint.ofIpv4(0x0A00_0002, 80);
  private static final PacketBytes UP = PacketBytes.between(CLIENT, SERVER);
  private static final PacketBytes DOWN = PacketBytes.between(SERVER, CLIENT);

  static Stream<Path> captures() throws IOException {
    Path samples = Path.of("..", "samples"); // seen from the module
    Path micro = Path.of("src/test/resources/io/tcpviz/detect/micro");
    List<Path> captures = new ArrayList<>();
    for (Path directory : List.of(samples, micro)) {
      try (Stream<Path> files = Files.list(directory)) {
        files.filter(file -> file.toString().endsWith(".pcap")).sorted().forEach(captures::add);
      }
    }
    return captures.stream();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void everySegmentOfACaptureGoesWhereTheAnalysisPutIt(Path capture) throws IOException {
    Replayed.analyze(() -> Captures.open(capture), AnalysisConfig.defaults());
  }

  @Test
  void connectionsOfTheSameEndpointsFallApartWhereTheLaterOnesBegin() throws IOException {
    List<CapturedPacket> packets =
        packets(
            UP.flags(TcpFlags.SYN).seq(1),
            DOWN.flags(TcpFlags.RST | TcpFlags.ACK).ack(2),
            UP.flags(TcpFlags.SYN).seq(7000),
            DOWN.flags(TcpFlags.SYN | TcpFlags.ACK).seq(100).ack(7001),
            UP.flags(TcpFlags.RST).seq(7001),
            DOWN.flags(TcpFlags.SYN).seq(9000)); // and now the other side calls
    Analysis analysis =
        Replayed.analyze(Replayed.capture(List.of(packets)), AnalysisConfig.defaults());

    assertEquals(
        List.of(2L, 3L, 1L), analysis.flows().stream().map(flow -> flow.packets()).toList());
  }

  @Test
  void segmentsBeforeTheFirstFrameAndBehindTheLastTimeAreOfNobody() throws IOException {
    List<CapturedPacket> packets = packets(UP.seq(1), UP.seq(2), DOWN.seq(3), UP.seq(4));
    ConnectionBeginning middle =
        new ConnectionBeginning(CLIENT, SERVER, 0, 2, packets.get(2).timestampNanos());

    assertEquals(List.of("0>2", "0<3"), replay(packets, List.of(middle)));
  }

  @Test
  void aFirstFrameThatNeverComesHoldsNoLaterConnectionBack() throws IOException {
    List<CapturedPacket> packets = packets(UP.seq(1), UP.seq(2), UP.seq(3), UP.seq(4));
    List<ConnectionBeginning> beginnings =
        Stream.of(new int[] {0, 1}, new int[] {0, -5}, new int[] {0, 3}, new int[] {7, 4})
            .map(at -> new ConnectionBeginning(CLIENT, SERVER, at[0], at[1], Long.MAX_VALUE))
            .toList();

    assertEquals(List.of("1>1", "1>2", "2>3", "2>4"), replay(packets, beginnings));
  }

  @Test
  void noSegmentIsAllocatedFor() {
    long few = Allocations.bytes(() -> count(1_000));
    long many = Allocations.bytes(() -> count(100_000));

    assertEquals(few, many);
  }

  private static void count(long packets) {
    byte[] octets = UP.payload(100).toFrame();
    List<ConnectionBeginning> one =
        List.of(new ConnectionBeginning(CLIENT, SERVER, 0, 1, Long.MAX_VALUE));
    long[] seen = new long[1];
    SegmentReplay replay =
        new SegmentReplay(
            () ->
                new MadeCapture(
                    (number, frame) -> {
                      frame.setBytes(octets, 0, octets.length, octets.length);
                      frame.setOrigin(number, LinkType.ETHERNET, 0, 0);
                      return number < packets;
                    }),
            Tunnels.INNER);
    try {
      replay.read(one, (connection, fromClient, segment) -> seen[0]++);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertEquals(packets, seen[0]);
  }

  private static List<String> replay(
      List<CapturedPacket> packets, List<ConnectionBeginning> beginnings) throws IOException {
    List<String> heard = new ArrayList<>();
    new SegmentReplay(Replayed.capture(List.of(packets)), Tunnels.INNER)
        .read(
            beginnings,
            (connection, fromClient, segment) ->
                heard.add(connection + (fromClient ? ">" : "<") + segment.frameNumber()));
    return heard;
  }

  private static List<CapturedPacket> packets(PacketBytes... packets) {
    List<CapturedPacket> captured = new ArrayList<>();
    for (PacketBytes packet : packets) {
      captured.add(
          new CapturedPacket(packet.toFrame(), LinkType.ETHERNET, 1_000_000L * captured.size()));
    }
    return captured;
  }
}
