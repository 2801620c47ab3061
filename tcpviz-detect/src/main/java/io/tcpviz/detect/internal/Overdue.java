// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.wire.TcpSegment;
import java.util.List;

/**
 * Finds repairs that look like new data: the octets are next in order here, because neither their
 * first copy nor anything sent after it came this far. Only the end of a burst can be lost like
 * this, and what tells is that the sender was silent although it had no reason to be:
 *
 * <ul>
 *   <li>Its IP identifications count up one by one, and some are missing: it sent segments since
 *       the last one that passed. They brought neither octets before this segment, which are all
 *       here, nor an acknowledgment, for which it had no reason; so they brought these octets.
 *   <li>The newest segment came without PSH, so there was more to send (RFC 9293 §3.9.1.2); all of
 *       it is acknowledged and the window is open; and still nothing came until a timer ran out.
 *       Identifications without a gap tell otherwise.
 * </ul>
 *
 * <p>None of this is possible at a capture point beside the sender, where everything passes.
 */
final class Overdue {
  /** Of the smallest round trip, how long a repair takes at least. */
  private static final double REPAIR_SHARE = 0.9;

  /** What comes within this time of an acknowledgment was not sent by a timer. */
  private static final long ANSWER_NANOS = Trigger.SHORTEST_RTO_NANOS;

  /** No probe comes sooner, however short the path: two ticks of the coarsest clock in use. */
  private static final long SHORTEST_PROBE_NANOS = 20_000_000L;

  private Overdue() {}

  /**
   * Whether the segment, next in order, comes as soon as new data would. Cheap, as it is asked of
   * every segment.
   */
  static boolean isPrompt(Sender sender, TcpSegment segment) {
    if (SequenceSpace.isBefore(segment.seq(), sender.burst().unseenEnd())) {
      return false;
    }
    long pause = segment.timestampNanos() - sender.burst().newestNanos();
    long halfPath = sender.trips().minPathNanos() / 2;
    if (pause < Math.min(halfPath, Trigger.SHORTEST_RTO_NANOS)) {
      return true; // whatever the marks say
    }
    boolean inStep = sender.burst().isPushed() && sender.marks().skipped(segment) == 0;
    return pause < (inStep ? Trigger.SHORTEST_RTO_NANOS : halfPath);
  }

  /** Judges a segment with octets that are next in order; null if it is simply that. */
  static @Nullable Verdict judge(Sender sender, TcpSegment segment) {
    if (isPrompt(sender, segment) || sender.trips().isBeside()) {
      return null;
    }
    if (SequenceSpace.isBefore(segment.seq(), sender.burst().unseenEnd())) {
      return sender.marks().isOvertaken(segment)
          ? null // it is one of those that were missing
          : new Verdict(Arrival.RETRANSMISSION, 0.9, List.of(Reason.IP_IDS_MISSING));
    }
    if (hasOtherReason(sender, segment)) {
      return null;
    }
    if (sender.marks().skipped(segment) > 0 && isAfterTimer(sender, segment)) {
      return new Verdict(Arrival.RETRANSMISSION, 0.9, List.of(Reason.IP_IDS_MISSING));
    }
    return isHeldBack(sender, segment)
        ? new Verdict(
            Arrival.RETRANSMISSION, confidence(segment), List.of(Reason.SENDER_FELL_SILENT))
        : null;
  }

  /**
   * Whether a timer can have run out since the newest segment, as nothing else repairs what only
   * comes last: at the earliest a probe, after two round trips (RFC 8985 §7.2).
   */
  private static boolean isAfterTimer(Sender sender, TcpSegment segment) {
    long pause = segment.timestampNanos() - sender.burst().newestNanos();
    long probe = Math.max(2 * sender.trips().minPathNanos(), SHORTEST_PROBE_NANOS);
    return pause >= Math.min(probe, Trigger.SHORTEST_RTO_NANOS);
  }

  /** Timestamps show that the sender had heard everything; without them it may not have. */
  static double confidence(TcpSegment segment) {
    return segment.hasTimestamps() ? 0.9 : 0.7;
  }

  /**
   * Whether the sender was silent as long as for a timeout before the segment, with nothing of it
   * to be seen that waited for an acknowledgment.
   */
  static boolean mayEndTimeout(Sender sender, TcpSegment segment) {
    return !isPrompt(sender, segment)
        && !sender.marks().isSuccessor(segment)
        && !sender.trips().isBeside()
        && !hasOtherReason(sender, segment)
        && !sender.wnd().isClosed()
        && Trigger.isTimeout(sender, segment);
  }

  /**
   * Whether the segment, which skips octets, shows that the newest one before it ended a timeout:
   * it answers the acknowledgment of that one, so what it skips was sent before. A burst whose
   * beginning was lost looks the same; identifications that count up one by one would be missing.
   */
  static boolean showsTimeout(Sender sender, Wait wait, TcpSegment opener) {
    long answered = opener.timestampNanos() - sender.progressNanos();
    return wait.end == sender.nxt()
        && sender.outstanding() == 0
        && sender.marks().skipped(opener) == 0
        && hasHeardAll(sender, opener)
        && answered < Math.max(ANSWER_NANOS, sender.trips().detourNanos() * 3 / 2);
  }

  /**
   * Whether there is another explanation: too early for a repair, something to acknowledge, a hole
   * to repair, a keep-alive between.
   */
  private static boolean hasOtherReason(Sender sender, TcpSegment segment) {
    long newest = Math.min(sender.burst().newestNanos(), sender.marks().markedNanos());
    long pause = segment.timestampNanos() - sender.burst().newestNanos();
    Recovery recovery = sender.recovery();
    return pause < REPAIR_SHARE * sender.trips().minPathNanos()
        || sender.outstanding() > 0
        || segment.ack() != sender.peer().una()
        || recovery != null && recovery.lackedNanos() >= newest - sender.trips().detourNanos()
        || sender.windows().keptAlive;
  }

  /** Whether the sender had more to send and was free to, and still waited for a timer. */
  private static boolean isHeldBack(Sender sender, TcpSegment segment) {
    if (sender.burst().isPushed()
        || sender.marks().isSuccessor(segment)
        || !sender.wnd().isKnown()
        || sender.wnd().octets() <= sender.mss()
        || !hasHeardAll(sender, segment)) {
      return false;
    }
    long heard =
        Math.max(sender.peer().lastNanos() + sender.trips().detourNanos(), sender.lastNanos());
    long pause = segment.timestampNanos() - sender.burst().newestNanos();
    long sent = segment.timestampNanos() - sender.marks().delayNanos(segment, pause);
    return sent - heard >= Trigger.shortestTimerNanos(sender);
  }

  /** Whether the newest acknowledgment reached the sender, as far as timestamps tell. */
  private static boolean hasHeardAll(Sender sender, TcpSegment segment) {
    return !segment.hasTimestamps() || !sender.peer().marks().isOlderThanNewest(segment.tsEcr());
  }
}
