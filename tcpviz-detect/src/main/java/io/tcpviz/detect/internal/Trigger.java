// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * What made a sender send again. A repair that the receiver asked for follows its acknowledgments;
 * one by timer follows silence. The capture sees an acknowledgment before the sender does, and what
 * it causes after, so the time from here to the sender and back is taken off the silence.
 */
final class Trigger {
  /** Of the smoothed round trip, the silence that only a timer explains (a probe waits two). */
  private static final double TIMER_SHARE = 1.4;

  /**
   * Shorter silences are no timer's, on however short a path: stacks do not arm them that short.
   */
  private static final long MIN_TIMER_NANOS = 8_000_000L;

  /** Silence after which only the retransmission timer can have spoken. */
  static final long SHORTEST_RTO_NANOS = StackDefaults.MIN_RTO_NANOS * 9 / 10;

  private Trigger() {}

  static RetransmissionKind of(Sender sender, TcpSegment segment, Coverage coverage) {
    if (segment.has(TcpFlags.SYN)) {
      return segment.has(TcpFlags.ACK) ? RetransmissionKind.SYN_ACK : RetransmissionKind.SYN;
    }
    if (segment.has(TcpFlags.FIN) && segment.payloadLength() == 0) {
      return RetransmissionKind.FIN;
    }
    if (sender.peer().totals().packets == 0) {
      return RetransmissionKind.UNKNOWN; // one side captured: what it answered to is not to be seen
    }
    if (sender.syn().wasIgnored(segment.seq())) {
      return RetransmissionKind.UNKNOWN; // the SYN-ACK asked for it, which no other kind is made of
    }
    Recovery recovery = sender.openRecovery();
    long silence = silence(sender, segment, recovery);
    if (isByTimer(sender, segment, recovery, silence)) {
      boolean triedBefore = coverage.hole() > 0 && sender.marks().skipped(segment) > 0;
      boolean probe =
          isProbe(sender, segment, recovery) && isInTimeForProbe(sender, segment, silence);
      return !triedBefore && probe ? RetransmissionKind.TLP : RetransmissionKind.RTO;
    }
    Recovery.Phase phase = recovery.phaseAt(segment.seq(), heardNanos(sender, segment));
    if (phase == Recovery.Phase.LOSS && !isRepairLost(sender, segment, coverage)) {
      return RetransmissionKind.RTO_FOLLOWUP;
    }
    if (phase != Recovery.Phase.OPEN) {
      return sender.syn().sackPermitted() || recovery.sackSeen()
          ? RetransmissionKind.SACK
          : RetransmissionKind.FAST;
    }
    if (recovery.dupAcks() > 0
        || recovery.sackedAbove(segment.endSeq())
        || wasReported(sender, segment)) {
      return isByThreshold(sender, segment) ? RetransmissionKind.FAST : RetransmissionKind.RACK;
    }
    return coverage.isKnownReceived() ? RetransmissionKind.UNNEEDED : RetransmissionKind.UNKNOWN;
  }

  /**
   * Whether as much was reported as the classic rules ask for: three duplicate ACKs (RFC 5681
   * §3.2), or more than two segments above the hole (RFC 6675 §4). Without SACK nothing else is
   * possible.
   */
  private static boolean isByThreshold(Sender sender, TcpSegment segment) {
    Recovery recovery = sender.openRecovery();
    return recovery.claimedNanos(segment.seq()) != Long.MIN_VALUE
        || !recovery.sackedAbove(segment.endSeq());
  }

  /**
   * Whether the receiver's reports show that a repair after the timeout was lost as well: then the
   * sender goes by the reports again.
   */
  private static boolean isRepairLost(Sender sender, TcpSegment segment, Coverage coverage) {
    Recovery recovery = sender.openRecovery();
    Flight flight = sender.flight();
    int entry = coverage.firstSeen();
    return entry != flight.tail()
        && flight.sentNanos(entry) >= recovery.sinceNanos()
        && recovery.sackedAbove(segment.endSeq());
  }

  /** What made the sender repeat octets whose first copy never came this far. */
  static RetransmissionKind ofUnseen(Sender sender, TcpSegment segment) {
    Recovery recovery = sender.openRecovery();
    long silence = silence(sender, segment, recovery);
    if (silence >= shortestTimerNanos(sender)) {
      boolean second = sender.marks().skipped(segment) == 1; // only one was sent before it
      return isProbe(sender, segment, recovery)
              && (second || isInTimeForProbe(sender, segment, silence))
          ? RetransmissionKind.TLP
          : RetransmissionKind.RTO;
    }
    return switch (recovery.phaseAt(segment.seq() - 1, heardNanos(sender, segment))) {
      case LOSS -> RetransmissionKind.RTO_FOLLOWUP;
      case FAST -> RetransmissionKind.SACK;
      case OPEN -> RetransmissionKind.UNKNOWN;
    };
  }

  /** Whether the sender was silent for so long that its retransmission timer can have run out. */
  static boolean isTimeout(Sender sender, TcpSegment segment) {
    return silence(sender, segment, sender.recovery()) >= SHORTEST_RTO_NANOS;
  }

  /** The shortest silence that only a timer explains. */
  static long shortestTimerNanos(Sender sender) {
    long share = (long) (TIMER_SHARE * sender.trips().smoothedPathNanos());
    return Math.min(SHORTEST_RTO_NANOS, Math.max(share, MIN_TIMER_NANOS));
  }

  /**
   * Whether the receiver reported these octets missing so lately that the sender may be answering
   * that, although they have been acknowledged here meanwhile.
   */
  static boolean wasReported(Sender sender, TcpSegment segment) {
    Recovery recovery = sender.recovery();
    long latest = sender.trips().smoothedPathNanos() * 3 / 2 + MIN_TIMER_NANOS;
    return recovery != null
        && recovery.reported(segment.seq())
        && segment.timestampNanos() - recovery.feedbackNanos() <= latest;
  }

  /**
   * What passed here later than this cannot have reached the sender when it sent the segment: its
   * answer takes the way to the sender and back.
   */
  private static long heardNanos(Sender sender, TcpSegment segment) {
    return segment.timestampNanos() - sender.trips().detourNanos();
  }

  /**
   * How long the sender had neither heard nor said anything when it sent this. What passed here
   * towards it within its distance from here cannot have reached it in time.
   */
  private static long silence(Sender sender, TcpSegment segment, @Nullable Recovery recovery) {
    long detour = sender.trips().detourNanos();
    long heard = heardBy(sender, heardNanos(sender, segment));
    if (recovery != null) {
      heard = Math.max(heard, recovery.feedbackNanos());
    }
    long arrival = segment.timestampNanos() - Math.max(heard + detour, sender.dataNanos());
    return Math.max(arrival, sender.marks().silenceNanos(segment));
  }

  /**
   * Silence that only a timer explains; or, where the sender goes on with new data, a head of its
   * flight that has waited for a whole timeout while the receiver reported nothing.
   */
  private static boolean isByTimer(
      Sender sender, TcpSegment segment, Recovery recovery, long silence) {
    boolean reported = recovery.dupAcks() > 0 || recovery.sackedAbove(segment.endSeq());
    if (silence >= (reported ? SHORTEST_RTO_NANOS : shortestTimerNanos(sender))) {
      return true; // a sender that knows what is missing waits for reordering at most (RFC 8985)
    }
    long waited =
        segment.timestampNanos() - Math.max(sender.progressNanos(), recovery.feedbackNanos());
    return sender.outstanding() > 0
        && recovery.phase() == Recovery.Phase.OPEN
        && !reported
        && waited - sender.trips().detourNanos() >= timeoutNanos(sender) * 9 / 10;
  }

  /**
   * When the sender's data was last acknowledged, of what passed here until {@code nanos}; as far
   * back as its flight remembers.
   */
  private static long heardBy(Sender sender, long nanos) {
    if (sender.progressNanos() <= nanos) {
      return sender.progressNanos();
    }
    Flight flight = sender.flight();
    for (int entry = flight.head() - 1; entry - flight.oldest() >= 0; entry--) {
      if (flight.ackedAtNanos(entry) <= nanos) {
        return flight.ackedAtNanos(entry);
      }
    }
    return Long.MIN_VALUE / 2;
  }

  /** An estimate of the retransmission timeout (RFC 6298 §2.3) with the floor that stacks use. */
  private static long timeoutNanos(Sender sender) {
    if (!sender.trips().rtt().hasSamples()) {
      return StackDefaults.INITIAL_RTO_NANOS;
    }
    long variation =
        sender.trips().rtt().variationNanos() + sender.peer().trips().rtt().variationNanos();
    return Math.max(
        StackDefaults.MIN_RTO_NANOS, sender.trips().smoothedPathNanos() + 4 * variation);
  }

  /**
   * A tail loss probe (RFC 8985 §7) repeats the newest segment, once, before the first timeout, and
   * needs SACK.
   */
  private static boolean isProbe(Sender sender, TcpSegment segment, Recovery recovery) {
    return SequenceSpace.isAtOrAfter(segment.endSeq(), sender.nxt())
        && sender.syn().sackPermitted()
        && sender.peer().syn().sackPermitted()
        && recovery.phase() == Recovery.Phase.OPEN
        && recovery.timeouts() == 0
        && !recovery.probed();
  }

  /**
   * Whether a silence is not too long for a probe. That comes after two round trips, and later by
   * the longest delay of an acknowledgment where a single segment is in flight (RFC 8985 §7.2).
   */
  private static boolean isInTimeForProbe(Sender sender, TcpSegment segment, long silence) {
    boolean alone = SequenceSpace.isAtOrBefore(segment.seq(), sender.una());
    long latest =
        2 * sender.trips().smoothedPathNanos() + (alone ? StackDefaults.MAX_ACK_DELAY_NANOS : 0);
    return silence <= Math.max(SHORTEST_RTO_NANOS, latest + latest / 8 + MIN_TIMER_NANOS);
  }
}
