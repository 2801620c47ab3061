// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.tcp.SequenceSpace;
import java.util.Objects;

/**
 * One side's send sequence variables (RFC 9293 §3.3.1), as far as a bystander knows them. The
 * {@link Sender} alone moves them.
 *
 * <pre>
 *        una                nxt            una + wnd
 *   ──────┼──────────────────┼─────────────────┼──────▶ sequence numbers
 *   acked │     in flight    │   may be sent   │
 * </pre>
 */
abstract class SendSequence {
  final Flow flow;
  private @Nullable Sender peer;

  int una; // everything before it is acknowledged
  int nxt; // the first octet not yet seen sent
  int mss;
  boolean synced; // una and nxt mean something
  boolean begun; // and they come from this side's own segments
  boolean acked; // and una was named by an acknowledgment
  long progressNanos; // when una last moved, or data became outstanding

  SendSequence(Flow flow) {
    this.flow = flow;
  }

  static void pair(Sender one, Sender other) {
    ((SendSequence) one).peer = other;
    ((SendSequence) other).peer = one;
  }

  /** The other side. */
  final Sender peer() {
    return Objects.requireNonNull(peer);
  }

  final boolean isSynced() {
    return synced;
  }

  /** Whether a segment of this side has begun its sequence space. */
  final boolean hasBegun() {
    return begun;
  }

  final int una() {
    return una;
  }

  /**
   * What is acknowledged of {@code [start, end)}, as the octet behind it; {@code start} if nothing.
   * Where the capture begins in the middle, una is only where it begins until an acknowledgment
   * names it or what is behind it.
   */
  final int ackedTo(int start, int end) {
    return acked ? SequenceSpace.earlier(end, SequenceSpace.later(start, una)) : start;
  }

  final int nxt() {
    return nxt;
  }

  final int mss() {
    return mss;
  }

  /** Octets sent and not acknowledged, SYN and FIN included. */
  final int outstanding() {
    return synced ? Math.max(0, SequenceSpace.distance(una, nxt)) : 0;
  }

  /** When the oldest outstanding octet last had reason to hope: progress, or its own sending. */
  final long progressNanos() {
    return progressNanos;
  }
}
