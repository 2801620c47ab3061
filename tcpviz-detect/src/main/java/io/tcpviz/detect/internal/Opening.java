// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/** A SYN that waits for its answer. */
final class Opening {
  final Sender sender;
  final int iss;
  final long firstNanos;
  final int mss;
  final int windowShift;
  final boolean sackPermitted;
  int attempts = 1;

  /** The place of the event should no answer come; null before the first wait. */
  @Nullable PendingEvent place;

  long lastNanos;
  private long countedNanos; // the wait until then is counted as lost

  Opening(Sender sender, TcpSegment syn) {
    this.sender = sender;
    this.iss = syn.seq();
    this.firstNanos = syn.timestampNanos();
    this.lastNanos = syn.timestampNanos();
    this.countedNanos = syn.timestampNanos();
    this.mss = syn.mss();
    this.windowShift = syn.windowShift();
    this.sackPermitted = syn.sackPermitted();
  }

  /**
   * Whether the segment answers it: comes from the other side and acknowledges exactly this SYN.
   */
  boolean isAnsweredBy(Sender other, TcpSegment segment) {
    return sender == other.peer() && segment.has(TcpFlags.ACK) && segment.ack() - 1 == iss;
  }

  /** Whether the other side has answered it with an ACK of the connection that it has. */
  boolean challenged;

  /** The packet of it, where something may have to be said about that. */
  @Nullable PacketRef syn;

  /** Nothing more is waited for. */
  void giveUp() {
    PendingEvent waiting = place;
    if (waiting != null) {
      waiting.withdraw();
    }
  }

  /** What is known of the wait stands. */
  void conclude() {
    PendingEvent waiting = place;
    if (waiting != null) {
      waiting.settle();
    }
  }

  /** The time until {@code nanos} that was not counted as lost before. */
  long count(long nanos) {
    long uncounted = Math.max(0, nanos - countedNanos);
    countedNanos = Math.max(countedNanos, nanos);
    return uncounted;
  }
}
