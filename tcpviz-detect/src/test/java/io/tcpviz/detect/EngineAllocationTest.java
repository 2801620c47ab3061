// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.detect.internal.Engine;
import io.tcpviz.testkit.Allocations;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.PacketBytes;
import org.junit.jupiter.api.Test;

/** Silence costs nothing. */
class EngineAllocationTest {
  private static final int SEGMENTS = 1_000_000;
  private static final int OCTETS = 1_000;
  private static final int SERVER_ISN = 70_000;
  private static final Endpoint CLIENT = Endpoint.ofIpv4(0x0A00_0001, 40_000);
  private static final Endpoint SERVER = Endpoint.ofIpv4(0x0A00_0002, 80);

  private final Engine engine =
      new Engine(
          AnalysisConfig.defaults().thresholds(),
          event -> {
            throw new AssertionError(event);
          });
  private final SegmentDecoder decoder = new SegmentDecoder();
  private final TcpSegment segment = new TcpSegment();
  private final PacketBytes up = PacketBytes.between(CLIENT, SERVER).ack(SERVER_ISN + 1);
  private final PacketBytes down = PacketBytes.between(SERVER, CLIENT).seq(SERVER_ISN + 1);
  private final Frame data = Frames.frame(up.payload(OCTETS));
  private final Frame ack = Frames.frame(down);
  private final int tcp = up.tcpOffset();
  private long nanos;
  private long frames;
  private int nxt = 1;

  @Test
  void aQuietTransferAllocatesNothing() {
    open();
    assertEquals(0, Allocations.bytes(this::transfer));
    engine.finish();
  }

  private void open() {
    play(Frames.frame(up.flags(TcpFlags.SYN).ack(0).mss(1_460).windowShift(7)), 0, 0);
    PacketBytes synAck = down.flags(TcpFlags.SYN | TcpFlags.ACK).mss(1_460).windowShift(7);
    play(Frames.frame(synAck), SERVER_ISN, 1);
    play(Frames.frame(up), 1, SERVER_ISN + 1);
  }

  /** Two data segments, then their acknowledgment, over and over. */
  private void transfer() {
    for (int i = 0; i < SEGMENTS; i += 3) {
      play(data, nxt, SERVER_ISN + 1);
      play(data, nxt + OCTETS, SERVER_ISN + 1);
      nxt += 2 * OCTETS;
      play(ack, SERVER_ISN + 1, nxt);
    }
  }

  private void play(Frame frame, int seq, int acknowledgment) {
    nanos += 10_000;
    frame.setOrigin(nanos, up.linkType(), ++frames, 0);
    put(frame.bytes(), tcp + 4, seq);
    put(frame.bytes(), tcp + 8, acknowledgment);
    decoder.decode(frame, segment);
    engine.onSegment(segment);
  }

  private static void put(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }
}
