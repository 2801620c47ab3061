// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail.Loss;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.detect.internal.Recovery.Claim;
import java.util.Iterator;
import java.util.List;

/**
 * Infers lost ranges, each once: from the receiver's reports (duplicate ACKs, SACK), from silence,
 * and at the latest from the sender's repair. A range that is acknowledged without having been sent
 * again was not lost, only late; then the event is withdrawn.
 */
final class Losses {
  /** A stall that ended without a repair was most likely a delay, not a loss. */
  private static final double LATE_CONFIDENCE = 0.3;

  private final Reporter reporter;

  Losses(Reporter reporter) {
    this.reporter = reporter;
  }

  /**
   * The receiver reports {@code [start, end)} missing.
   *
   * @param receiver who sent the acknowledgment
   */
  void reported(Sender receiver, TcpSegment ack, int start, int end, Reason reason) {
    Sender sender = receiver.peer();
    Recovery recovery = sender.openRecovery();
    if (extend(recovery, start, end) || isClaimed(recovery, start, end)) {
      return;
    }
    Loss loss = new Loss(start, end, false, recovery.dupAcks(), -1, -1, Loss.Resolution.UNREPAIRED);
    PendingEvent event = reporter.open(receiver, ack, Severity.WARNING, reason, 0.9, loss);
    recovery.claim(new Claim(start, end, event, false, ack.timestampNanos(), 0));
  }

  /**
   * The sender sends {@code [start, end)} again; without an earlier report, that tells the loss.
   *
   * @param repeated whether it was sent again before: then that repair was lost as well
   */
  void resent(Sender sender, TcpSegment segment, int start, int end, boolean repeated) {
    if (sender.peer().ending().isReset()) {
      return; // it was refused, not lost
    }
    Recovery recovery = sender.openRecovery();
    boolean known = anyOverlaps(recovery.repaired(), start, end);
    boolean claimed = repair(recovery, start, end);
    if (!repeated && (claimed || known)) {
      return;
    }
    Reason reason =
        repeated
            ? Reason.LOST_RETRANSMISSION
            : recovery.sackedAbove(end)
                ? Reason.SACK_ABOVE_HOLE
                : Reason.RETRANSMISSION_WITHOUT_DUP_ACKS;
    Loss loss = new Loss(start, end, true, recovery.dupAcks(), -1, -1, Loss.Resolution.REPAIRED);
    PendingEvent event = reporter.open(sender, segment, Severity.WARNING, reason, 0.85, loss);
    recovery.repaired(new Claim(start, end, event, false, segment.timestampNanos(), 0));
  }

  /** No acknowledgment came for too long; {@code segment} is the first to pass since. */
  void stalled(Sender sender, Sender speaker, TcpSegment segment, long stall, long threshold) {
    Recovery recovery = sender.openRecovery();
    Flight flight = sender.flight();
    int start = sender.una();
    int end = flight.isEmpty() ? sender.nxt() : flight.end(flight.head());
    if (!SequenceSpace.isBefore(start, end) || isClaimed(recovery, start, end)) {
      return;
    }
    Loss loss =
        new Loss(
            start,
            end,
            speaker == sender,
            recovery.dupAcks(),
            stall,
            threshold,
            Loss.Resolution.UNREPAIRED);
    Severity severity = stall >= 5_000_000_000L ? Severity.CRITICAL : Severity.WARNING;
    PendingEvent event =
        reporter.open(speaker, segment, severity, Reason.ACK_STALL_TIMEOUT, 0.8, loss);
    recovery.claim(new Claim(start, end, event, true, segment.timestampNanos(), 0));
    recovery.extendTo(sender.nxt());
  }

  /** Everything before {@code ack} has arrived. */
  void acknowledged(Sender sender, int ack) {
    Recovery recovery = sender.recovery();
    if (recovery == null) {
      return;
    }
    for (Iterator<Claim> all = recovery.unrepaired().iterator(); all.hasNext(); ) {
      Claim claim = all.next();
      if (SequenceSpace.isAtOrBefore(claim.end(), ack)) {
        all.remove();
        settleUnrepaired(claim);
      }
    }
  }

  /** The original of {@code [start, end)} arrived after all. */
  void arrivedLate(Sender sender, int start, int end) {
    Recovery recovery = sender.recovery();
    if (recovery != null) {
      withdraw(recovery.unrepaired(), start, end);
      withdraw(recovery.repaired(), start, end);
    }
  }

  /**
   * The receiver says it had {@code [start, end)} twice (RFC 2883): the last repair was needless.
   */
  void hadTwice(Sender sender, int start, int end) {
    Recovery recovery = sender.recovery();
    if (recovery == null) {
      return;
    }
    List<Claim> repaired = recovery.repaired();
    for (int i = repaired.size() - 1; i >= 0; i--) {
      if (repaired.get(i).overlaps(start, end)) {
        spare(repaired, i, start, end);
        return;
      }
    }
  }

  /** Octets in {@code [start, end)} were not lost, as a claim has it; it keeps its other ones. */
  private static void spare(List<Claim> claims, int index, int start, int end) {
    Claim claim = claims.get(index);
    Claim rest = claim.without(start, end);
    if (rest == null) {
      claims.remove(index);
      claim.event().withdraw();
      return;
    }
    claims.set(index, rest);
    TcpEvent event = claim.event().event();
    if (event != null && event.detail() instanceof Loss loss) {
      rest.event().revise(with(loss, rest.start(), rest.end(), loss.resolution()));
    }
  }

  /** Marks what {@code [start, end)} repairs; whether there was any. */
  private static boolean repair(Recovery recovery, int start, int end) {
    List<Claim> unrepaired = recovery.unrepaired();
    boolean found = false;
    for (int i = unrepaired.size() - 1; i >= 0; i--) {
      if (unrepaired.get(i).overlaps(start, end)) {
        Claim claim = unrepaired.remove(i);
        resolve(claim, Loss.Resolution.REPAIRED);
        recovery.repaired(claim);
        found = true;
      }
    }
    return found;
  }

  private static void settleUnrepaired(Claim claim) {
    if (claim.stall()) {
      resolve(claim, Loss.Resolution.ACKNOWLEDGED);
      claim.event().settle();
    } else {
      claim.event().withdraw();
    }
  }

  private static void resolve(Claim claim, Loss.Resolution resolution) {
    TcpEvent event = claim.event().event();
    if (event != null && event.detail() instanceof Loss loss) {
      boolean late = resolution == Loss.Resolution.ACKNOWLEDGED;
      double confidence = late ? LATE_CONFIDENCE : event.confidence();
      Loss resolved = with(loss, claim.start(), claim.end(), resolution);
      claim.event().revise(event.severity(), confidence, resolved);
    }
  }

  /** Whether the range touches one that is already claimed; that one then spans both. */
  private static boolean extend(Recovery recovery, int start, int end) {
    List<Claim> unrepaired = recovery.unrepaired();
    for (int i = 0; i < unrepaired.size(); i++) {
      Claim claim = unrepaired.get(i);
      boolean touches =
          SequenceSpace.isAtOrBefore(claim.start(), end)
              && SequenceSpace.isAtOrBefore(start, claim.end());
      if (touches && !claim.stall() && claim.event().isOpen()) {
        int from = SequenceSpace.earlier(claim.start(), start);
        int to = SequenceSpace.later(claim.end(), end);
        Claim both = new Claim(from, to, claim.event(), false, claim.nanos(), claim.spared());
        unrepaired.set(i, both);
        resolve(both, Loss.Resolution.UNREPAIRED);
        return true;
      }
    }
    return false;
  }

  private static Loss with(Loss loss, int start, int end, Loss.Resolution resolution) {
    return new Loss(
        start,
        end,
        loss.lostBySender(),
        loss.dupAcks(),
        loss.stallNanos(),
        loss.thresholdNanos(),
        resolution);
  }

  private static boolean isClaimed(Recovery recovery, int start, int end) {
    return anyOverlaps(recovery.unrepaired(), start, end)
        || anyOverlaps(recovery.repaired(), start, end);
  }

  private static boolean anyOverlaps(List<Claim> claims, int start, int end) {
    for (Claim claim : claims) {
      if (claim.overlaps(start, end)) {
        return true;
      }
    }
    return false;
  }

  private static void withdraw(List<Claim> claims, int start, int end) {
    for (int i = claims.size() - 1; i >= 0; i--) {
      if (claims.get(i).overlaps(start, end)) {
        spare(claims, i, start, end);
      }
    }
  }
}
