// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import io.tcpviz.core.capture.Frame;
import java.util.Arrays;

/** Frames without a capture file. */
public final class Frames {
  private Frames() {}

  /**
   * A whole frame, from file 0 of its capture.
   *
   * @param bytes lent to the frame, not copied
   * @param linkType as in {@link io.tcpviz.core.capture.LinkType}
   * @param timestampNanos capture time, nanoseconds since the epoch
   * @param number of the frame in its file, from 1
   */
  public static Frame frame(byte[] bytes, int linkType, long timestampNanos, long number) {
    Frame frame = new Frame();
    frame.setBytes(bytes, 0, bytes.length, bytes.length);
    frame.setOrigin(timestampNanos, linkType, number, 0);
    return frame;
  }

  /** The frame of a packet, captured at time 0 as number 1. */
  public static Frame frame(PacketBytes packet) {
    return frame(packet.toFrame(), packet.linkType(), 0, 1);
  }

  /** The same frame as a snap length of {@code snapLength} octets would have left it. */
  public static Frame cut(Frame whole, int snapLength) {
    int kept = Math.min(snapLength, whole.capturedLength());
    Frame frame = new Frame();
    frame.lendFrom(whole);
    frame.setBytes(octets(whole, kept), 0, kept, whole.originalLength());
    return frame;
  }

  /**
   * The same frame in the middle of a larger buffer, as readers lend it.
   *
   * @param around repeated before and behind the frame
   */
  public static Frame embedded(Frame exact, byte[] around) {
    byte[] octets = octets(exact, exact.capturedLength());
    byte[] buffer = new byte[around.length + octets.length + around.length];
    System.arraycopy(around, 0, buffer, 0, around.length);
    System.arraycopy(octets, 0, buffer, around.length, octets.length);
    System.arraycopy(around, 0, buffer, around.length + octets.length, around.length);
    Frame frame = new Frame();
    frame.lendFrom(exact);
    frame.setBytes(buffer, around.length, octets.length, exact.originalLength());
    return frame;
  }

  private static byte[] octets(Frame frame, int length) {
    return Arrays.copyOfRange(frame.bytes(), frame.offset(), frame.offset() + length);
  }
}
