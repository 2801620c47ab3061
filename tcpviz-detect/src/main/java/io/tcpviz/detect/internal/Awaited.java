// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.wire.TcpSegment;
import java.util.Objects;

/**
 * The answer to a segment, which may not come: only the passing of time can bring an event about
 * that. Nearly always it does come, soon; then nothing is left of this but its empty place.
 */
abstract class Awaited extends PendingEvent {
  /** The segment. */
  final PacketRef segment;

  private @Nullable Sender sender; // only while it is open, as its connection
  private @Nullable Awaited next; // another one of its connection

  /** Waits for the answer to the present segment. */
  Awaited(Sender sender, TcpSegment segment) {
    super(sender.flow, null, true);
    this.sender = sender;
    this.segment = PacketRef.of(segment);
  }

  /** Whether the answer has come, or cannot come any more: what stays so. */
  abstract boolean isAnswered();

  /** Whether nothing would be said now if the time were over. */
  abstract boolean isOver();

  /** The answer has not come in time. */
  abstract void expire(long dueNanos);

  /** The side that sent the segment; only while it is open. */
  final Sender sender() {
    return Objects.requireNonNull(sender);
  }

  /** Puts this before the others of its connection. */
  final Awaited before(@Nullable Awaited others) {
    next = others;
    return this;
  }

  /** Those that are still waited for; the others are let go. */
  static @Nullable Awaited unanswered(Awaited first) {
    Awaited left = null;
    Awaited each = first;
    while (each != null) {
      Awaited following = each.next;
      if (each.isOpen() && each.isAnswered()) {
        each.vacate();
      }
      if (each.isOpen()) {
        left = each.before(left);
      }
      each = following;
    }
    return left;
  }

  @Override
  final void close() {
    super.close();
    sender = null;
  }
}
