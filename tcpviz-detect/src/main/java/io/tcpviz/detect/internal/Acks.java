// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.Spurious;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.detect.internal.Recovery.Resend;
import java.util.List;

/**
 * Reads the receiver's feedback: acknowledgments that move forward, repeat or go beyond what was
 * seen, and SACK blocks. An acknowledgment number is compared with the sequence numbers of the side
 * that it acknowledges, never with those of the side that sends it.
 */
final class Acks {
  private final Reporter reporter;
  private final Losses losses;
  private final int duplicateAckThreshold;

  Acks(Reporter reporter, Losses losses, int duplicateAckThreshold) {
    this.reporter = reporter;
    this.losses = losses;
    this.duplicateAckThreshold = duplicateAckThreshold;
  }

  /** Looks at the acknowledgment that {@code receiver} sends. */
  void inspect(Sender receiver, TcpSegment segment) {
    Sender sender = receiver.peer();
    int ack = segment.ack();
    if (!sender.isSynced()) {
      sender.beginAtAck(ack);
      return;
    }
    if (SequenceSpace.isAfter(ack, sender.nxt())) {
      inspectUnseen(receiver, segment);
    }
    boolean forward = SequenceSpace.isAfter(ack, sender.una());
    boolean news = segment.sackCount() > 0 && inspectSack(receiver, segment);
    if (forward && SequenceSpace.isAtOrBefore(ack, sender.nxt())) {
      progress(receiver, segment);
    } else if (isDuplicate(sender, segment, news)) {
      inspectDuplicate(receiver, segment);
    }
    if (news) {
      inspectHoles(receiver, segment);
    }
  }

  private void progress(Sender receiver, TcpSegment segment) {
    Sender sender = receiver.peer();
    losses.acknowledged(sender, segment.ack());
    Recovery recovery = sender.recovery();
    if (recovery != null) {
      inspectEcho(sender, segment);
      reportSkipped(receiver, segment);
      recovery.noteProgress(segment.ack(), segment.timestampNanos());
    }
  }

  /** Holes that are acknowledged: the receiver has what the capture lacks. */
  private void reportSkipped(Sender receiver, TcpSegment segment) {
    Sender sender = receiver.peer();
    Flight flight = sender.flight();
    for (int entry = flight.head(); entry != flight.tail(); entry++) {
      if (SequenceSpace.isAfter(flight.end(entry), segment.ack())) {
        return;
      }
      if (flight.is(entry, Flight.HOLE) && !flight.is(entry, Flight.PREHISTORY)) {
        reportGap(receiver, segment, flight.start(entry), flight.end(entry));
      }
    }
  }

  private void reportGap(Sender receiver, TcpSegment segment, int start, int end) {
    PendingEvent event =
        reporter.open(
            receiver,
            segment,
            Severity.INFO,
            Reason.ACK_OF_UNSEEN_OCTETS,
            0.9,
            new EventDetail.CaptureGap(start, end));
    receiver.peer().openGap(new CaptureGaps.Gap(start, end, event));
  }

  /**
   * RFC 5681 §2: data outstanding, no payload, neither SYN nor FIN, the highest acknowledgment
   * again and the same window; with new SACK information the window may have changed (RFC 6675 §2).
   */
  private static boolean isDuplicate(Sender sender, TcpSegment segment, boolean news) {
    return sender.outstanding() > 0
        && segment.segmentLength() == 0
        && !segment.has(TcpFlags.RST)
        && segment.ack() == sender.una()
        && (news || isSameWindow(sender, segment) && !isDsack(segment));
  }

  private static boolean isSameWindow(Sender sender, TcpSegment segment) {
    return sender.wnd().isKnown()
        && (long) segment.window() << sender.peer().shift() == sender.wnd().octets()
        && segment.window() != 0;
  }

  private void inspectDuplicate(Sender receiver, TcpSegment segment) {
    Sender sender = receiver.peer();
    Recovery recovery = sender.openRecovery();
    recovery.noteDuplicateAck(sender.una(), sender.nxt(), segment.timestampNanos());
    sender.flight().report(sender.flight().head() + 1, segment.timestampNanos());
    recovery.extendTo(sender.nxt());
    receiver.totals().openMishaps().duplicateAcks++;
    if (recovery.dupAcks() == duplicateAckThreshold) {
      int end = firstMissingEnd(sender);
      losses.reported(receiver, segment, sender.una(), end, Reason.TRIPLE_DUPLICATE_ACK);
    }
  }

  /** The end of the segment that the receiver waits for, as far as it is known. */
  private static int firstMissingEnd(Sender sender) {
    Flight flight = sender.flight();
    int end = flight.isEmpty() ? sender.nxt() : flight.end(flight.head());
    int mss = sender.mss() > 0 ? sender.mss() : StackDefaults.DEFAULT_MSS;
    return SequenceSpace.earlier(end, sender.una() + mss);
  }

  // ------------------------------------------------------------------- SACK

  /** Whether the first block reports octets that the receiver has had before (RFC 2883 §4). */
  private static boolean isDsack(TcpSegment segment) {
    if (segment.sackCount() == 0) {
      return false;
    }
    int start = segment.sackStart(0);
    int end = segment.sackEnd(0);
    return SequenceSpace.isBefore(start, segment.ack())
        || segment.sackCount() > 1
            && SequenceSpace.contains(segment.sackStart(1), segment.sackEnd(1), start, end);
  }

  /** Whether the blocks report octets that were not reported before. */
  private boolean inspectSack(Sender receiver, TcpSegment segment) {
    Sender sender = receiver.peer();
    int first = 0;
    if (isDsack(segment)) {
      hadTwice(sender, segment.sackStart(0), segment.sackEnd(0));
      first = 1;
    }
    boolean news = false;
    for (int i = first; i < segment.sackCount(); i++) {
      news |= mark(sender, segment, segment.sackStart(i), segment.sackEnd(i));
    }
    return news;
  }

  private static boolean mark(Sender sender, TcpSegment segment, int start, int end) {
    if (!SequenceSpace.isBefore(start, end)
        || SequenceSpace.isBefore(start, sender.una())
        || SequenceSpace.isAfter(end, sender.nxt())) {
      return false; // stale, or of octets that never passed here
    }
    Flight flight = sender.flight();
    flight.splitAt(start); // offload makes segments that the receiver got in pieces
    flight.splitAt(end);
    boolean news = false;
    for (int entry = flight.firstReaching(start);
        entry != flight.tail() && SequenceSpace.isAtOrBefore(flight.end(entry), end);
        entry++) {
      if (SequenceSpace.isAtOrAfter(flight.start(entry), start)
          && !flight.is(entry, Flight.SACKED)) {
        flight.raise(entry, Flight.SACKED);
        if (!news) {
          flight.report(entry, segment.timestampNanos());
        }
        news = true;
      }
    }
    if (news) {
      Recovery recovery = sender.openRecovery();
      recovery.noteSack(end, segment.timestampNanos());
      recovery.extendTo(sender.nxt());
    }
    return news;
  }

  /**
   * RFC 6675 §4, IsLost: a range is lost when three segments above it, or more than two full ones
   * in octets, are selectively acknowledged.
   */
  private void inspectHoles(Sender receiver, TcpSegment segment) {
    Sender sender = receiver.peer();
    Flight flight = sender.flight();
    int mss = sender.mss() > 0 ? sender.mss() : StackDefaults.DEFAULT_MSS;
    int octetsAbove = 0;
    int segmentsAbove = 0;
    int end = 0;
    boolean inHole = false;
    for (int entry = flight.tail() - 1; entry - flight.head() >= 0; entry--) {
      boolean sacked = flight.is(entry, Flight.SACKED);
      boolean lost =
          !sacked
              && (segmentsAbove >= duplicateAckThreshold
                  || octetsAbove > (duplicateAckThreshold - 1) * mss);
      if (inHole && !lost) {
        report(receiver, segment, flight.start(entry + 1), end);
      }
      if (lost && !inHole) {
        end = flight.end(entry);
      }
      inHole = lost;
      if (sacked) {
        octetsAbove += SequenceSpace.distance(flight.start(entry), flight.end(entry));
        segmentsAbove++;
      }
    }
    if (inHole) {
      report(
          receiver, segment, SequenceSpace.later(flight.start(flight.head()), sender.una()), end);
    }
  }

  private void report(Sender receiver, TcpSegment segment, int start, int end) {
    Recovery recovery = receiver.peer().openRecovery();
    boolean third = recovery.dupAcks() >= duplicateAckThreshold && start == receiver.peer().una();
    Reason reason = third ? Reason.TRIPLE_DUPLICATE_ACK : Reason.SACK_ABOVE_HOLE;
    losses.reported(receiver, segment, start, end, reason);
  }

  private void hadTwice(Sender sender, int start, int end) {
    Recovery recovery = sender.recovery();
    if (recovery != null) {
      if (proveNeedless(recovery, start, end)) {
        losses.hadTwice(sender, start, end);
      }
      recovery.undoTimeout(start, end);
    }
  }

  /**
   * The Eifel detection (RFC 3522 §3.2): the acknowledgment of octets that were sent again echoes a
   * timestamp from before that, so it was caused by the copy before.
   */
  private void inspectEcho(Sender sender, TcpSegment segment) {
    Flight flight = sender.flight();
    int head = flight.head();
    if (!segment.hasTimestamps()
        || flight.isEmpty()
        || flight.copies(head) < 2
        || flight.start(head) != sender.una()
        || SequenceSpace.isAfter(flight.end(head), segment.ack())
        || !SequenceSpace.isBefore(segment.tsEcr(), flight.tsVal(head))) {
      return;
    }
    hadTwice(sender, flight.start(head), flight.end(head));
  }

  /**
   * The latest retransmission of octets in {@code [start, end)} turns out to be needless; false if
   * it was known to be, so that nothing was inferred from it.
   */
  static boolean proveNeedless(Recovery recovery, int start, int end) {
    List<Resend> resends = recovery.resends();
    for (int i = resends.size() - 1; i >= 0; i--) {
      Resend resend = resends.get(i);
      if (SequenceSpace.overlaps(resend.start(), resend.end(), start, end)) {
        resends.remove(i);
        recovery.undoTimeout(resend.start(), resend.end());
        return proveNeedless(resend);
      }
    }
    return true;
  }

  /** A retransmission turns out to have been needless. */
  private static boolean proveNeedless(Resend resend) {
    TcpEvent event = resend.event().event();
    if (event != null && event.detail() instanceof EventDetail.Retransmission detail) {
      if (detail.spurious() == Spurious.YES) {
        return false;
      }
      resend
          .event()
          .revise(
              new EventDetail.Retransmission(
                  detail.trigger(),
                  Spurious.YES,
                  detail.octets(),
                  detail.originalFrame(),
                  detail.sinceOriginalNanos(),
                  detail.backoff(),
                  detail.silenceNanos(),
                  detail.evidence()));
      resend.event().settle();
    }
    return true;
  }

  // ------------------------------------------------- octets never seen here

  private void inspectUnseen(Sender receiver, TcpSegment segment) {
    Sender sender = receiver.peer();
    if (segment.has(TcpFlags.RST) || sender.isImplausible(segment.ack())) {
      return;
    }
    if (sender.totals().packets == 0) {
      sender.beginAtAck(segment.ack()); // one side captured: nothing to miss
      return;
    }
    if (takesProbe(sender, segment.ack())) {
      sender.sendProbe(segment);
    } else if (beganWithKeepAlive(sender, segment.ack())) {
      sender.skipPrehistory(segment);
    } else {
      sender.skipUnseen(segment);
    }
    sender.openRecovery().extendTo(sender.nxt());
  }

  /** Whether the receiver takes the octet that probed its closed window after all. */
  private static boolean takesProbe(Sender sender, int ack) {
    return ack - 1 == sender.nxt() && sender.windows().probes > 0;
  }

  /**
   * Whether all that is known of the sender is an empty segment just below what is acknowledged: a
   * keep-alive has the number of an octet that its receiver has (RFC 9293 §3.8.4).
   */
  private static boolean beganWithKeepAlive(Sender sender, int ack) {
    return ack - 1 == sender.nxt() && sender.totals().dataPackets == 0 && !sender.syn().isSeen();
  }
}
