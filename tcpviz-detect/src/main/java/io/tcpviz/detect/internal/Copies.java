// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * Recognises a packet that was seen before as that same packet: copied by the network, by a mirror
 * port or by a capture on two interfaces. A copy says nothing about TCP, so it is taken out before
 * anything else looks at it.
 *
 * <p>IPv4 packets that carry an identification are the same when it and every field of the TCP
 * header agree; whether the hop limit differs does not matter (a routed mirror port lowers it).
 * Without an identification, equal fields may also be a retransmission or a duplicate ACK; then the
 * time between them and the receiver's feedback decide.
 */
final class Copies {
  /** Without identifications that count up, equal packets further apart are taken for two. */
  private static final long MAX_DISTANCE_NANOS = 200_000_000L;

  /** The same where no round trip is known yet. */
  private static final long MAX_DISTANCE_UNKNOWN_NANOS = 3_000_000L;

  /**
   * Further apart than this, a repair and what follows it are an original and its repair, where
   * nothing marks them.
   */
  private static final long MAX_DISTANCE_UNMARKED_NANOS = 1_000_000L;

  private final Reporter reporter;
  private final Mirror mirror;

  Copies(Reporter reporter, Mirror mirror) {
    this.reporter = reporter;
    this.mirror = mirror;
  }

  /** Whether the segment repeats a packet; if so, it is reported. */
  boolean inspect(Sender sender, TcpSegment segment) {
    if (!sender.isSynced()) {
      return false;
    }
    return segment.segmentLength() > 0 ? inspectData(sender, segment) : inspectAck(sender, segment);
  }

  private boolean inspectData(Sender sender, TcpSegment segment) {
    Flight flight = sender.flight();
    if (SequenceSpace.isAtOrAfter(segment.seq(), sender.nxt())) {
      return false;
    }
    int entry = flight.firstReaching(segment.seq());
    if (entry == flight.tail() || !isEqual(flight, entry, segment)) {
      return inspectRecent(sender, segment);
    }
    boolean repair = flight.copies(entry) > 1 || flight.is(entry, Flight.FILLED_BY_RETRANSMISSION);
    long distance = segment.timestampNanos() - flight.sentNanos(entry);
    boolean pair =
        flight.is(entry, Flight.FILLED_BY_RETRANSMISSION)
            && !isMarked(sender, segment)
            && distance > MAX_DISTANCE_UNMARKED_NANOS;
    if (pair || !isSamePacket(sender, segment, flight.sentNanos(entry), repair)) {
      return false;
    }
    report(
        sender,
        segment,
        FrameKey.inFileOf(segment, flight.frameKey(entry)),
        flight.sentNanos(entry));
    return true;
  }

  private static boolean isEqual(Flight flight, int entry, TcpSegment segment) {
    return flight.copies(entry) > 0
        && flight.start(entry) == segment.seq()
        && flight.end(entry) == segment.endSeq()
        && flight.tsVal(entry) == segment.tsVal()
        && flight.checksum(entry) == segment.checksum()
        && flight.ipId(entry) == segment.ipId();
  }

  private boolean inspectAck(Sender sender, TcpSegment segment) {
    if (segment.has(TcpFlags.RST) || !segment.has(TcpFlags.ACK)) {
      return hasIdentity(sender, segment) && inspectRecent(sender, segment);
    }
    Flight acked = sender.peer().flight();
    int entry = acked.firstReaching(segment.ack() - 1);
    boolean known =
        entry - acked.head() < 0
            && acked.end(entry) == segment.ack()
            && acked.ackIdentity(entry) == Flight.identity(segment)
            && acked.ackedAtNanos(entry) <= segment.timestampNanos();
    if (known && hasIdentity(sender, segment)) {
      long frame = FrameKey.before(segment, acked.ackFrameLow(entry), 0xFFFF_FFFFL);
      report(sender, segment, frame, acked.ackedAtNanos(entry));
      return true;
    }
    return (hasIdentity(sender, segment) || segment.sackCount() > 0)
        && inspectRecent(sender, segment);
  }

  private boolean inspectRecent(Sender sender, TcpSegment segment) {
    RecentSegments recent = sender.recent();
    int index = recent == null ? -1 : recent.find(segment);
    if (recent == null || index < 0 || !isSamePacket(sender, segment, recent.nanos(index), true)) {
      return false;
    }
    report(
        sender, segment, FrameKey.inFileOf(segment, recent.frameKey(index)), recent.nanos(index));
    return true;
  }

  /** Whether its identification tells it from others; some hosts give the same to all. */
  private static boolean hasIdentity(Sender sender, TcpSegment segment) {
    return segment.ipId() != 0 && !sender.marks().isRepeated(segment);
  }

  private static double confidence(Sender sender, TcpSegment segment) {
    if (hasIdentity(sender, segment)) {
      return 0.99;
    }
    return segment.hasTimestamps() ? 0.95 : 0.75;
  }

  /** Whether its sender wrote something into it that tells it from another one like it. */
  static boolean isMarked(Sender sender, TcpSegment segment) {
    return hasIdentity(sender, segment) || segment.hasTimestamps();
  }

  /**
   * Whether a segment that equals an earlier one is that packet.
   *
   * @param repair whether the earlier one was a retransmission: then it answered the reports before
   */
  private static boolean isSamePacket(
      Sender sender, TcpSegment segment, long earlierNanos, boolean repair) {
    long distance = segment.timestampNanos() - earlierNanos;
    if (hasIdentity(sender, segment)) {
      return distance < MAX_DISTANCE_NANOS || sender.marks().ipIdsInOrder();
    }
    if (sender.marks().isOlder(segment) && distance > sender.marks().tickNanos()) {
      return true; // sent again, it would be stamped anew
    }
    long roundTrip = sender.trips().minPathNanos();
    if (wasAskedFor(sender, segment, earlierNanos) && distance >= roundTrip * 9 / 10) {
      return false;
    }
    if (segment.hasTimestamps()) {
      return distance < MAX_DISTANCE_NANOS;
    }
    if (sender.trips().isBeside()) {
      return distance < MAX_DISTANCE_UNMARKED_NANOS; // no network before it, only the capture
    }
    if (isKnownReceived(sender, segment, earlierNanos)) {
      return distance < MAX_DISTANCE_NANOS;
    }
    return (repair || !Trigger.wasReported(sender, segment))
        && distance < (roundTrip > 0 ? roundTrip * 9 / 10 : MAX_DISTANCE_UNKNOWN_NANOS);
  }

  /**
   * Whether the sender knew that the octets had arrived when it would have sent this, and was not
   * repairing anything: then it did not. Their acknowledgment passed longer ago than it needs to
   * the sender and a segment back.
   */
  private static boolean isKnownReceived(Sender sender, TcpSegment segment, long earlierNanos) {
    Flight flight = sender.flight();
    int entry = flight.firstReaching(segment.seq());
    Recovery recovery = sender.recovery();
    return segment.segmentLength() > 0
        && (recovery == null || recovery.hasBeenCalmSince(earlierNanos))
        && entry - flight.head() < 0
        && segment.timestampNanos() - flight.ackedAtNanos(entry) > 2 * sender.trips().detourNanos();
  }

  /** Whether the receiver reported the octets missing after the earlier copy. */
  private static boolean wasAskedFor(Sender sender, TcpSegment segment, long earlierNanos) {
    Recovery recovery = sender.recovery();
    return recovery != null
        && segment.segmentLength() > 0
        && recovery.feedbackNanos() > earlierNanos
        && SequenceSpace.isAtOrAfter(segment.seq(), sender.una())
        && (segment.seq() == sender.una() || recovery.sackedAbove(segment.endSeq()));
  }

  /** Reports a copy of the packet in {@code originalFrame}. */
  void report(Sender sender, TcpSegment segment, long originalFrame, long originalNanos) {
    PendingEvent event =
        reporter.openEpisode(
            sender,
            segment,
            Severity.INFO,
            Reason.SAME_PACKET,
            confidence(sender, segment),
            new EventDetail.Duplicate(
                originalFrame, segment.timestampNanos() - originalNanos, false));
    sender.totals().openMishaps().duplicatePackets++;
    mirror.noteCopy(event);
  }
}
