// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.replay.ConnectionBeginning;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.PacketBytes;

/** Segments of one connection, one after the other, a millisecond apart. */
final class Packets {
  static final Endpoint CLIENT = Endpoint.ofIpv4(0x0A00_0001, 40_000);
  static final Endpoint SERVER = Endpoint.ofIpv4(0x0A00_0002, 80);
  static final PacketBytes UP = PacketBytes.between(CLIENT, SERVER);
  static final PacketBytes DOWN = PacketBytes.between(SERVER, CLIENT);
  static final long STEP_NANOS = 1_000_000;

  private final SegmentDecoder decoder = new SegmentDecoder();
  private final TcpSegment segment = new TcpSegment();
  private long frame;

  /** Decodes the next packet; its frame number and its time count up. */
  TcpSegment next(PacketBytes packet) {
    frame++;
    Frame captured = Frames.frame(packet.toFrame(), packet.linkType(), frame * STEP_NANOS, frame);
    if (!decoder.decode(captured, segment)) {
      throw new AssertionError(decoder.skipReason());
    }
    return segment;
  }

  /** A connection of so many segments from the first of these on. */
  static Candidate candidate(long up, long down, long lostNanos) {
    return new Candidate(
        new ConnectionBeginning(CLIENT, SERVER, 0, 1, (up + down) * STEP_NANOS),
        STEP_NANOS,
        up,
        down,
        1_000 * up,
        lostNanos,
        0,
        0);
  }
}
