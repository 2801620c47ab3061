// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.PacketBytes;

/** Segments for tests that talk to one class of the engine. */
final class Segments {
  static final Endpoint CLIENT = Endpoint.ofIpv4(0x0A00_0001, 40_000);
  static final Endpoint SERVER = Endpoint.ofIpv4(0x0A00_0002, 80);

  private Segments() {}

  /** A packet from the client, to be made into what is needed. */
  static PacketBytes fromClient() {
    return PacketBytes.between(CLIENT, SERVER);
  }

  /** The segment of a packet. */
  static TcpSegment of(PacketBytes packet, long nanos, long frame) {
    TcpSegment segment = new TcpSegment();
    boolean decoded =
        new SegmentDecoder()
            .decode(Frames.frame(packet.toFrame(), packet.linkType(), nanos, frame), segment);
    if (!decoded) {
      throw new IllegalArgumentException(packet + " is no segment");
    }
    return segment;
  }
}
