// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.Spurious;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.detect.internal.Recovery.Resend;

/** Finds what a segment's octets are to its sender's stream, and reports those that are late. */
final class Data {
  private final Reporter reporter;
  private final Losses losses;
  private final Copies copies;

  Data(Reporter reporter, Losses losses, Copies copies) {
    this.reporter = reporter;
    this.losses = losses;
    this.copies = copies;
  }

  Arrival inspect(Sender sender, TcpSegment segment) {
    boolean empty = segment.segmentLength() == 0;
    int way = SequenceSpace.distance(sender.nxt(), segment.seq());
    if (way == 0) {
      return empty ? Arrival.EMPTY : Arrival.NEXT;
    }
    if (sender.isImplausible(segment.seq())
        && (empty || !sender.continuesElsewhere(segment.seq(), segment.endSeq()))) {
      return empty ? Arrival.EMPTY : Arrival.IGNORED;
    }
    if (empty && way < 0) {
      return Arrival.EMPTY;
    }
    return way > 0 ? openHole(sender, segment) : inspectLate(sender, segment);
  }

  private static Arrival openHole(Sender sender, TcpSegment segment) {
    sender.openRecovery().extendTo(segment.endSeq());
    return Arrival.OPENS_HOLE;
  }

  private Arrival inspectLate(Sender sender, TcpSegment segment) {
    int start = segment.seq();
    int end = SequenceSpace.earlier(segment.endSeq(), sender.nxt());
    if (closesGap(sender, segment, start, end)) {
      fillHoles(sender, segment, start, end, Flight.FILLED_LATE);
      return Arrival.EMPTY;
    }
    Coverage coverage = Coverage.of(sender, start, end);
    Verdict verdict = LateSegments.judge(sender, segment, coverage);
    switch (verdict.arrival()) {
      case RETRANSMISSION -> resent(sender, segment, coverage, verdict, end);
      case REORDERED -> overtaken(sender, segment, coverage, verdict, end);
      default -> {
        Flight flight = sender.flight;
        int entry = coverage.firstSeen();
        copies.report(
            sender,
            segment,
            FrameKey.inFileOf(segment, flight.frameKey(entry)),
            flight.sentNanos(entry));
      }
    }
    sender.openRecovery().extendTo(sender.nxt());
    return verdict.arrival();
  }

  /** Whether the capture recorded the acknowledgment of these octets just before them. */
  private static boolean closesGap(Sender sender, TcpSegment segment, int start, int end) {
    CaptureGaps gaps = sender.gaps();
    return gaps != null
        && gaps.closes(start, end, segment.timestampNanos(), Acks.inversionNanos(sender));
  }

  // --------------------------------------------------------- retransmission

  private void resent(
      Sender sender, TcpSegment segment, Coverage coverage, Verdict verdict, int end) {
    Recovery recovery = sender.openRecovery();
    RetransmissionKind trigger = Trigger.of(sender, segment, coverage);
    Spurious spurious = spurious(recovery, coverage, end);
    int seen = coverage.seen() > 0 ? coverage.firstSeen() : sender.flight.tail();
    PendingEvent event = report(sender, segment, verdict, trigger, spurious, seen, end);
    noteLostTime(sender, segment, trigger);
    Windows.forgetFull(sender);
    if (spurious == Spurious.YES) {
      event.settle();
    } else {
      recovery.resent(new Resend(segment.seq(), end, event));
      if (segment.payloadLength() > 0 && !sender.wasIgnored(segment.seq())) {
        boolean repeated = seen != sender.flight.tail() && sender.flight.copies(seen) > 1;
        losses.resent(sender, segment, segment.seq(), end, repeated);
      }
    }
    recovery.follow(trigger, sender.nxt());
    mark(sender, segment, coverage, end);
  }

  /**
   * Reports a retransmission; {@code seen} is the entry it repeats, the flight's tail if unknown.
   */
  private PendingEvent report(
      Sender sender,
      TcpSegment segment,
      Verdict verdict,
      RetransmissionKind trigger,
      Spurious spurious,
      int seen,
      int end) {
    Flight flight = sender.flight;
    boolean known = seen != flight.tail();
    long original = known ? FrameKey.inFileOf(segment, flight.frameKey(seen)) : 0;
    long since = known ? Math.max(-1, segment.timestampNanos() - flight.sentNanos(seen)) : -1;
    boolean timeout = trigger == RetransmissionKind.RTO;
    int backoff = timeout ? sender.openRecovery().timeouts() + 1 : 0;
    int octets = SequenceSpace.distance(segment.seq(), end);
    return reporter.open(
        sender,
        segment,
        severity(trigger, backoff, since),
        verdict.reason(),
        verdict.confidence(),
        new EventDetail.Retransmission(
            trigger, spurious, octets, original, since, backoff, verdict.evidence()));
  }

  private static Spurious spurious(Recovery recovery, Coverage coverage, int end) {
    if (coverage.isKnownReceived()) {
      return Spurious.YES;
    }
    return recovery.dupAcks() > 0 || recovery.sackedAbove(end) ? Spurious.NO : Spurious.UNKNOWN;
  }

  private static Severity severity(RetransmissionKind trigger, int backoff, long since) {
    if (backoff >= 5) {
      return Severity.CRITICAL;
    }
    return backoff >= 2 || trigger == RetransmissionKind.RTO && since >= 1_000_000_000L
        ? Severity.WARNING
        : Severity.INFO;
  }

  private static void noteLostTime(Sender sender, TcpSegment segment, RetransmissionKind trigger) {
    if (trigger == RetransmissionKind.RTO || trigger == RetransmissionKind.TLP) {
      long silence =
          segment.timestampNanos() - Math.max(sender.progressNanos(), sender.lastNanos());
      sender.flow.lostTimeNanos += Math.max(0, silence);
    }
  }

  private static void mark(Sender sender, TcpSegment segment, Coverage coverage, int end) {
    if (coverage.hole() > 0) {
      fillHoles(sender, segment, segment.seq(), end, Flight.FILLED_BY_RETRANSMISSION);
    }
    Flight flight = sender.flight;
    flight.splitAt(segment.seq());
    flight.splitAt(end);
    int entry = flight.firstReaching(segment.seq());
    for (; entry != flight.tail(); entry++) {
      if (SequenceSpace.isAtOrAfter(flight.start(entry), end)) {
        break;
      }
      boolean whole =
          SequenceSpace.contains(segment.seq(), end, flight.start(entry), flight.end(entry));
      if (flight.frameKey(entry) == FrameKey.of(segment)) {
        continue; // the hole that it filled
      }
      if (whole) {
        flight.resend(entry, segment);
      } else {
        flight.raise(entry, Flight.RESENT_IN_PART);
      }
    }
  }

  // ------------------------------------------------------------- reordering

  private void overtaken(
      Sender sender, TcpSegment segment, Coverage coverage, Verdict verdict, int end) {
    Flight flight = sender.flight;
    int hole = coverage.firstHole();
    boolean filled = hole == flight.tail(); // its own retransmission came first
    int entry = filled ? coverage.firstSeen() : hole;
    long late = segment.timestampNanos() - flight.sentNanos(entry);
    reporter.say(
        sender,
        segment,
        Severity.INFO,
        verdict.reason(),
        verdict.confidence(),
        new EventDetail.OutOfOrder(
            Math.max(-1, late),
            SequenceSpace.distance(end, sender.nxt()),
            FrameKey.inFileOf(segment, flight.frameKey(entry)),
            verdict.evidence()));
    losses.arrivedLate(sender, segment.seq(), end);
    if (filled) {
      Acks.proveNeedless(sender.openRecovery(), segment.seq(), end);
    } else {
      fillHoles(sender, segment, segment.seq(), end, Flight.FILLED_LATE);
    }
  }

  private static void fillHoles(Sender sender, TcpSegment segment, int start, int end, int how) {
    Flight flight = sender.flight;
    for (int entry = flight.firstReaching(start); entry != flight.tail(); entry++) {
      if (SequenceSpace.isAtOrAfter(flight.start(entry), end)) {
        return;
      }
      if (flight.is(entry, Flight.HOLE)) {
        int from = SequenceSpace.later(start, flight.start(entry));
        int to = SequenceSpace.earlier(end, flight.end(entry));
        entry = flight.fill(entry, from, to, segment, how);
        sender.totals.filledBytes += Totals.payloadIn(segment, from, to);
      }
    }
  }
}
