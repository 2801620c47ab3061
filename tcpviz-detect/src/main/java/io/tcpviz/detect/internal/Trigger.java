// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

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

  private Trigger() {}

  static RetransmissionKind of(Sender sender, TcpSegment segment, Coverage coverage) {
    if (segment.has(TcpFlags.SYN)) {
      return segment.has(TcpFlags.ACK) ? RetransmissionKind.SYN_ACK : RetransmissionKind.SYN;
    }
    if (segment.has(TcpFlags.FIN) && segment.payloadLength() == 0) {
      return RetransmissionKind.FIN;
    }
    if (sender.peer().totals.packets == 0) {
      return RetransmissionKind.UNKNOWN; // one side captured: what it answered to is not to be seen
    }
    Recovery recovery = sender.openRecovery();
    long silence = silence(sender, segment, recovery);
    if (isByTimer(sender, segment, recovery, silence)) {
      return isProbe(sender, segment, recovery, silence)
          ? RetransmissionKind.TLP
          : RetransmissionKind.RTO;
    }
    if (recovery.phase() == Recovery.Phase.LOSS
        && SequenceSpace.isBefore(segment.seq(), recovery.until())) {
      return RetransmissionKind.RTO_FOLLOWUP;
    }
    if (recovery.phase() == Recovery.Phase.FAST
        && SequenceSpace.isBefore(segment.seq(), recovery.until())) {
      return sender.sackPermitted() || recovery.sackSeen()
          ? RetransmissionKind.SACK
          : RetransmissionKind.FAST;
    }
    if (recovery.dupAcks() > 0
        || recovery.sackedAbove(segment.endSeq())
        || wasReported(sender, segment)) {
      return RetransmissionKind.FAST;
    }
    return coverage.isKnownReceived() ? RetransmissionKind.UNNEEDED : RetransmissionKind.UNKNOWN;
  }

  /**
   * Whether the receiver reported these octets missing so lately that the sender may be answering
   * that, although they have been acknowledged here meanwhile.
   */
  static boolean wasReported(Sender sender, TcpSegment segment) {
    Recovery recovery = sender.recovery();
    long latest = sender.smoothedPathNanos() * 3 / 2 + MIN_TIMER_NANOS;
    return recovery != null
        && recovery.reported(segment.seq())
        && segment.timestampNanos() - recovery.feedbackNanos() <= latest;
  }

  /**
   * How long the sender had neither heard nor said anything when it sent this. What passed here
   * towards it within its distance from here cannot have reached it in time.
   */
  private static long silence(Sender sender, TcpSegment segment, Recovery recovery) {
    long detour = sender.peer().rtt.minNanos();
    long heard =
        Math.max(heardBy(sender, segment.timestampNanos() - detour), recovery.feedbackNanos());
    return segment.timestampNanos() - Math.max(heard + detour, sender.lastNanos());
  }

  /**
   * Silence that only a timer explains; or, where the sender goes on with new data, a head of its
   * flight that has waited for a whole timeout while the receiver reported nothing.
   */
  private static boolean isByTimer(
      Sender sender, TcpSegment segment, Recovery recovery, long silence) {
    long share = (long) (TIMER_SHARE * sender.smoothedPathNanos());
    if (silence
        >= Math.min(StackDefaults.MIN_RTO_NANOS * 9 / 10, Math.max(share, MIN_TIMER_NANOS))) {
      return true;
    }
    long waited =
        segment.timestampNanos() - Math.max(sender.progressNanos(), recovery.feedbackNanos());
    return sender.outstanding() > 0
        && recovery.phase() == Recovery.Phase.OPEN
        && recovery.dupAcks() == 0
        && !recovery.sackedAbove(segment.endSeq())
        && waited - sender.peer().rtt.minNanos() >= timeoutNanos(sender) * 9 / 10;
  }

  /**
   * When the sender's data was last acknowledged, of what passed here until {@code nanos}; as far
   * back as its flight remembers.
   */
  private static long heardBy(Sender sender, long nanos) {
    if (sender.progressNanos() <= nanos) {
      return sender.progressNanos();
    }
    Flight flight = sender.flight;
    for (int entry = flight.head() - 1; entry - flight.oldest() >= 0; entry--) {
      if (flight.ackedAtNanos(entry) <= nanos) {
        return flight.ackedAtNanos(entry);
      }
    }
    return Long.MIN_VALUE / 2;
  }

  /** An estimate of the retransmission timeout (RFC 6298 §2.3) with the floor that stacks use. */
  private static long timeoutNanos(Sender sender) {
    if (!sender.rtt.hasSamples()) {
      return StackDefaults.INITIAL_RTO_NANOS;
    }
    long variation = sender.rtt.variationNanos() + sender.peer().rtt.variationNanos();
    return Math.max(StackDefaults.MIN_RTO_NANOS, sender.smoothedPathNanos() + 4 * variation);
  }

  /**
   * A tail loss probe (RFC 8985 §7) repeats the newest segment, once, before the first timeout, and
   * needs SACK. It comes after two round trips, and later by the longest delay of an acknowledgment
   * where a single segment is in flight.
   */
  private static boolean isProbe(
      Sender sender, TcpSegment segment, Recovery recovery, long silence) {
    boolean alone = SequenceSpace.isAtOrBefore(segment.seq(), sender.una());
    long latest = 2 * sender.smoothedPathNanos() + (alone ? StackDefaults.MAX_ACK_DELAY_NANOS : 0);
    return segment.endSeq() == sender.nxt()
        && sender.sackPermitted()
        && sender.peer().sackPermitted()
        && recovery.phase() == Recovery.Phase.OPEN
        && recovery.timeouts() == 0
        && !recovery.probed()
        && silence <= latest + latest / 8 + MIN_TIMER_NANOS;
  }
}
