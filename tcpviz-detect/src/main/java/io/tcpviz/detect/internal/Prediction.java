// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * Header prediction, after Van Jacobson's for receivers: whether a segment is simply what comes
 * next. Most segments are, and need no detector.
 *
 * <p>Predicted is a segment of a calm connection that carries the next octets, or an acknowledgment
 * that moves forward, with no control bits but ACK and PSH, no SACK blocks, the window open and
 * with room for one more, and no long silence before it. Every condition is there because some
 * detector would otherwise have something to say; so prediction never changes what is said.
 */
final class Prediction {
  private Prediction() {}

  /**
   * Whether the segment is predicted.
   *
   * @param quietNanos the longest silence or wait that says nothing
   */
  static boolean holds(Sender sender, TcpSegment segment, long quietNanos) {
    Sender receiver = sender.peer();
    int length = segment.payloadLength();
    int acked = SequenceSpace.distance(receiver.una(), segment.ack());
    long nanos = segment.timestampNanos();
    return (segment.flags() & ~TcpFlags.PSH) == TcpFlags.ACK
        && segment.seq() == sender.nxt()
        && sender.flow.isCalm()
        && (length > 0 ? acked >= 0 : acked > 0)
        && SequenceSpace.isAtOrBefore(segment.ack(), receiver.nxt())
        && segment.sackCount() == 0
        && segment.window() != 0
        && receiver.wnd().takenBack(segment.ack(), scaled(sender, segment), 1 << sender.shift())
            == 0
        && sender
            .wnd()
            .hasRoom(SequenceSpace.distance(sender.una(), sender.nxt()), length, sender.mss())
        && sender.flow.isRecent(nanos, quietNanos)
        && isServed(sender, nanos, quietNanos)
        && isServed(receiver, nanos, quietNanos)
        && (length == 0 || Overdue.isPrompt(sender, segment))
        && (length != 1 || !sender.windows().wasClosed());
  }

  /** The window that a segment offers, which is never scaled in a SYN. */
  private static int scaled(Sender sender, TcpSegment segment) {
    return segment.window() << sender.shift();
  }

  /** Whether the sender's data, if any is outstanding, has not waited long. */
  private static boolean isServed(Sender sender, long nanos, long quietNanos) {
    return sender.una() == sender.nxt() || nanos - sender.progressNanos() < quietNanos;
  }

  /** Whether nothing is going on with a sender's data that a detector watches. */
  static boolean isCalm(Sender sender) {
    Recovery trouble = sender.recovery();
    return sender.isSynced()
        && sender.wnd().octets() > 0
        && !sender.ending().finSent()
        && sender.windows().isCalm()
        && sender.burst().pendingWait() == null
        && (trouble == null || trouble.isOverAt(sender.una()));
  }
}
