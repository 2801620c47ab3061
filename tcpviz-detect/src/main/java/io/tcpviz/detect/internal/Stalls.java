// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/** Notices data that waits for its acknowledgment longer than the path and any timer explain. */
final class Stalls {
  private final Losses losses;
  private final long minNanos;
  private final double rttFactor;

  Stalls(Losses losses, long minNanos, double rttFactor) {
    this.losses = losses;
    this.minNanos = minNanos;
    this.rttFactor = rttFactor;
  }

  /** Looks whether data of {@code sender} waits when {@code speaker}'s segment passes. */
  void inspect(Sender sender, Sender speaker, TcpSegment segment) {
    boolean onlyFin = sender.ending().finSent() && sender.outstanding() == 1;
    if (sender.outstanding() == 0
        || onlyFin
        || sender.flow.isOver()
        || sender.peer().totals().packets == 0
        || sender.flow.opening != null
        || !sender.wnd().isKnown()
        || sender.wnd().isClosed()) {
      return;
    }
    Recovery recovery = sender.recovery();
    long since = sender.progressNanos();
    if (recovery != null) {
      since = Math.max(since, recovery.feedbackNanos());
    }
    long stall = segment.timestampNanos() - since;
    long threshold = Math.max(minNanos, (long) (rttFactor * sender.trips().smoothedPathNanos()));
    if (stall <= threshold) {
      return;
    }
    losses.stalled(sender, speaker, segment, stall, threshold);
    if (speaker != sender
        && segment.has(TcpFlags.ACK)
        && SequenceSpace.isAfter(segment.ack(), sender.una())) {
      sender.totals().openMishaps().stallNanos += stall;
      if (recovery == null || recovery.timeouts() == 0 && !recovery.probed()) {
        sender.flow.lostTimeNanos += stall; // no timer has counted it
      }
    }
  }
}
