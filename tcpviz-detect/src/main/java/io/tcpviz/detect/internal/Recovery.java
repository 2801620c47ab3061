// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.tcp.SequenceSpace;
import java.util.ArrayList;
import java.util.List;

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

  /** A range inferred lost. */
  record Claim(int start, int end, PendingEvent event, boolean stall) {
    boolean overlaps(int from, int to) {
      return SequenceSpace.overlaps(start, end, from, to);
    }
  }

  /** A retransmission that may still prove needless. */
  record Resend(int start, int end, PendingEvent event) {}

  private static final int MAX_OPEN = 256;

  private final List<Claim> unrepaired = new ArrayList<>();
  private final List<Claim> repaired = new ArrayList<>();
  private final List<Resend> resends = new ArrayList<>();

  private Phase phase = Phase.OPEN;
  private int until; // trouble lasts until una reaches this
  private int dupAcks;
  private long feedbackNanos = Long.MIN_VALUE;
  private int reportedStart; // what the receiver last reported as incomplete:
  private int reportedEnd; // [reportedStart, reportedEnd)
  private boolean sackSeen;
  private int sackHigh; // behind the highest octet selectively acknowledged
  private int timeouts;
  private boolean probed;

  // ---------------------------------------------------------------- looking

  Phase phase() {
    return phase;
  }

  int until() {
    return until;
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

  /** Duplicate ACKs for the present una. */
  int dupAcks() {
    return dupAcks;
  }

  /** When the receiver last reported a hole; {@link Long#MIN_VALUE} if never. */
  long feedbackNanos() {
    return feedbackNanos;
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
  void noteProgress(int ack) {
    dupAcks = 0;
    timeouts = 0;
    probed = false;
    if (sackSeen && SequenceSpace.isAtOrBefore(sackHigh, ack)) {
      sackSeen = false;
    }
    if (SequenceSpace.isAtOrAfter(ack, until)) {
      phase = Phase.OPEN;
    }
  }

  /** The sender sent again because of {@code trigger}, when it had sent up to {@code nxt}. */
  void follow(RetransmissionKind trigger, int nxt) {
    switch (trigger) {
      case RTO -> {
        timeouts++;
        phase = Phase.LOSS;
        until = nxt;
      }
      case TLP -> probed = true;
      case FAST, SACK -> {
        until = phase == Phase.FAST ? until : nxt;
        phase = Phase.FAST;
      }
      case RTO_FOLLOWUP, SYN, SYN_ACK, FIN, UNNEEDED, UNKNOWN -> {}
    }
  }

  /** The timeout proves needless: the sender undoes what it did about it (RFC 4015 §3). */
  void undoTimeout() {
    if (phase == Phase.LOSS) {
      phase = Phase.OPEN;
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
