// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.PacketBytes;
import java.util.Arrays;
import java.util.List;

/**
 * A capture too long to be held: each packet is made when it is asked for, from a pattern, and cut
 * behind its headers.
 */
final class MadeCapture implements CaptureReader {
  /** What comes next. */
  interface Maker {
    /** Lends the packet of that number, from 0, with {@link Pattern#lend}; false at the end. */
    boolean make(long number, Frame frame);
  }

  /** One packet whose addresses, numbers and time change. */
  static final class Pattern {
    private final PacketBytes packet;
    private final byte[] headers;
    private final int wholeLength;

    Pattern(PacketBytes packet) {
      byte[] whole = packet.toFrame();
      this.packet = packet;
      this.headers = Arrays.copyOf(whole, packet.payloadOffset());
      this.wholeLength = whole.length;
    }

    /** Puts another IPv4 source address. */
    Pattern from(int address) {
      put(packet.ipOffset() + 12, address);
      return this;
    }

    /** Lends the packet with these numbers to a frame. */
    boolean lend(Frame frame, long nanos, int seq, int ack) {
      put(packet.tcpOffset() + 4, seq);
      put(packet.tcpOffset() + 8, ack);
      frame.setBytes(headers, 0, headers.length, wholeLength);
      frame.setOrigin(nanos, packet.linkType(), 0, 0);
      return true;
    }

    private void put(int at, int value) {
      headers[at] = (byte) (value >>> 24);
      headers[at + 1] = (byte) (value >>> 16);
      headers[at + 2] = (byte) (value >>> 8);
      headers[at + 3] = (byte) value;
    }
  }

  private final Maker maker;
  private long made;

  MadeCapture(Maker maker) {
    this.maker = maker;
  }

  @Override
  public boolean next(Frame frame) {
    if (!maker.make(made, frame)) {
      return false;
    }
    made++;
    frame.setOrigin(frame.timestampNanos(), frame.linkType(), made, 0);
    return true;
  }

  @Override
  public CaptureInfo info() {
    return new CaptureInfo("made", List.of());
  }

  @Override
  public long position() {
    return made;
  }

  @Override
  public void close() {}
}
