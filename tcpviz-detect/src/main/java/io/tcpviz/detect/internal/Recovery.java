// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.SequenceSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the trouble of one sender's data is: the feedback of its receiver, the losses inferred from
 * it, the retransmissions made for it. Opened by the first segment that is not what was expected;
 * most senders never have one.
 */
final class Recovery {
  /** Which way of recovering the sender is in. */
  enum Phase {
    /** None. */
    OPEN,
    /** Repairing what duplicate ACKs or SACK reported (RFC 6675 §5). */
    FAST,
    /** Repairing after a timeout (RFC 6298 §5). */
    LOSS
  }

  /**
   * A range inferred lost.
   *
   * @param nanos when
   * @param spared octets in its midst that proved not lost
   */
  record Claim(int start, int end, PendingEvent event, boolean stall, long nanos, int spared) {
    /** What is left of it if {@code [from, to)} was not lost; null if that is less than half. */
    @Nullable
    Claim without(int from, int to) {
      int first = SequenceSpace.later(start, from);
      int last = SequenceSpace.earlier(end, to);
      boolean low = first == start;
      boolean high = last == end;
      int lost = low ? last : start;
      int lostEnd = high ? first : end;
      int inMidst = low || high ? spared : spared + SequenceSpace.distance(first, last);
      int left = SequenceSpace.distance(lost, lostEnd);
      return 2 * inMidst >= left ? null : new Claim(lost, lostEnd, event, stall, nanos, inMidst);
    }

    boolean overlaps(int from, int to) {
      return SequenceSpace.overlaps(start, end, from, to);
    }
  }

  /**
   * A retransmission that may still prove needless.
   *
   * @param otherwise the event that it is if it proves to be the original; null if it cannot
   * @param nanos when it passed
   * @param expectedNanos when a repair was to be expected
   */
  record Resend(
      int start,
      int end,
      PendingEvent event,
      @Nullable TcpEvent otherwise,
      long nanos,
      long expectedNanos) {
    boolean isOf(int from, int to) {
      return SequenceSpace.overlaps(start, end, from, to);
    }
  }

  private static final int MAX_OPEN = 256;

  private final List<Claim> unrepaired = new ArrayList<>();
  private final List<Claim> repaired = new ArrayList<>();
  private final List<Resend> resends = new ArrayList<>();

  private Phase phase = Phase.OPEN;
  private long sinceNanos; // when the phase began
  private int point; // and the octet behind the last that it repairs (RecoveryPoint, RFC 6675 §5)
  private Phase endedPhase = Phase.OPEN; // the phase before,
  private int endedPoint; // which una ended by reaching this
  private long endedNanos = Long.MIN_VALUE; // at this time
  private int until; // what has to be acknowledged before nothing is left to watch
  private int dupAcks;
  private long feedbackNanos = Long.MIN_VALUE;
  private long lateNanos = Long.MIN_VALUE;
  private int reportedStart; // what the receiver last reported as incomplete:
  private int reportedEnd; // [reportedStart, reportedEnd)
  private boolean sackSeen;
  private int sackHigh; // behind the highest octet selectively acknowledged
  private int timeouts;
  private int timeoutSeq; // what the last timeout repeated
  private boolean probed;

  // ---------------------------------------------------------------- looking

  Phase phase() {
    return phase;
  }

  /** When the present phase began. */
  long sinceNanos() {
    return sinceNanos;
  }

  /**
   * Which way of recovering octets at {@code seq} the sender was in as far as it can have heard:
   * what has passed here since {@code heardNanos} had not reached it.
   */
  Phase phaseAt(int seq, long heardNanos) {
    if (phase != Phase.OPEN && SequenceSpace.isBefore(seq, point)) {
      return phase;
    }
    boolean unheard = endedNanos > heardNanos && SequenceSpace.isBefore(seq, endedPoint);
    return unheard ? endedPhase : Phase.OPEN;
  }

  /** Whether nothing is left that the next acknowledgment would have to put back. */
  boolean isOverAt(int una) {
    return SequenceSpace.isAtOrAfter(una, until)
        && phase == Phase.OPEN
        && dupAcks == 0
        && timeouts == 0
        && !probed
        && !sackSeen;
  }

  /** Whether nothing was being repaired, and nothing reported missing, since {@code nanos}. */
  boolean hasBeenCalmSince(long nanos) {
    return phase == Phase.OPEN && endedNanos < nanos && feedbackNanos < nanos;
  }

  /** Duplicate ACKs for the present una. */
  int dupAcks() {
    return dupAcks;
  }

  /** When the receiver last reported a hole; {@link Long#MIN_VALUE} if never. */
  long feedbackNanos() {
    return feedbackNanos;
  }

  /**
   * Until when octets lacked that the sender may have repaired without its passing here: the
   * receiver reported them, or they came late after that. {@link Long#MIN_VALUE} if never.
   */
  long lackedNanos() {
    return Math.max(feedbackNanos, lateNanos);
  }

  /** Octets below {@code end} came late; if the receiver had reported it, they may be repaired. */
  void noteLate(int end, long nanos) {
    if (dupAcks > 0 || sackedAbove(end)) {
      lateNanos = nanos;
    }
  }

  /** Whether the receiver's last report was of a stretch with {@code seq} in it. */
  boolean reported(int seq) {
    return SequenceSpace.isWithin(seq, reportedStart, reportedEnd);
  }

  /** Whether octets at or behind {@code seq} were selectively acknowledged. */
  boolean sackedAbove(int seq) {
    return sackSeen && SequenceSpace.isAfter(sackHigh, seq);
  }

  boolean sackSeen() {
    return sackSeen;
  }

  int sackHigh() {
    return sackHigh;
  }

  /** Timeouts in a row, without progress between them. */
  int timeouts() {
    return timeouts;
  }

  /** Whether a tail loss probe was sent since the last progress. */
  boolean probed() {
    return probed;
  }

  /** When octets at {@code seq} were inferred lost, if they are not repaired since; else never. */
  long claimedNanos(int seq) {
    for (Claim claim : unrepaired) {
      if (SequenceSpace.isWithin(seq, claim.start(), claim.end())) {
        return claim.nanos();
      }
    }
    return Long.MIN_VALUE;
  }

  List<Claim> unrepaired() {
    return unrepaired;
  }

  List<Claim> repaired() {
    return repaired;
  }

  List<Resend> resends() {
    return resends;
  }

  // ----------------------------------------------------------------- moving

  /** Extends the trouble to everything sent so far. */
  void extendTo(int nxt) {
    until = nxt;
  }

  void noteDuplicateAck(int una, int nxt, long nanos) {
    dupAcks++;
    feedbackNanos = nanos;
    reportedStart = una;
    reportedEnd = sackSeen ? sackHigh : nxt;
  }

  void noteSack(int end, long nanos) {
    if (!sackSeen || SequenceSpace.isAfter(end, sackHigh)) {
      sackHigh = end;
      sackSeen = true;
      feedbackNanos = nanos;
    }
  }

  /** The receiver acknowledged something new, up to {@code ack}. */
  void noteProgress(int ack, long nanos) {
    dupAcks = 0;
    timeouts = 0;
    probed = false;
    if (sackSeen && SequenceSpace.isAtOrBefore(sackHigh, ack)) {
      sackSeen = false;
    }
    if (phase != Phase.OPEN && SequenceSpace.isAtOrAfter(ack, point)) {
      endedPhase = phase;
      endedPoint = point;
      endedNanos = nanos;
      phase = Phase.OPEN;
    }
  }

  /**
   * The sender sent {@code seq} again because of {@code trigger}, when it had sent up to {@code
   * nxt}.
   */
  void follow(RetransmissionKind trigger, int seq, int nxt, long nanos) {
    switch (trigger) {
      case RTO -> {
        timeouts++;
        timeoutSeq = seq;
        enter(Phase.LOSS, nxt, nanos);
      }
      case TLP, FIN -> probed = true; // a FIN that is sent again soon is a probe as well
      case FAST, SACK, RACK -> {
        if (phase != Phase.FAST) {
          enter(Phase.FAST, nxt, nanos);
        }
      }
      case RTO_FOLLOWUP, SYN, SYN_ACK, UNNEEDED, UNKNOWN -> {}
    }
  }

  /** A timeout that left no trace here but its consequences: it repairs up to {@code end}. */
  void enterAfterTimeout(int end, long nanos) {
    enter(Phase.LOSS, end, nanos);
    timeouts++;
  }

  private void enter(Phase next, int nxt, long nanos) {
    phase = next;
    point = nxt;
    sinceNanos = nanos;
  }

  /**
   * The receiver had {@code [start, end)} twice. If that is what the timeout repeated, it was
   * needless, and the sender undoes what it did about it (RFC 4015 §3).
   */
  void undoTimeout(int start, int end) {
    if (phase == Phase.LOSS && SequenceSpace.isWithin(timeoutSeq, start, end)) {
      phase = Phase.OPEN;
    }
  }

  /**
   * Whether what was taken for a repair of octets in {@code [start, end)} may be their original,
   * and is further off the time of a repair than another segment, which passed at {@code nanos}.
   */
  boolean mayBeOriginal(int start, int end, long nanos) {
    for (Resend resend : resends) {
      if (resend.otherwise() != null && resend.isOf(start, end)) {
        long expected = resend.expectedNanos();
        return Math.abs(resend.nanos() - expected) > Math.abs(nanos - expected);
      }
    }
    return false;
  }

  /** What was taken for a repair of octets in {@code [start, end)} was their original. */
  void takeForOriginal(int start, int end) {
    for (int i = resends.size() - 1; i >= 0; i--) {
      Resend resend = resends.get(i);
      TcpEvent otherwise = resend.otherwise();
      if (otherwise != null && resend.isOf(start, end)) {
        resend.event().put(otherwise);
        resend.event().settle();
        resends.remove(i);
        return;
      }
    }
  }

  void claim(Claim claim) {
    add(unrepaired, claim, Claim::event);
  }

  void repaired(Claim claim) {
    add(repaired, claim, Claim::event);
  }

  void resent(Resend resend) {
    add(resends, resend, Resend::event);
  }

  /**
   * Settles and forgets what is acknowledged, up to {@code una}, and passed before {@code nanos}.
   */
  void forget(int una, long nanos) {
    Predicate<Claim> isOld =
        claim -> claim.nanos() < nanos && SequenceSpace.isAtOrBefore(claim.end(), una);
    unrepaired.removeIf(claim -> isOld.test(claim) && settle(claim.event()));
    repaired.removeIf(claim -> isOld.test(claim) && settle(claim.event()));
    resends.removeIf(
        resend ->
            resend.nanos() < nanos
                && SequenceSpace.isAtOrBefore(resend.end(), una)
                && settle(resend.event()));
  }

  private static boolean settle(PendingEvent event) {
    event.settle();
    return true;
  }

  /** Settles everything that is still open, as it stands. */
  void settleAll() {
    unrepaired.forEach(claim -> claim.event().settle());
    repaired.forEach(claim -> claim.event().settle());
    resends.forEach(resend -> resend.event().settle());
    unrepaired.clear();
    repaired.clear();
    resends.clear();
  }

  private static <T> void add(
      List<T> list, T item, java.util.function.Function<T, PendingEvent> event) {
    if (list.size() >= MAX_OPEN) {
      list.removeIf(old -> !event.apply(old).isOpen());
    }
    if (list.size() >= MAX_OPEN) {
      event.apply(list.remove(0)).settle();
    }
    list.add(item);
  }
}
