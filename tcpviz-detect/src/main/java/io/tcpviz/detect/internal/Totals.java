// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/** What one sender has sent, in numbers. See {@link DirectionSummary}. */
abstract class Totals {
  long packets;
  long dataPackets;
  long payloadBytes;
  long newBytes;
  long maxFlightBytes;
  long maxWindowBytes;
  private @Nullable Mishaps mishaps;

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

  /** What went wrong, to be looked at only. */
  Mishaps mishaps() {
    return mishaps == null ? Mishaps.NONE : mishaps;
  }

  Mishaps openMishaps() {
    if (mishaps == null) {
      mishaps = new Mishaps();
    }
    return mishaps;
  }

  DirectionSummary summary(Sender sender) {
    Mishaps wrong = mishaps();
    return new DirectionSummary(
        packets,
        dataPackets,
        payloadBytes,
        newBytes + wrong.filledBytes,
        wrong.retransmittedPackets,
        wrong.retransmittedBytes,
        wrong.outOfOrderPackets,
        wrong.duplicatePackets,
        wrong.lostRanges,
        wrong.timeouts,
        wrong.duplicateAcks,
        wrong.zeroWindows,
        wrong.zeroWindowNanos,
        wrong.stallNanos,
        wrong.captureGapBytes,
        maxFlightBytes,
        maxWindowBytes,
        sender.mss(),
        sender.syn().isSeen() ? sender.shift() : -1,
        sender.trips.rtt.summary());
  }
}
