// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.testkit.Allocations;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.PacketBytes;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentDecoderTest {
  private static final PacketBytes IPV4 =
      PacketBytes.between(Endpoint.ofIpv4(0xC0000201, 40000), Endpoint.ofIpv4(0xC6336402, 443));
  private static final PacketBytes IPV6 =
      PacketBytes.between(
          new Endpoint(0x20010DB8L << 32, 1, 40000), new Endpoint(0x20010DB8L << 32, 2, 443));

  static Stream<PacketBytes> samples() {
    PacketBytes syn =
        IPV4.seq(-1).flags(TcpFlags.SYN).mss(1460).windowShift(7).sackPermitted().timestamps(9, 0);
    PacketBytes data = IPV4.seq(7).ack(-7).timestamps(1, 2).payload(40);
    PacketBytes data6 = IPV6.seq(7).ack(-7).timestamps(1, 2).sack(5, 6, 7, 8).payload(40);
    return Stream.of(
        syn,
        data,
        data.ipOptions(7, 3, 4),
        data.vlan(0x88A8, 1).vlan(0x8100, 2),
        data.snap(),
        data.payload(1).padded(),
        data.linkType(LinkType.LINUX_SLL),
        data.linkType(LinkType.LINUX_SLL2),
        data.linkType(LinkType.NULL),
        data.linkType(LinkType.LOOP),
        data.linkType(LinkType.RAW),
        data.linkType(LinkType.IPV4),
        data6,
        data6.extension(0, 8).extension(51, 12).extension(44, 8).extension(60, 16),
        data6.linkType(LinkType.NULL),
        data6.linkType(LinkType.IPV6));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFrameCutAnywhereIsCutShortOrTheSameSegment(PacketBytes packet) {
    Frame whole = Frames.frame(packet);
    TcpSegment expected = segment(whole);
    for (int length = 0; length <= whole.capturedLength(); length++) {
      Frame cut = Frames.cut(whole, length);
      if (length < packet.tcpOffset() + TcpHeader.MIN_LENGTH) {
        assertEquals("CUT_SHORT", SegmentText.decoded(cut), length + " octets");
        continue;
      }
      TcpSegment actual = segment(cut);
      assertEquals(fixedFields(expected), fixedFields(actual), length + " octets");
      assertEquals(
          Math.min(Math.max(0, length - packet.payloadOffset()), actual.payloadLength()),
          actual.capturedPayloadLength(),
          length + " octets");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatLiesAroundAFrameIsNotRead(PacketBytes packet) {
    Frame whole = Frames.frame(packet);
    for (int length = 0; length <= whole.capturedLength(); length++) {
      Frame cut = Frames.cut(whole, length);
      String expected = SegmentText.decoded(cut);
      assertEquals(expected, SegmentText.decoded(Frames.embedded(cut, IPV4.payload(9).toFrame())));
      assertEquals(expected, SegmentText.decoded(Frames.embedded(cut, noise((byte) 0xFF))));
      assertEquals(expected, SegmentText.decoded(Frames.embedded(cut, noise((byte) 1))));
    }
  }

  @Test
  void aSegmentKnowsWhereAndWhenItsFrameWasCaptured() {
    Frame frame = Frames.frame(IPV4);
    frame.setOrigin(1_700_000_000_123_456_789L, LinkType.ETHERNET, 5_000_000_000L, 3);

    TcpSegment segment = segment(frame);
    assertEquals(5_000_000_000L, segment.frameNumber());
    assertEquals(1_700_000_000_123_456_789L, segment.timestampNanos());
    assertEquals(3, segment.source());
  }

  @Test
  void theReasonIsThatOfTheLastFrameSkipped() {
    SegmentDecoder decoder = new SegmentDecoder();
    TcpSegment segment = new TcpSegment();

    assertFalse(decoder.decode(Frames.cut(Frames.frame(IPV4), 20), segment));
    assertEquals(SkipReason.CUT_SHORT, decoder.skipReason());
    assertTrue(decoder.decode(Frames.frame(IPV4), segment));
    assertFalse(decoder.decode(Frames.frame(IPV4.linkType(147)), segment));
    assertEquals(SkipReason.UNSUPPORTED_LINK_TYPE, decoder.skipReason());
  }

  @Test
  void decodingAllocatesNothing() {
    Frame[] frames =
        samples()
            .map(Frames::frame)
            .flatMap(frame -> Stream.of(frame, Frames.cut(frame, 39)))
            .toArray(Frame[]::new);
    SegmentDecoder decoder = new SegmentDecoder();
    TcpSegment segment = new TcpSegment();
    Runnable decodeAMillion =
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            decoder.decode(frames[i % frames.length], segment);
          }
        };

    assertEquals(0, Allocations.bytes(decodeAMillion));
    assertEquals(
        frames.length / 2, Stream.of(frames).filter(f -> decoder.decode(f, segment)).count());
  }

  private static TcpSegment segment(Frame frame) {
    SegmentDecoder decoder = new SegmentDecoder();
    TcpSegment segment = new TcpSegment();
    assertTrue(decoder.decode(frame, segment), () -> decoder.skipReason().title());
    return segment;
  }

  private static String fixedFields(TcpSegment segment) {
    String text = SegmentText.of(segment);
    return text.substring(0, text.indexOf(" captured"));
  }

  private static byte[] noise(byte octet) {
    byte[] noise = new byte[64];
    Arrays.fill(noise, octet);
    return noise;
  }
}
