// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.PacketBytes;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DecoderPropertyTest {
  private static final byte[] ONES = ones();
  private static final byte[] PACKETS = SegmentDecoderTest.samples().findFirst().get().toFrame();

  @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
  void brokenPacketsAreDecodedFromThemselvesAlone(
      @ForAll("packets") PacketBytes packet,
      @ForAll @Size(max = 4) List<@IntRange(max = 139) Integer> places,
      @ForAll @Size(4) byte[] octets,
      @ForAll @IntRange(max = 200) int snapLength,
      @ForAll @IntRange(max = 3000) int moreOriginal) {
    byte[] bytes = packet.toFrame();
    for (int i = 0; i < places.size(); i++) {
      bytes[places.get(i) % bytes.length] = octets[i];
    }
    Frame frame = Frames.cut(Frames.frame(bytes, packet.linkType(), 0, 1), snapLength);
    frame.setBytes(frame.bytes(), 0, frame.capturedLength(), frame.originalLength() + moreOriginal);
    assertDecodedFromItselfAlone(frame);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void whatAPacketIsMadeOfIsWhatItsFrameSays(
      @ForAll("packets") PacketBytes pattern,
      @ForAll int seq,
      @ForAll int ack,
      @ForAll @IntRange(max = 255) int flags,
      @ForAll @IntRange(max = 65535) int window,
      @ForAll @IntRange(max = 1400) int payloadLength,
      @ForAll @IntRange(max = 255) int hopLimit) {
    PacketBytes packet =
        pattern
            .seq(seq)
            .ack(ack)
            .flags(flags)
            .window(window)
            .payload(payloadLength)
            .hopLimit(hopLimit);
    Frame frame = Frames.frame(packet);
    TcpSegment segment = new TcpSegment();

    assertTrue(new SegmentDecoder().decode(frame, segment));
    assertEquals(seq, segment.seq());
    assertEquals(ack, segment.ack());
    assertEquals(flags, segment.flags());
    assertEquals(window, segment.window());
    assertEquals(hopLimit, segment.hopLimit());
    assertEquals(payloadLength, segment.payloadLength());
    assertEquals(payloadLength, segment.capturedPayloadLength());
    assertEquals(packet.toString(), describe(segment, packet.linkType()));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void optionsReadBackAsWritten(
      @ForAll @IntRange(min = 1, max = 65535) int mss,
      @ForAll @IntRange(max = 255) int windowShift,
      @ForAll int tsVal,
      @ForAll int tsEcr,
      @ForAll @Size(max = 3) List<Integer> starts,
      @ForAll int length) {
    int[] edges =
        starts.stream().flatMapToInt(s -> Arrays.stream(new int[] {s, s + length})).toArray();
    PacketBytes bare = PacketBytes.between(Endpoint.ofIpv4(1, 1), Endpoint.ofIpv4(2, 2));
    TcpSegment segment = new TcpSegment();
    SegmentDecoder decoder = new SegmentDecoder();

    decoder.decode(
        Frames.frame(
            bare.mss(mss).windowShift(windowShift).sackPermitted().timestamps(tsVal, tsEcr)),
        segment);
    assertEquals(mss, segment.mss());
    assertEquals(windowShift, segment.windowShift());
    assertTrue(segment.sackPermitted());
    assertArrayEquals(new int[] {tsVal, tsEcr}, new int[] {segment.tsVal(), segment.tsEcr()});

    decoder.decode(Frames.frame(bare.timestamps(tsVal, tsEcr).sack(edges)), segment);
    int[] read = new int[2 * segment.sackCount()];
    for (int i = 0; i < segment.sackCount(); i++) {
      read[2 * i] = segment.sackStart(i);
      read[2 * i + 1] = segment.sackEnd(i);
    }
    assertArrayEquals(edges, read);
    assertArrayEquals(new int[] {tsVal, tsEcr}, new int[] {segment.tsVal(), segment.tsEcr()});
  }

  @Provide
  Arbitrary<PacketBytes> packets() {
    Arbitrary<PacketBytes> plain =
        Combinators.combine(
                Arbitraries.integers(),
                Arbitraries.integers(),
                Arbitraries.integers().between(0, 65535),
                Arbitraries.integers().between(0, 65535))
            .as(
                (from, to, sourcePort, destinationPort) ->
                    PacketBytes.between(
                        Endpoint.ofIpv4(from, sourcePort), Endpoint.ofIpv4(to, destinationPort)));
    return Arbitraries.oneOf(plain, Arbitraries.of(SegmentDecoderTest.samples().toList()));
  }

  private static void assertDecodedFromItselfAlone(Frame exact) {
    String expected = SegmentText.decoded(exact);
    assertEquals(expected, SegmentText.decoded(Frames.embedded(exact, ONES)));
    assertEquals(expected, SegmentText.decoded(Frames.embedded(exact, PACKETS)));
  }

  private static String describe(TcpSegment segment, int linkType) {
    Endpoint source = new Endpoint(segment.sourceHigh(), segment.sourceLow(), segment.sourcePort());
    Endpoint destination =
        new Endpoint(
            segment.destinationHigh(), segment.destinationLow(), segment.destinationPort());
    return PacketBytes.between(source, destination)
        .seq(segment.seq())
        .ack(segment.ack())
        .flags(segment.flags())
        .payload(segment.payloadLength())
        .linkType(linkType)
        .toString();
  }

  private static byte[] ones() {
    byte[] ones = new byte[100];
    Arrays.fill(ones, (byte) 0xFF);
    return ones;
  }
}
