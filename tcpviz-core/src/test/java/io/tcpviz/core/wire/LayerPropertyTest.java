// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.testkit.Frames;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for all layers: whatever a frame says, the decoder reads nothing but the frame. */
class LayerPropertyTest {
  private static final byte[] ONES = new byte[100];

  static {
    Arrays.fill(ONES, (byte) 0xFF);
  }

  @Example
  void everySampleHoldsASegment() {
    for (Frame frame : LayerSamples.FRAMES) {
      String text = SegmentText.decoded(frame);
      assertTrue(text.startsWith("frame 0/1"), () -> frame.linkType() + ": " + text);
    }
  }

  @Example
  void everySampleCutAnywhereIsDecodedFromItselfAlone() {
    for (Frame frame : LayerSamples.FRAMES) {
      for (int length = 0; length < frame.capturedLength(); length++) {
        assertDecodedFromItselfAlone(Frames.cut(frame, length));
      }
    }
  }

  @Property
  void anyOctetsOfAnyLinkTypeAreDecodedFromThemselvesAlone(
      @ForAll @Size(max = 300) byte[] octets, @ForAll("linkTypes") int linkType) {
    assertDecodedFromItselfAlone(Frames.frame(octets, linkType, 0, 1));
  }

  @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
  void brokenFramesOfAnyLayerAreDecodedFromThemselvesAlone(
      @ForAll("frames") Frame sample,
      @ForAll @Size(max = 4) List<@IntRange(max = 255) Integer> places,
      @ForAll("octets") byte[] octets,
      @ForAll @IntRange(max = 300) int snapLength) {
    byte[] bytes = Arrays.copyOf(sample.bytes(), sample.capturedLength());
    for (int i = 0; i < places.size(); i++) {
      bytes[places.get(i) % bytes.length] = octets[i];
    }
    Frame frame = Frames.frame(bytes, sample.linkType(), 0, 1);
    assertDecodedFromItselfAlone(Frames.cut(frame, snapLength));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void framesSplicedAnywhereAreDecodedFromThemselvesAlone(
      @ForAll("frames") Frame head,
      @ForAll("frames") Frame tail,
      @ForAll @IntRange(max = 150) int headLength,
      @ForAll @IntRange(max = 150) int tailStart,
      @ForAll("linkTypes") int linkType) {
    byte[] first = Arrays.copyOf(head.bytes(), Math.min(headLength, head.capturedLength()));
    byte[] second =
        Arrays.copyOfRange(
            tail.bytes(), Math.min(tailStart, tail.capturedLength()), tail.capturedLength());
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertDecodedFromItselfAlone(Frames.frame(both, linkType, 0, 1));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void howeverAPacketIsWrappedItsSegmentIsFound(
      @ForAll("tunnels") List<UnaryOperator<String>> tunnels) {
    String packet = HexPackets.IPV4;
    for (UnaryOperator<String> tunnel : tunnels) {
      packet = tunnel.apply(packet);
    }
    Frame frame = LayerSamples.frame(LinkType.IPV4, packet);

    assertEquals(HexPackets.IPV4_SEGMENT, SegmentText.decoded(frame));
    TcpSegment segment = new TcpSegment();
    SegmentDecoder outer = new SegmentDecoder(Tunnels.OUTER);
    if (!tunnels.isEmpty()) {
      assertFalse(outer.decode(frame, segment));
      assertEquals(SkipReason.TUNNEL, outer.skipReason());
    }
  }

  @Provide
  Arbitrary<Integer> linkTypes() {
    return Arbitraries.of(LayerSamples.LINK_TYPES);
  }

  @Provide
  Arbitrary<Frame> frames() {
    return Arbitraries.of(LayerSamples.FRAMES);
  }

  /** The extremes of a field more often than what lies between them. */
  @Provide
  Arbitrary<byte[]> octets() {
    Arbitrary<Byte> extremes = Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7F, (byte) 0xFF);
    return Arbitraries.oneOf(extremes, Arbitraries.bytes()).array(byte[].class).ofSize(4);
  }

  @Provide
  Arbitrary<List<UnaryOperator<String>>> tunnels() {
    return Arbitraries.of(LayerSamples.TUNNELS).list().ofMaxSize(Cursor.MAX_TUNNELS);
  }

  private static void assertDecodedFromItselfAlone(Frame exact) {
    assertEquals(SegmentText.decoded(exact), SegmentText.decoded(Frames.embedded(exact, ONES)));
  }
}
