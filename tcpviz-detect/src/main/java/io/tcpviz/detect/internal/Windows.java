// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * Follows the window that a receiver offers: closed windows and full ones as episodes with a
 * duration, and the probes that senders make of closed windows and idle connections.
 */
final class Windows {
  private static final long IDLE_NANOS = 1_000_000_000L;
  private static final long LONG_NANOS = 2_000_000_000L;

  /** A full window for less than this is the pace of a transfer that the window limits. */
  private static final long FULL_NANOS = 200_000_000L;

  private final Reporter reporter;

  Windows(Reporter reporter) {
    this.reporter = reporter;
  }

  // ----------------------------------------------------------------- probes

  /** Whether the segment is a probe; if so, it is reported. */
  boolean inspectProbe(Sender sender, TcpSegment segment) {
    if (segment.payloadLength() > 1
        || segment.hasAny(TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST)
        || !sender.isSynced()
        || sender.totals().packets == 0
        || sender.ending().finSent()
        || sender.marks().isOvertaken(segment)
        || isOlderAck(sender, segment)) {
      return false;
    }
    EventKind kind = kindOf(sender, segment);
    if (kind == null) {
      return false;
    }
    long idle = segment.timestampNanos() - sender.lastNanos();
    boolean closed = kind == EventKind.ZERO_WINDOW_PROBE;
    reporter.say(
        sender,
        segment,
        Severity.INFO,
        closed ? Reason.PROBE_OF_CLOSED_WINDOW : Reason.PROBE_BELOW_NEXT,
        0.95,
        new EventDetail.Probe(kind, Math.max(-1, idle)));
    if (sender.windows().zero != null) {
      sender.openWindows().probes++;
    }
    if (!closed) {
      sender.openWindows().keptAlive = true;
    }
    return true;
  }

  private static boolean isOlderAck(Sender sender, TcpSegment segment) {
    Sender peer = sender.peer();
    return peer.isSynced() && SequenceSpace.isBefore(segment.ack(), peer.una());
  }

  private static @Nullable EventKind kindOf(Sender sender, TcpSegment segment) {
    boolean below = segment.seq() + 1 == sender.nxt();
    if (isClosedFor(sender, segment)) {
      boolean octet = segment.payloadLength() == 1;
      boolean next = segment.seq() == sender.nxt() && sender.wnd().isClosed();
      boolean probes = below || octet && next;
      return probes && (octet || sender.outstanding() <= 1) ? EventKind.ZERO_WINDOW_PROBE : null;
    }
    if (!below || sender.outstanding() > 0) {
      return null;
    }
    boolean idle = segment.timestampNanos() - sender.lastNanos() >= IDLE_NANOS;
    return segment.payloadLength() == 0 || idle ? EventKind.KEEP_ALIVE : null;
  }

  /** Whether the window was closed by what the sender can have heard when it sent this. */
  private static boolean isClosedFor(Sender sender, TcpSegment segment) {
    long sinceReopening = segment.timestampNanos() - sender.windows().reopenedNanos;
    return sender.wnd().isClosed() || sinceReopening <= sender.trips().detourNanos();
  }

  // --------------------------------------------------------------- episodes

  /** Looks at the window that {@code receiver} offers with this segment. */
  void inspect(Sender receiver, TcpSegment segment) {
    Sender sender = receiver.peer();
    if (!segment.has(TcpFlags.ACK)
        || segment.hasAny(TcpFlags.SYN | TcpFlags.RST)
        || sender.isSynced() && SequenceSpace.isBefore(segment.ack(), sender.una())) {
      return;
    }
    if (segment.window() == 0 && !sender.ending().isFinAckedBy(segment.ack())) {
      advertisedZero(receiver, segment);
    } else if (segment.window() != 0 && sender.windows().zero != null) {
      endZero(sender, segment.timestampNanos(), true);
    }
    inspectShrink(receiver, segment);
    boolean room = (long) segment.window() << receiver.shift() > sender.windows().fullOctets;
    if (sender.windows().full != null && (room || segment.ack() != sender.una())) {
      endFull(sender, segment.timestampNanos());
    }
  }

  /** A window of zero is an event of its own, even where it takes back some. */
  private void inspectShrink(Sender receiver, TcpSegment segment) {
    Sender sender = receiver.peer();
    int offered = segment.window() << receiver.shift();
    int taken = sender.wnd().takenBack(segment.ack(), offered, 1 << receiver.shift());
    if (taken == 0) {
      return;
    }
    sender.wnd().acceptEdge(segment.ack(), offered);
    if (segment.window() != 0) {
      reporter.say(
          receiver,
          segment,
          Severity.INFO,
          Reason.RIGHT_EDGE_MOVED_LEFT,
          0.9,
          new EventDetail.WindowShrink(offered, taken));
    }
  }

  private void advertisedZero(Sender receiver, TcpSegment segment) {
    WindowEpisodes episodes = receiver.peer().openWindows();
    if (episodes.zero == null) {
      episodes.zeroSinceNanos = segment.timestampNanos();
      episodes.advertisements = 0;
      episodes.probes = 0;
      episodes.lastFrame = segment.frameNumber();
      episodes.zero =
          reporter.openEpisode(
              receiver,
              segment,
              Severity.INFO,
              Reason.ZERO_WINDOW_ADVERTISEMENT,
              1.0,
              new EventDetail.ZeroWindow(0, 1, 0, segment.frameNumber(), false));
    }
    episodes.advertisements++;
    episodes.lastFrame = segment.frameNumber();
  }

  /** Ends the closed window that {@code sender} suffers, if there is one. */
  static void endZero(Sender sender, long nowNanos, boolean reopened) {
    WindowEpisodes episodes = sender.windows(); // written to only where one is open
    PendingEvent event = episodes.zero;
    if (event == null) {
      return;
    }
    long duration = Math.max(0, nowNanos - episodes.zeroSinceNanos);
    long noticeable = Math.max(sender.trips().smoothedPathNanos(), 10_000_000L);
    Severity severity =
        duration >= LONG_NANOS
            ? Severity.CRITICAL
            : duration >= noticeable ? Severity.WARNING : Severity.INFO;
    event.revise(
        severity,
        1.0,
        new EventDetail.ZeroWindow(
            duration, episodes.advertisements, episodes.probes, episodes.lastFrame, reopened));
    event.settle();
    sender.flow.lostTimeNanos += duration;
    episodes.zero = null;
    episodes.reopenedNanos = nowNanos;
  }

  /** Notes when {@code sender} has filled the window to less than one segment. */
  void inspectFull(Sender sender, TcpSegment segment) {
    if (segment.payloadLength() == 0
        || sender.windows().full != null
        || !sender.wnd().isScaleKnown()
        || sender.wnd().isClosed()) {
      return;
    }
    long used = (long) SequenceSpace.distance(sender.una(), segment.endSeq());
    if (used <= sender.wnd().octets()
        && used + Math.min(sender.mss(), segment.payloadLength()) > sender.wnd().octets()) {
      WindowEpisodes episodes = sender.openWindows();
      episodes.fullSinceNanos = segment.timestampNanos();
      episodes.fullOctets = sender.wnd().octets();
      episodes.full =
          reporter.openEpisode(
              sender,
              segment,
              Severity.WARNING,
              Reason.WINDOW_FILLED,
              0.9,
              new EventDetail.WindowFull(sender.wnd().octets(), 0));
    }
  }

  /** The sender repairs a loss: it is that, not the window, that holds it back. */
  static void forgetFull(Sender sender) {
    PendingEvent event = sender.windows().full;
    if (event != null) {
      event.withdraw();
      sender.openWindows().full = null;
    }
  }

  /** Ends the full window; what lasts no longer than a transfer's own pace is not reported. */
  static void endFull(Sender sender, long nowNanos) {
    PendingEvent event = sender.windows().full;
    if (event == null) {
      return;
    }
    long duration = nowNanos - sender.windows().fullSinceNanos;
    if (duration >= Math.max(FULL_NANOS, 2 * sender.trips().smoothedPathNanos())) {
      event.revise(new EventDetail.WindowFull(sender.windows().fullOctets, duration));
      event.settle();
    } else {
      event.withdraw();
    }
    sender.openWindows().full = null;
  }
}
