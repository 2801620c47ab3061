// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.PacketBytes;

/** All that a segment says, as one line to compare and to read. */
final class SegmentText {
  private static final Frame SOMETHING_ELSE =
      Frames.frame(
          PacketBytes.between(new Endpoint(0xABCDL << 48, 1, 1), new Endpoint(0xABCDL << 48, 2, 2))
              .flags(0xFF)
              .mss(1)
              .windowShift(1)
              .timestamps(1, 1)
              .sackPermitted()
              .sack(1, 2)
              .payload(1));

  private SegmentText() {}

  /** What a frame holds, or the name of the reason why it holds no segment. */
  static String decoded(Frame frame) {
    SegmentDecoder decoder = new SegmentDecoder();
    TcpSegment segment = new TcpSegment();
    decoder.decode(SOMETHING_ELSE, segment); // nothing of it may be left
    return decoder.decode(frame, segment) ? of(segment) : decoder.skipReason().name();
  }

  static String of(TcpSegment segment) {
    Endpoint from = new Endpoint(segment.sourceHigh(), segment.sourceLow(), segment.sourcePort());
    Endpoint to =
        new Endpoint(
            segment.destinationHigh(), segment.destinationLow(), segment.destinationPort());
    StringBuilder text = new StringBuilder();
    text.append("frame ").append(segment.source()).append('/').append(segment.frameNumber());
    text.append(" at ").append(segment.timestampNanos());
    text.append(" v").append(segment.ipVersion()).append(' ').append(from).append("->").append(to);
    text.append(" id ").append(segment.ipId()).append(" hops ").append(segment.hopLimit());
    text.append(' ').append(TcpFlags.letters(segment.flags()));
    text.append(" seq ").append(Integer.toUnsignedString(segment.seq()));
    text.append(" ack ").append(Integer.toUnsignedString(segment.ack()));
    text.append(" win ").append(segment.window());
    text.append(" sum ").append(Integer.toHexString(segment.checksum()));
    text.append(" len ").append(segment.payloadLength());
    text.append(" captured ").append(segment.capturedPayloadLength());
    return text.append(" <").append(options(segment)).append('>').toString();
  }

  /** The options alone: {@code mss 1460, ws 7, sackOK, ts 1 2, sack 5:9}. */
  static String options(TcpSegment segment) {
    StringBuilder text = new StringBuilder();
    append(text, segment.mss() != 0, "mss " + segment.mss());
    append(text, segment.windowShift() != -1, "ws " + segment.windowShift());
    append(text, segment.sackPermitted(), "sackOK");
    append(text, segment.hasTimestamps(), timestamps(segment));
    append(text, !segment.hasTimestamps() && (segment.tsVal() | segment.tsEcr()) != 0, "leftover");
    for (int i = 0; i < segment.sackCount(); i++) {
      append(
          text,
          true,
          "sack "
              + Integer.toUnsignedString(segment.sackStart(i))
              + ":"
              + Integer.toUnsignedString(segment.sackEnd(i)));
    }
    return text.toString();
  }

  private static String timestamps(TcpSegment segment) {
    return "ts "
        + Integer.toUnsignedString(segment.tsVal())
        + " "
        + Integer.toUnsignedString(segment.tsEcr());
  }

  private static void append(StringBuilder text, boolean present, String words) {
    if (present) {
      text.append(text.length() == 0 ? "" : ", ").append(words);
    }
  }
}
