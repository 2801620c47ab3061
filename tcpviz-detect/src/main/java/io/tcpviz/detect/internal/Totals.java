// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/** What one sender has sent and suffered, in numbers. See {@link DirectionSummary}. */
final class Totals {
  long packets;
  long dataPackets;
  long payloadBytes;
  long newBytes;
  long maxFlightBytes;
  long maxWindowBytes;
  long retransmittedPackets;
  long retransmittedBytes;
  long outOfOrderPackets;
  long filledBytes;
  long duplicatePackets;
  long lostRanges;
  long timeouts;
  long duplicateAcks;
  long zeroWindows;
  long zeroWindowNanos;
  long stallNanos;
  long captureGapBytes;

  /** Payload octets of the segment in {@code [from, to)}: neither its SYN nor its FIN. */
  static int payloadIn(TcpSegment segment, int from, int to) {
    int start = segment.has(TcpFlags.SYN) ? segment.seq() + 1 : segment.seq();
    int end = start + segment.payloadLength();
    int octets =
        SequenceSpace.distance(SequenceSpace.later(from, start), SequenceSpace.earlier(to, end));
    return Math.max(0, octets);
  }

  void noteWindow(long octets) {
    maxWindowBytes = Math.max(maxWindowBytes, octets);
  }

  /** Counts an event about a segment of {@code sender}, where it belongs: losses with the data. */
  static void tally(Sender sender, TcpEvent event) {
    Totals own = sender.totals;
    Totals peers = sender.peer().totals;
    if (event.detail() instanceof EventDetail.Loss loss) {
      (loss.lostBySender() ? own : peers).lostRanges++;
    } else if (event.detail() instanceof EventDetail.CaptureGap gap) {
      peers.captureGapBytes += SequenceSpace.distance(gap.gapStart(), gap.gapEnd());
    } else {
      own.add(event);
    }
  }

  private void add(TcpEvent event) {
    EventDetail detail = event.detail();
    if (detail instanceof EventDetail.Retransmission resent) {
      retransmittedPackets++;
      retransmittedBytes += Math.min(resent.octets(), event.packet().payloadLength());
      timeouts += resent.trigger() == RetransmissionKind.RTO ? 1 : 0;
    } else if (detail instanceof EventDetail.OutOfOrder) {
      outOfOrderPackets++;
    } else if (detail instanceof EventDetail.ZeroWindow closed) {
      zeroWindows++;
      zeroWindowNanos += closed.durationNanos();
    }
  }

  DirectionSummary summary(Sender sender) {
    return new DirectionSummary(
        packets,
        dataPackets,
        payloadBytes,
        newBytes + filledBytes,
        retransmittedPackets,
        retransmittedBytes,
        outOfOrderPackets,
        duplicatePackets,
        lostRanges,
        timeouts,
        duplicateAcks,
        zeroWindows,
        zeroWindowNanos,
        stallNanos,
        captureGapBytes,
        maxFlightBytes,
        maxWindowBytes,
        sender.mss(),
        sender.syn.isSeen() ? sender.shift() : -1,
        sender.trips.rtt.summary());
  }
}
