// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/** What one sender has sent, in numbers. See {@link DirectionSummary}. */
abstract class Totals extends RoundTrips {
  private long lastNanos = Long.MIN_VALUE;
  private long dataNanos = Long.MIN_VALUE;
  long packets;
  long dataPackets;
  long payloadBytes;
  long newBytes;
  int maxFlightBytes;
  int maxWindowBytes; // a window has less than 2^30 octets (RFC 7323 §2.3)
  private @Nullable Mishaps mishaps;

  Totals(Flow flow, Paths.Half way) {
    super(flow, way);
  }

  /** Payload octets of the segment in {@code [from, to)}: neither its SYN nor its FIN. */
  static int payloadIn(TcpSegment segment, int from, int to) {
    int start = segment.has(TcpFlags.SYN) ? segment.seq() + 1 : segment.seq();
    int end = start + segment.payloadLength();
    int octets =
        SequenceSpace.distance(SequenceSpace.later(from, start), SequenceSpace.earlier(to, end));
    return Math.max(0, octets);
  }

  /** When its last segment passed; {@link Long#MIN_VALUE} before the first. */
  long lastNanos() {
    return lastNanos;
  }

  /** When the latest segment with payload passed, new or not; {@link Long#MIN_VALUE} before. */
  long dataNanos() {
    return dataNanos;
  }

  /** Counts a segment; of a copy made by the network or the capture nothing else matters. */
  void count(TcpSegment segment) {
    packets++;
    if (segment.payloadLength() > 0) {
      dataPackets++;
      payloadBytes += segment.payloadLength();
      dataNanos = Math.max(dataNanos, segment.timestampNanos());
    }
    lastNanos = Math.max(lastNanos, segment.timestampNanos());
  }

  void noteWindow(int octets) {
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
        sender.trips().rtt().rttSummary());
  }
}
