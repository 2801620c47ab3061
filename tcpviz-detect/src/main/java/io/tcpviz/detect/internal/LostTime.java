// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.Spurious;
import io.tcpviz.core.event.TcpEvent;

/** The time that an event cost: when it began, and how long it was. */
final class LostTime {
  private LostTime() {}

  /** Nanoseconds lost to one event, 0 where it cost none by itself. */
  static long of(TcpEvent event) {
    EventDetail detail = event.detail();
    if (detail instanceof EventDetail.Retransmission resent) {
      return isWait(resent) ? resent.silenceNanos() : 0;
    }
    if (detail instanceof EventDetail.Loss loss) {
      return Math.max(0, loss.stallNanos());
    }
    if (detail instanceof EventDetail.ZeroWindow closed) {
      return Math.max(0, closed.durationNanos());
    }
    if (detail instanceof EventDetail.WindowFull full) {
      return Math.max(0, full.durationNanos());
    }
    boolean refused = event.reason() == Reason.CONNECTION_REFUSED;
    return detail instanceof EventDetail.Handshake opening && !refused
        ? Math.max(0, opening.sinceLastNanos())
        : 0;
  }

  /** Whether the sender had nothing better to do; whoever probes needlessly had sent everything. */
  private static boolean isWait(EventDetail.Retransmission resent) {
    return resent.trigger() == RetransmissionKind.RTO
        || resent.trigger() == RetransmissionKind.TLP && resent.spurious() != Spurious.YES;
  }

  /** Whether the time that an event tells of begins with its packet instead of ending there. */
  static boolean isForward(TcpEvent event) {
    return event.kind() == EventKind.ZERO_WINDOW
        || event.kind() == EventKind.WINDOW_FULL
        || event.reason() == Reason.SYN_TIMEOUT
        || event.reason() == Reason.SYN_ACK_UNANSWERED
        || event.reason() == Reason.SYN_STORM;
  }
}
