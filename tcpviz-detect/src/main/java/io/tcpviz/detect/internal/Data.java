// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventDetail.Loss;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.Spurious;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.detect.internal.Recovery.Resend;
import java.util.List;

/** Finds what a segment's octets are to its sender's stream, and reports those that are late. */
final class Data {
  private static final int MAX_LOOK_AHEAD = 256;

  /** Of what comes as an original and its repair, without marks, how sure it is which is which. */
  private static final double PAIR_CONFIDENCE = 0.75;

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
      inspectNext(sender, segment);
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

  /** Reports a repair that looks like new data. */
  private void inspectNext(Sender sender, TcpSegment segment) {
    if (segment.payloadLength() == 0) {
      return;
    }
    Verdict verdict = Overdue.judge(sender, segment);
    boolean wait = Overdue.mayEndTimeout(sender, segment);
    sender.burst().noteWait(wait ? new Wait(segment.endSeq()) : null);
    if (verdict == null) {
      keepPlaces(sender, segment);
      return;
    }
    Recovery recovery = sender.openRecovery();
    RetransmissionKind trigger = Trigger.ofUnseen(sender, segment);
    int end = segment.endSeq();
    PendingEvent event =
        report(sender, segment, verdict, trigger, Spurious.NO, sender.flight().tail(), end);
    sender.flow.lostTimeNanos += silenceNanos(sender, segment, trigger);
    Windows.forgetFull(sender);
    recovery.resent(new Resend(segment.seq(), end, event, null, segment.timestampNanos(), 0));
    losses.resent(sender, segment, segment.seq(), end, false);
    recovery.follow(trigger, segment.seq(), end, segment.timestampNanos());
    recovery.extendTo(end);
  }

  /** Keeps the places of the events that it would be if the segment ended a timeout. */
  private void keepPlaces(Sender sender, TcpSegment segment) {
    Wait wait = sender.burst().pendingWait();
    if (wait == null) {
      return;
    }
    int end = segment.endSeq();
    List<Reason> evidence = List.of(Reason.NEXT_SKIPS_SENT_OCTETS);
    keep(
        wait,
        sender,
        segment,
        new EventDetail.Retransmission(
            RetransmissionKind.RTO, Spurious.NO, segment.payloadLength(), 0, -1, 1, 0, evidence),
        Reason.NEXT_SKIPS_SENT_OCTETS);
    keep(
        wait,
        sender,
        segment,
        new Loss(segment.seq(), end, true, 0, -1, -1, Loss.Resolution.REPAIRED),
        Reason.RETRANSMISSION_WITHOUT_DUP_ACKS);
  }

  private void keep(
      Wait wait, Sender sender, TcpSegment segment, EventDetail detail, Reason reason) {
    double confidence = Overdue.confidence(segment);
    TcpEvent event = reporter.event(sender, segment, Severity.WARNING, reason, confidence, detail);
    wait.keep(reporter.reserve(sender, segment.timestampNanos() + Reporter.SETTLING_NANOS), event);
  }

  private static Arrival openHole(Sender sender, TcpSegment segment) {
    Wait wait = sender.burst().pendingWait();
    if (wait != null && Overdue.showsTimeout(sender, wait, segment)) {
      wait.confirm();
      sender.openRecovery().enterAfterTimeout(segment.seq(), segment.timestampNanos());
    }
    sender.burst().noteWait(null);
    sender.openRecovery().extendTo(segment.endSeq());
    return Arrival.OPENS_HOLE;
  }

  private Arrival inspectLate(Sender sender, TcpSegment segment) {
    int start = segment.seq();
    int end = SequenceSpace.earlier(segment.endSeq(), sender.nxt());
    Coverage coverage = Coverage.of(sender, start, end);
    if (isRecordedLate(sender, segment, coverage)) {
      CaptureGaps gaps = sender.gaps();
      if (gaps != null) {
        gaps.close(start, end);
      }
      fillHoles(sender, segment, start, end, Flight.FILLED_LATE);
      return Arrival.EMPTY;
    }
    Verdict verdict = LateSegments.judge(sender, segment, coverage);
    if (verdict.reason() == Reason.FOLLOWS_LATE_ORIGINAL) {
      sender.openRecovery().takeForOriginal(start, end);
      losses.arrivedLate(sender, start, end);
    }
    switch (verdict.arrival()) {
      case RETRANSMISSION -> resent(sender, segment, coverage, verdict, end);
      case REORDERED -> overtaken(sender, segment, coverage, verdict, end);
      default -> {
        Flight flight = sender.flight();
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

  /**
   * Whether the capture recorded the acknowledgment of these octets before them, as one of several
   * interfaces may. With timestamps, a segment newer than the one that was acknowledged is another.
   */
  private static boolean isRecordedLate(Sender sender, TcpSegment segment, Coverage coverage) {
    Flight flight = sender.flight();
    int hole = coverage.firstHole();
    return coverage.seen() == 0
        && hole != flight.tail()
        && flight.is(hole, Flight.ACKED_UNSEEN)
        && !flight.is(hole, Flight.PREHISTORY)
        && !(segment.hasTimestamps() && SequenceSpace.isAfter(segment.tsVal(), flight.tsVal(hole)));
  }

  // --------------------------------------------------------- retransmission

  private void resent(
      Sender sender, TcpSegment segment, Coverage coverage, Verdict verdict, int end) {
    Recovery recovery = sender.openRecovery();
    RetransmissionKind trigger = Trigger.of(sender, segment, coverage);
    if (trigger == RetransmissionKind.FAST && isFirstRepair(sender, segment)) {
      sender.noteSentUnseen(sender.marks().skipped(segment)); // so they brought new octets
    }
    boolean bringsNew = SequenceSpace.isAfter(segment.endSeq(), end);
    Spurious spurious =
        segment.has(TcpFlags.SYN)
            ? Spurious.UNKNOWN // what acknowledged it may not have arrived, or not been let in
            : bringsNew ? Spurious.NO : spurious(recovery, coverage, end);
    int seen = coverage.seen() > 0 ? coverage.firstSeen() : sender.flight().tail();
    PendingEvent event = report(sender, segment, verdict, trigger, spurious, seen, end);
    sender.flow.lostTimeNanos += silenceNanos(sender, segment, trigger);
    Windows.forgetFull(sender);
    TcpEvent otherwise = otherwise(sender, segment, coverage, verdict, end);
    long expected = LateSegments.expectedNanos(sender, coverage.firstHole());
    long nanos = segment.timestampNanos();
    recovery.resent(new Resend(segment.seq(), end, event, otherwise, nanos, expected));
    if (spurious == Spurious.YES) {
      event.settle(); // kept all the same, as the receiver's report of it may still come
    } else {
      if (segment.payloadLength() > 0 && !sender.syn().wasIgnored(segment.seq())) {
        boolean repeated =
            seen != sender.flight().tail() && sender.flight().copies(seen) > 1
                || isSecondRepair(sender, segment, coverage);
        losses.resent(sender, segment, segment.seq(), end, repeated);
      }
    }
    int sent = SequenceSpace.later(sender.nxt(), sender.burst().unseenEnd());
    recovery.follow(trigger, segment.seq(), sent, segment.timestampNanos());
    mark(sender, segment, coverage, end);
  }

  /** Whether it answers the report of the first hole at once, where packets keep their order. */
  private static boolean isFirstRepair(Sender sender, TcpSegment segment) {
    long claimed = sender.openRecovery().claimedNanos(segment.seq());
    long answer = sender.trips().detourNanos() + sender.trips().minPathNanos() / 2;
    return segment.seq() == sender.una()
        && segment.timestampNanos() - answer < claimed
        && sender.totals().mishaps().outOfOrderPackets == 0;
  }

  /**
   * Whether a hole is filled by a second repair, the first having been lost before this point: a
   * sender repairs in order (RFC 6675 §4, NextSeg), and octets behind the hole were repaired long
   * before.
   */
  private static boolean isSecondRepair(Sender sender, TcpSegment segment, Coverage coverage) {
    Flight flight = sender.flight();
    int entry = coverage.firstHole();
    if (entry == flight.tail()) {
      return false;
    }
    int last = entry + Math.min(MAX_LOOK_AHEAD, flight.tail() - entry); // indexes wrap
    for (int above = entry + 1; above - last < 0; above++) {
      if (flight.is(above, Flight.FILLED_BY_RETRANSMISSION)) {
        long since = segment.timestampNanos() - flight.sentNanos(above);
        return since >= sender.trips().minPathNanos() / 2;
      }
    }
    return false;
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
    Flight flight = sender.flight();
    boolean known = seen != flight.tail();
    long original = known ? FrameKey.inFileOf(segment, flight.frameKey(seen)) : 0;
    long since = known ? Math.max(-1, segment.timestampNanos() - flight.sentNanos(seen)) : -1;
    boolean timeout = trigger == RetransmissionKind.RTO;
    int backoff = timeout ? sender.openRecovery().timeouts() + 1 : 0;
    int octets = SequenceSpace.distance(segment.seq(), end);
    long silence = silenceNanos(sender, segment, trigger);
    return reporter.open(
        sender,
        segment,
        severity(trigger, backoff, since),
        verdict.reason(),
        verdict.confidence(),
        new EventDetail.Retransmission(
            trigger, spurious, octets, original, since, backoff, silence, verdict.evidence()));
  }

  /** The event that it is if it was the original after all; null if marks say that it was not. */
  private @Nullable TcpEvent otherwise(
      Sender sender, TcpSegment segment, Coverage coverage, Verdict verdict, int end) {
    boolean certain = !verdict.evidence().contains(Reason.LOSS_REPORTED);
    if (certain || coverage.seen() > 0) {
      return null;
    }
    List<Reason> evidence = List.of(Reason.REPAIR_FOLLOWED);
    EventDetail detail = overtaken(sender, segment, coverage.firstHole(), evidence, end);
    return reporter.event(
        sender, segment, Severity.INFO, Reason.REPAIR_FOLLOWED, PAIR_CONFIDENCE, detail);
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

  /** How long a timer let the sender wait. */
  private static long silenceNanos(Sender sender, TcpSegment segment, RetransmissionKind trigger) {
    if (trigger != RetransmissionKind.RTO && trigger != RetransmissionKind.TLP) {
      return 0;
    }
    long last = Math.max(sender.progressNanos(), sender.lastNanos());
    return Math.max(0, segment.timestampNanos() - last);
  }

  private static void mark(Sender sender, TcpSegment segment, Coverage coverage, int end) {
    if (coverage.hole() > 0) {
      fillHoles(sender, segment, segment.seq(), end, Flight.FILLED_BY_RETRANSMISSION);
    }
    Flight flight = sender.flight();
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
    Flight flight = sender.flight();
    int hole = coverage.firstHole();
    boolean filled = hole == flight.tail(); // its own retransmission came first
    int entry = filled ? coverage.firstSeen() : hole;
    reporter.say(
        sender,
        segment,
        Severity.INFO,
        verdict.reason(),
        verdict.confidence(),
        overtaken(sender, segment, entry, verdict.evidence(), end));
    losses.arrivedLate(sender, segment.seq(), end);
    sender.openRecovery().noteLate(end, segment.timestampNanos());
    if (filled) {
      Acks.proveNeedless(sender.openRecovery(), segment.seq(), end);
    } else {
      fillHoles(sender, segment, segment.seq(), end, Flight.FILLED_LATE);
    }
  }

  /** What overtook the octets of an entry of the flight. */
  private static EventDetail overtaken(
      Sender sender, TcpSegment segment, int entry, List<Reason> evidence, int end) {
    Flight flight = sender.flight();
    long late = segment.timestampNanos() - flight.sentNanos(entry);
    return new EventDetail.OutOfOrder(
        Math.max(-1, late),
        SequenceSpace.distance(end, sender.nxt()),
        FrameKey.inFileOf(segment, flight.frameKey(entry)),
        evidence);
  }

  private static void fillHoles(Sender sender, TcpSegment segment, int start, int end, int how) {
    Flight flight = sender.flight();
    for (int entry = flight.firstReaching(start); entry != flight.tail(); entry++) {
      if (SequenceSpace.isAtOrAfter(flight.start(entry), end)) {
        return;
      }
      if (flight.is(entry, Flight.HOLE)) {
        int from = SequenceSpace.later(start, flight.start(entry));
        int to = SequenceSpace.earlier(end, flight.end(entry));
        entry = flight.fill(entry, from, to, segment, how);
        sender.totals().openMishaps().filledBytes += Totals.payloadIn(segment, from, to);
      }
    }
  }
}
