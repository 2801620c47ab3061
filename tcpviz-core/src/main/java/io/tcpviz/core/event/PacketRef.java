// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * The facts of a packet that an event keeps.
 *
 * @param source index of its file among the files of the capture
 * @param frame 1-based number of the frame in that file
 * @param timestampNanos capture time, nanoseconds since the epoch
 * @param seq SEG.SEQ
 * @param ack SEG.ACK; meaningful only with the ACK bit
 * @param payloadLength payload octets
 * @param flags control bits ({@link TcpFlags})
 */
public record PacketRef(
    int source, long frame, long timestampNanos, int seq, int ack, int payloadLength, int flags) {
  /** The facts of {@code segment}. */
  public static PacketRef of(TcpSegment segment) {
    return new PacketRef(
        segment.source(),
        segment.frameNumber(),
        segment.timestampNanos(),
        segment.seq(),
        segment.ack(),
        segment.payloadLength(),
        segment.flags());
  }

  /** Whether {@link #ack} means something. */
  public boolean hasAck() {
    return (flags & TcpFlags.ACK) != 0;
  }
}
