// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.PacketBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Packets in pieces: when they become whole, what they say then, and what they may cost. */
class FragmentsTest {
  private static final PacketBytes IPV4 =
      PacketBytes.between(Endpoint.ofIpv4(0xC0000201, 1), Endpoint.ofIpv4(0xC0000202, 2))
          .linkType(LinkType.RAW)
          .ipId(7)
          .timestamps(5, 6)
          .payload(100); // 132 octets behind the IP header
  private static final PacketBytes IPV6 =
      PacketBytes.between(new Endpoint(1L << 61, 1, 1), new Endpoint(1L << 61, 2, 2))
          .linkType(LinkType.RAW)
          .timestamps(5, 6)
          .payload(100);
  private static final long SECOND = 1_000_000_000L;

  private final SegmentDecoder decoder = new SegmentDecoder();
  private final TcpSegment segment = new TcpSegment();
  private long frames;
  private long nowNanos;

  @Test
  void theLastPieceBringsTheSegment() {
    assertEquals("FRAGMENT", decode(piece(IPV4, 0, 48)));
    assertEquals("FRAGMENT", decode(piece(IPV4, 48, 96)));
    assertEquals(whole(IPV4, 3), decode(piece(IPV4, 96, 132)));
    assertEquals(2, decoder.joinedFragments());
  }

  @Test
  void anyOrderWillDo() {
    assertEquals("FRAGMENT", decode(piece(IPV4, 96, 132)));
    assertEquals("FRAGMENT", decode(piece(IPV4, 0, 48)));
    assertEquals(whole(IPV4, 3), decode(piece(IPV4, 48, 96)));
  }

  @Test
  void ipv6Too() {
    assertEquals("FRAGMENT", decode(piece(IPV6, 0, 8)));
    assertEquals("FRAGMENT", decode(piece(IPV6, 16, 132)));
    assertEquals(whole(IPV6, 3), decode(piece(IPV6, 8, 16)));
  }

  @Test
  void piecesOfOtherPacketsAreKeptApart() {
    decode(piece(IPV4, 0, 48));
    decode(piece(IPV6, 0, 48));
    assertEquals("FRAGMENT", decode(piece(IPV4.ipId(8), 48, 132)));
    assertEquals(whole(IPV4, 4), decode(piece(IPV4, 48, 132)));
    assertEquals(whole(IPV6, 5), decode(piece(IPV6, 48, 132)));
    assertEquals(2, decoder.joinedFragments());
  }

  @Test
  void copiesOfPiecesChangeNothing() {
    for (PacketBytes packet : List.of(IPV4, IPV6)) {
      decode(piece(packet, 0, 48));
      assertEquals("FRAGMENT", decode(piece(packet, 0, 48)));
      assertEquals(whole(packet, frames + 1), decode(piece(packet, 48, 132)));
    }
    assertEquals(4, decoder.joinedFragments());
  }

  @Test
  void ofOctetsThatComeTwiceTheFirstCount() {
    decode(piece(IPV4.seq(1), 0, 24));
    decode(piece(IPV4.seq(2), 0, 48)); // overlaps: its second half is new
    assertEquals(whole(IPV4.seq(1), 3), decode(piece(IPV4, 48, 132)));
  }

  @Test
  void anOverlapMakesAPacketOfIpv6Worthless() {
    decode(piece(IPV6, 0, 16));
    decode(piece(IPV6, 8, 48));
    assertEquals("FRAGMENT", decode(piece(IPV6, 48, 132)));
    assertEquals("FRAGMENT", decode(piece(IPV6, 16, 48))); // nor does it become whole later
    assertEquals(0, decoder.joinedFragments());
  }

  @Test
  void aCopyWithOtherOctetsMakesAPacketOfIpv6Worthless() {
    decode(piece(IPV6.seq(1), 0, 48));
    decode(piece(IPV6.seq(2), 0, 48));
    assertEquals("FRAGMENT", decode(piece(IPV6, 48, 132)));
  }

  @Test
  void piecesThatContradictEachOtherMakeNothing() {
    decode(piece(IPV4, 96, 132));
    decode(lastPiece(IPV4, 40, 48)); // ends the packet elsewhere
    assertEquals("FRAGMENT", decode(piece(IPV4, 0, 96)));
  }

  @Test
  void piecesWaitForHalfAMinuteOfTheCapture() {
    decode(piece(IPV4, 0, 48));
    nowNanos += 30 * SECOND;
    assertEquals(whole(IPV4, 2), decode(piece(IPV4, 48, 132)));

    decode(piece(IPV4, 0, 48));
    nowNanos += 30 * SECOND + 1;
    assertEquals("FRAGMENT", decode(piece(IPV4, 48, 132)));
    assertEquals(1, decoder.joinedFragments());
  }

  @Test
  void whatTheSnapLengthCutOffAPieceIsMissingFromThePayloadAlone() {
    Frame first = piece(IPV4, 0, 96);
    decode(Frames.cut(first, first.capturedLength() - 40));
    String text = decode(piece(IPV4, 96, 132));

    assertTrue(text.contains(" len 100 captured 24 "), text);
  }

  @Test
  void aHeaderThatTheSnapLengthCutHidesTheSegment() {
    Frame first = piece(IPV4, 0, 96);
    decode(Frames.cut(first, 20 + 16));
    assertEquals("CUT_SHORT", decode(piece(IPV4, 96, 132)));
  }

  @Test
  void lengthsThatPiecesCannotHaveAreMalformed() {
    assertEquals("BAD_IP_HEADER", decode(piece(IPV4, 0, 0)));
    assertEquals("BAD_IP_HEADER", decode(piece(IPV4, 0, 47))); // not a multiple of eight
    assertEquals("BAD_IP_HEADER", decode(moved(piece(IPV4, 96, 132), 0xFFF8))); // beyond the end
  }

  @Test
  void piecesOfOtherProtocolsAreNotKept() {
    Frame udp = piece(IPV4, 0, 48);
    udp.bytes()[9] = 17;
    Frame icmp = piece(IPV4, 48, 96);
    icmp.bytes()[9] = 1;
    Frame esp = piece(IPV4, 48, 96);
    esp.bytes()[9] = 50;

    assertEquals("NOT_TCP", decode(udp));
    assertEquals("NOT_TCP", decode(icmp));
    assertEquals("ENCRYPTED", decode(esp));
  }

  @Test
  void aTunnelInPiecesIsOpenedWhenItIsWhole() {
    String udp = HexPackets.udp(5, 4789, "0800000000002a00" + HexPackets.MACS + "0800");
    byte[] datagram = HexPackets.bytes(udp.replaceFirst("12b5001e", "12b50048") + HexPackets.IPV4);
    String expected = HexPackets.IPV4_SEGMENT.replace("frame 0/1", "frame 0/2");

    assertEquals("FRAGMENT", decode(piece(header(17), datagram, 0, 40)));
    assertEquals(expected, decode(piece(header(17), datagram, 40, 72)));
    assertEquals("NOT_TCP", decode(piece(header(17), datagram, 40, 72))); // of what, nobody knows
    assertEquals(1, decoder.joinedFragments());
  }

  @Test
  void piecesInPiecesAreJoinedFromTheOutsideIn() {
    byte[] inner = octets(piece(IPV4, 0, 48));
    byte[] outer = header(4);

    assertEquals("FRAGMENT", decode(piece(outer, inner, 0, 24)));
    assertEquals("FRAGMENT", decode(piece(outer, inner, 24, inner.length)));
    assertEquals(whole(IPV4, 3), decode(piece(IPV4, 48, 132)));
    assertEquals(2, decoder.joinedFragments());
  }

  @Test
  void memoryIsBoundedHoweverManyPacketsNeverBecomeWhole() {
    Fragments fragments = new Fragments();
    Cursor cursor = new Cursor(Tunnels.INNER);
    byte[] octets = new byte[1480];
    for (int id = 0; id < 20_000; id++) {
      Frame frame = Frames.frame(octets, LinkType.RAW, 0, 1);
      cursor.begin(frame, segment);
      cursor.payloadLength = octets.length;
      cursor.protocol = TcpHeader.PROTOCOL;
      segment.ipVersion = 4;
      fragments.enter(cursor, id, id % 2 == 0 ? 0 : 60_000, true);
      assertTrue(fragments.octets() <= Fragments.MAX_OCTETS, "after " + id);
    }
    assertTrue(fragments.octets() > Fragments.MAX_OCTETS / 2, "some are kept");
  }

  @Property(tries = 300)
  void howeverASegmentIsCutItBecomesWholeAgain(
      @ForAll boolean ipv6,
      @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 16) Integer> cuts,
      @ForAll long seed) {
    PacketBytes packet = ipv6 ? IPV6 : IPV4;
    List<Integer> edges = new ArrayList<>(List.of(0, 132));
    cuts.stream().distinct().forEach(cut -> edges.add(8 * cut));
    Collections.sort(edges);
    List<Frame> pieces = new ArrayList<>();
    for (int i = 0; i + 1 < edges.size(); i++) {
      pieces.add(piece(packet, edges.get(i), edges.get(i + 1)));
    }
    Collections.shuffle(pieces, new Random(seed));
    SegmentDecoder fresh = new SegmentDecoder();
    for (Frame frame : pieces.subList(0, pieces.size() - 1)) {
      assertTrue(!fresh.decode(frame, segment), "too early");
    }

    assertTrue(fresh.decode(pieces.get(pieces.size() - 1), segment), "whole");
    assertEquals(pieces.size() - 1, fresh.joinedFragments());
    assertEquals(whole(packet, 0), SegmentText.of(segment));
  }

  @Property(tries = 500)
  void noSequenceOfPiecesDoesHarm(
      @ForAll @Size(max = 40) List<@IntRange(max = 8191) Integer> offsets,
      @ForAll @Size(min = 40, max = 40) List<@IntRange(max = 200) Integer> lengths,
      @ForAll int bits) {
    SegmentDecoder fresh = new SegmentDecoder();
    byte[] octets = new byte[200];
    for (int i = 0; i < offsets.size(); i++) {
      boolean more = (bits >>> i & 1) == 0;
      byte[] header = header((bits >>> i & 2) == 0 ? 6 : 4);
      byte[] packet = Arrays.copyOf(header, header.length + lengths.get(i));
      System.arraycopy(octets, 0, packet, header.length, lengths.get(i));
      set16(packet, 2, packet.length);
      set16(packet, 6, (more ? 0x2000 : 0) | offsets.get(i) % (i % 3 == 0 ? 8192 : 8));
      fresh.decode(Frames.frame(packet, LinkType.RAW, i * SECOND, i), segment);
      assertTrue(fresh.joinedFragments() <= i, "joined");
    }
  }

  // ------------------------------------------------------------------ frames

  private String decode(Frame frame) {
    frame.setOrigin(nowNanos, LinkType.RAW, ++frames, 0);
    return decoder.decode(frame, segment)
        ? SegmentText.of(segment).replace(" at " + nowNanos, " at 0")
        : decoder.skipReason().name();
  }

  /** What the segment says when the frame of this number completes it. */
  private static String whole(PacketBytes packet, long number) {
    Frame frame = Frames.frame(packet);
    frame.setOrigin(0, LinkType.RAW, number, 0);
    TcpSegment segment = new TcpSegment();
    assertTrue(new SegmentDecoder().decode(frame, segment), "decoded");
    return SegmentText.of(segment);
  }

  /** Octets {@code [start, end)} behind the IP header, as a packet of their own. */
  private static Frame piece(PacketBytes packet, int start, int end) {
    byte[] frame = packet.toFrame();
    int header = packet.tcpOffset();
    byte[] payload = Arrays.copyOfRange(frame, header, frame.length);
    return piece(Arrays.copyOf(frame, header), payload, start, end);
  }

  private static Frame lastPiece(PacketBytes packet, int start, int end) {
    byte[] frame = packet.toFrame();
    int header = packet.tcpOffset();
    byte[] payload = Arrays.copyOfRange(frame, header, header + end);
    return piece(Arrays.copyOf(frame, header), payload, start, end);
  }

  private static Frame piece(byte[] header, byte[] payload, int start, int end) {
    boolean more = end < payload.length;
    boolean ipv6 = header[0] >>> 4 == 6;
    int length = header.length + (ipv6 ? 8 : 0);
    byte[] bytes = Arrays.copyOf(header, length + end - start);
    System.arraycopy(payload, start, bytes, length, end - start);
    if (ipv6) {
      set16(bytes, 4, 8 + end - start);
      bytes[40] = bytes[6];
      bytes[6] = 44;
      set16(bytes, 42, start | (more ? 1 : 0));
      set16(bytes, 46, 7);
    } else {
      set16(bytes, 2, bytes.length);
      set16(bytes, 6, start >> 3 | (more ? 0x2000 : 0));
    }
    return Frames.frame(bytes, LinkType.RAW, 0, 0);
  }

  private static Frame moved(Frame piece, int offset) {
    set16(piece.bytes(), 6, offset >> 3);
    return piece;
  }

  private static byte[] header(int protocol) {
    String hex = HexPackets.ipv4(protocol, "").substring((HexPackets.MACS + "0800").length());
    return HexPackets.bytes(hex);
  }

  private static byte[] octets(Frame frame) {
    return Arrays.copyOf(frame.bytes(), frame.capturedLength());
  }

  private static void set16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }
}
