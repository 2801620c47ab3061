// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.Reason;
import io.tcpviz.core.wire.TcpSegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a segment that brings octets from below nxt: sent again, or overtaken on its way?
 *
 * <p>Octets that passed here before were sent again, unless what passed was itself the repair of an
 * original that arrives only now. Octets of a hole can be either: the original, overtaken by what
 * left the hole; or its repair, the original being lost before this point. The order of sending
 * decides where the sender's own marks show it ({@link SendingOrder}). Where they do not, the age
 * of the hole does: before the receiver's report can have reached the sender and the repair come
 * back, a whole round trip passes, wherever on the path the capture was made.
 */
final class LateSegments {
  /** Of the smallest round trip, what a repair asked for by the receiver takes at least. */
  private static final double REPAIR_SHARE = 0.9;

  /**
   * The same where the receiver has reported the hole: the smallest round trip seen may have
   * included some queueing.
   */
  private static final double REPORTED_REPAIR_SHARE = 0.75;

  /** Of the smallest round trip, what reordering alone usually stays under. */
  private static final double REORDERING_SHARE = 0.25;

  /** Where no round trip is known, a hole younger than this is taken for reordering. */
  private static final long YOUNG_NANOS = 3_000_000L;

  private LateSegments() {}

  static Verdict judge(Sender sender, TcpSegment segment, Coverage coverage) {
    return coverage.seen() > 0
        ? judgeSeen(sender, segment, coverage)
        : judgeHole(sender, segment, coverage.firstHole());
  }

  private static Verdict judgeSeen(Sender sender, TcpSegment segment, Coverage coverage) {
    Flight flight = sender.flight();
    int entry = coverage.firstSeen();
    if (entry != flight.tail() && flight.start(entry) == segment.seq()) {
      SendingOrder order = SendingOrder.of(sender, segment, entry);
      if (order.score() < 0 && !order.earlier().contains(Reason.OLDER_ACK) || order.score() < -3) {
        if (flight.copies(entry) == 1) { // what was seen first was itself sent again
          return Verdict.of(
              Arrival.REORDERED, order.score(), prepend(Reason.LATE_ORIGINAL, order.earlier()));
        }
        return Verdict.of(Arrival.IGNORED, order.score(), order.earlier());
      }
    }
    if (isUnmarkedPair(sender, segment, entry)) {
      long nanos = segment.timestampNanos();
      boolean second = sender.openRecovery().mayBeOriginal(segment.seq(), segment.endSeq(), nanos);
      return second
          ? Verdict.of(Arrival.RETRANSMISSION, 1, List.of(Reason.FOLLOWS_LATE_ORIGINAL))
          : Verdict.of(Arrival.REORDERED, 1, List.of(Reason.LATE_ORIGINAL));
    }
    Reason reason =
        coverage.acked() >= coverage.total()
            ? Reason.OCTETS_ACKED_BEFORE
            : coverage.isKnownReceived() ? Reason.OCTETS_SACKED_BEFORE : Reason.OCTETS_SEEN_BEFORE;
    return Verdict.certain(Arrival.RETRANSMISSION, reason);
  }

  /**
   * Whether a segment without any mark follows what filled its hole so closely that nobody can have
   * asked for another repair: one of both is the original, the other the repair. The repair is the
   * one that is closer to the time at which it was to be expected.
   */
  private static boolean isUnmarkedPair(Sender sender, TcpSegment segment, int entry) {
    Flight flight = sender.flight();
    return entry != flight.tail()
        && flight.is(entry, Flight.FILLED_BY_RETRANSMISSION)
        && !Copies.isMarked(sender, segment)
        && segment.timestampNanos() - flight.sentNanos(entry)
            < REPAIR_SHARE * sender.trips().minPathNanos();
  }

  private static Verdict judgeHole(Sender sender, TcpSegment segment, int hole) {
    if (sender.flight().is(hole, Flight.ACKED_UNSEEN)) {
      return Verdict.certain(Arrival.RETRANSMISSION, Reason.OCTETS_ACKED_BEFORE);
    }
    SendingOrder order = SendingOrder.of(sender, segment, hole);
    List<Reason> resent = new ArrayList<>(order.later());
    List<Reason> overtaken = new ArrayList<>(order.earlier());
    int score = order.score();
    if (Math.abs(score) < 3) {
      score += timing(sender, segment, hole, resent, overtaken);
    }
    if (score > 0) {
      return Verdict.of(Arrival.RETRANSMISSION, score, resent);
    }
    return Verdict.of(Arrival.REORDERED, score, overtaken);
  }

  private static int timing(
      Sender sender, TcpSegment segment, int hole, List<Reason> resent, List<Reason> overtaken) {
    long age = segment.timestampNanos() - sender.flight().sentNanos(hole);
    long roundTrip = sender.trips().minPathNanos();
    Recovery recovery = sender.recovery();
    boolean reported =
        recovery != null
            && recovery.feedbackNanos() >= sender.flight().sentNanos(hole)
            && (recovery.dupAcks() > 0 || recovery.sackedAbove(segment.endSeq()));
    if (roundTrip > 0 ? age < REORDERING_SHARE * roundTrip : age < YOUNG_NANOS) {
      overtaken.add(Reason.HOLE_YOUNGER_THAN_RTT);
      return -3;
    }
    if (isSameStamp(sender, segment, hole, age)) {
      overtaken.add(Reason.SAME_TIMESTAMP);
      return -3;
    }
    if (isTooSoonAfterReport(sender, segment, hole)) {
      overtaken.add(Reason.HOLE_YOUNGER_THAN_RTT);
      return -3;
    }
    if (age < (reported ? REPORTED_REPAIR_SHARE : REPAIR_SHARE) * roundTrip) {
      overtaken.add(Reason.HOLE_YOUNGER_THAN_RTT);
      return -3;
    }
    if (reported) {
      resent.add(Reason.LOSS_REPORTED);
      return 3;
    }
    if (age >= StackDefaults.MIN_RTO_NANOS * 8 / 10) {
      resent.add(Reason.HOLE_OLDER_THAN_RTT);
      return 2;
    }
    overtaken.add(Reason.NOT_REPORTED); // a receiver that lacked them would have said so at once
    return -1;
  }

  /** When a repair of a hole is to be expected here. */
  static long expectedNanos(Sender sender, int hole) {
    Flight flight = sender.flight();
    if (hole == flight.tail()) {
      return 0;
    }
    long claimed = sender.openRecovery().claimedNanos(flight.start(hole));
    return Math.max(flight.reportedNanos(hole), claimed) + sender.trips().detourNanos();
  }

  /**
   * Whether the receiver's first report of the hole passed so lately that it cannot have reached
   * the sender and brought a repair here.
   */
  private static boolean isTooSoonAfterReport(Sender sender, TcpSegment segment, int hole) {
    long reported = sender.flight().reportedNanos(hole);
    long since = segment.timestampNanos() - reported;
    return reported != 0 && since < REPAIR_SHARE * sender.trips().minDetourNanos();
  }

  /** Whether it was stamped like the segment after the hole, although the clock has moved since. */
  private static boolean isSameStamp(Sender sender, TcpSegment segment, int hole, long age) {
    return segment.hasTimestamps()
        && sender.marks().hasTimestamps()
        && segment.tsVal() == sender.flight().tsVal(hole)
        && age / 2 > sender.marks().tickNanos();
  }

  private static List<Reason> prepend(Reason first, List<Reason> rest) {
    List<Reason> all = new ArrayList<>();
    all.add(first);
    all.addAll(rest);
    return all;
  }
}
