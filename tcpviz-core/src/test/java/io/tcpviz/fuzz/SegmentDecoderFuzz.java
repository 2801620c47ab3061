// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.SkipReason;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.core.wire.Tunnels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks for frames that harm the decoder, guided by the branches that they reach. Not part of a
 * build, for its agent is slow; CONTRIBUTING.md says how to run it.
 *
 * <p>An input is a row of frames: for each the index of its link type, two octets of length, one of
 * octets that a snap length cut off, one of seconds since the frame before, and its octets. The
 * first octet of all chooses the packet of tunnels.
 */
class SegmentDecoderFuzz {
  private static final int[] LINK_TYPES =
      IntStream.range(0, 400).filter(LinkType::isSupported).toArray();
  private static final int FRAME_HEADER_LENGTH = 5;
  private static final long SECOND = 1_000_000_000L;

  @FuzzTest(maxDuration = "20m")
  void framesAreDecodedFromThemselvesAlone(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Tunnels tunnels = (input[0] & 1) == 0 ? Tunnels.INNER : Tunnels.OUTER;
    SegmentDecoder here = new SegmentDecoder(tunnels);
    SegmentDecoder elsewhere = new SegmentDecoder(tunnels);
    long nanos = 0;
    long pieces = 0;
    int at = 1;
    for (int number = 1; at + FRAME_HEADER_LENGTH <= input.length; number++) {
      int linkType = LINK_TYPES[(input[at] & 0xFF) % LINK_TYPES.length];
      int length = (input[at + 1] & 0xFF) << 8 | input[at + 2] & 0xFF;
      int cut = input[at + 3] & 0xFF;
      nanos += (input[at + 4] & 0xFF) * SECOND;
      at += FRAME_HEADER_LENGTH;
      int present = Math.min(length, input.length - at);
      Frame frame = new Frame();
      frame.setBytes(Arrays.copyOfRange(input, at, at + present), 0, present, present + cut);
      frame.setOrigin(nanos, linkType, number, 0);
      at += present;
      pieces += decodeTwice(frame, here, elsewhere);
      require(here.joinedFragments() <= pieces, "more pieces joined than there were");
    }
  }

  /** Returns how many pieces the frame left: none or one. */
  private static int decodeTwice(Frame exact, SegmentDecoder here, SegmentDecoder elsewhere) {
    TcpSegment one = new TcpSegment();
    TcpSegment other = new TcpSegment();
    boolean found = here.decode(exact, one);
    boolean foundElsewhere = elsewhere.decode(surrounded(exact), other);
    require(found == foundElsewhere, "what lies around a frame decides");
    if (!found) {
      require(here.skipReason() == elsewhere.skipReason(), "what lies around gives the reason");
      return here.skipReason() == SkipReason.FRAGMENT ? 1 : 0;
    }
    require(fields(one).equals(fields(other)), "what lies around is read");
    require(one.payloadLength() >= 0, "negative payload");
    require(one.capturedPayloadLength() >= 0, "negative captured payload");
    require(one.capturedPayloadLength() <= one.payloadLength(), "more captured than there was");
    require(one.sackCount() <= TcpSegment.MAX_SACK_BLOCKS, "more SACK blocks than fit");
    return 0;
  }

  private static Frame surrounded(Frame exact) {
    byte[] octets = new byte[exact.capturedLength() + 200];
    Arrays.fill(octets, (byte) 0xFF);
    System.arraycopy(exact.bytes(), 0, octets, 100, exact.capturedLength());
    Frame frame = new Frame();
    frame.setBytes(octets, 100, exact.capturedLength(), exact.originalLength());
    frame.setOrigin(exact.timestampNanos(), exact.linkType(), exact.number(), exact.source());
    return frame;
  }

  private static List<Object> fields(TcpSegment segment) {
    return List.of(
        segment.sourceHigh(),
        segment.sourceLow(),
        segment.sourcePort(),
        segment.destinationHigh(),
        segment.destinationLow(),
        segment.destinationPort(),
        segment.ipId(),
        segment.hopLimit(),
        segment.seq(),
        segment.ack(),
        segment.flags(),
        segment.window(),
        segment.checksum(),
        segment.checksumCheck(),
        segment.payloadLength(),
        segment.capturedPayloadLength(),
        segment.mss(),
        segment.windowShift(),
        segment.tsVal(),
        segment.tsEcr(),
        segment.sackCount());
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }
}
