// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.DirectionSummary;

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

  void add(TcpEvent event) {
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
        sender.shiftOrUnknown(),
        sender.rtt.summary());
  }
}
