// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.tcp.SequenceSpace;

/** What one sender has suffered, in numbers. See {@link DirectionSummary}. */
final class Mishaps {
  /** Of the many senders to whom nothing happens; nobody writes to it. */
  static final Mishaps NONE = new Mishaps();

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

  /** Counts an event about a segment of {@code sender}, where it belongs: losses with the data. */
  static void tally(Sender sender, TcpEvent event) {
    Totals own = sender.totals();
    Totals peers = sender.peer().totals();
    if (event.detail() instanceof EventDetail.Loss loss) {
      (loss.lostBySender() ? own : peers).openMishaps().lostRanges++;
    } else if (event.detail() instanceof EventDetail.CaptureGap gap) {
      peers.openMishaps().captureGapBytes += SequenceSpace.distance(gap.gapStart(), gap.gapEnd());
    } else {
      own.openMishaps().add(event);
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
}
