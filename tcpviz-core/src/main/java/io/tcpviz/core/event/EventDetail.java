// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

import io.tcpviz.core.tcp.SequenceSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each kind of event adds to the facts that all events share. The catalogue, on one page. */
public sealed interface EventDetail {
  /** The kind of event that carries this detail. */
  EventKind kind();

  /** Presents every field under its stable name, in a fixed order. */
  void visit(FieldVisitor out);

  private static void visitEvidence(List<Reason> evidence, FieldVisitor out) {
    List<String> names = new ArrayList<>(evidence.size());
    for (int i = 0; i < evidence.size(); i++) {
      names.add(evidence.get(i).jsonName());
    }
    out.texts("evidence", names);
  }

  /**
   * Octets sent again.
   *
   * @param trigger what made the sender send again
   * @param spurious whether it was needless
   * @param octets how many of its octets were sent again
   * @param originalFrame frame of the copy before this one, 0 if this capture never saw one
   * @param sinceOriginalNanos time since that copy, -1 if unknown
   * @param backoff for timeouts: how many have hit these octets in a row, from 1; else 0
   * @param silenceNanos for timeouts and tail loss probes: how long nothing had been sent or
   *     acknowledged when they came; else 0
   * @param evidence what spoke for the verdict, strongest first
   */
  record Retransmission(
      RetransmissionKind trigger,
      Spurious spurious,
      int octets,
      long originalFrame,
      long sinceOriginalNanos,
      int backoff,
      long silenceNanos,
      List<Reason> evidence)
      implements EventDetail {
    @Override
    public EventKind kind() {
      return EventKind.RETRANSMISSION;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.text("kind", trigger.jsonName());
      if (spurious == Spurious.UNKNOWN) {
        out.unknown("spurious");
      } else {
        out.truth("spurious", spurious == Spurious.YES);
      }
      out.number("octets", octets);
      out.numberOrUnknown("original_frame", originalFrame == 0 ? -1 : originalFrame);
      out.millisOrUnknown("since_original_ms", sinceOriginalNanos);
      if (backoff > 0) {
        out.number("backoff", backoff);
      }
      if (silenceNanos > 0) {
        out.millis("silence_ms", silenceNanos);
      }
      visitEvidence(evidence, out);
    }
  }

  /**
   * A segment that others overtook.
   *
   * @param lateNanos how long after the first segment that overtook it
   * @param extentOctets octets sent after it that arrived before it (RFC 4737 §4.4)
   * @param overtakenByFrame frame of the first segment that overtook it, 0 if unknown
   * @param evidence what spoke for the verdict, strongest first
   */
  record OutOfOrder(long lateNanos, int extentOctets, long overtakenByFrame, List<Reason> evidence)
      implements EventDetail {
    @Override
    public EventKind kind() {
      return EventKind.OUT_OF_ORDER;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.millisOrUnknown("late_ms", lateNanos);
      out.number("extent_octets", extentOctets);
      out.numberOrUnknown("overtaken_by_frame", overtakenByFrame == 0 ? -1 : overtakenByFrame);
      visitEvidence(evidence, out);
    }
  }

  /**
   * Octets that were lost, or an acknowledgment that does not come.
   *
   * @param lostStart first sequence number of the lost range
   * @param lostEnd sequence number behind it
   * @param lostBySender true when the direction of the event's packet lost them, false when the
   *     opposite one did
   * @param dupAcks duplicate ACKs counted for it so far
   * @param stallNanos how long acknowledgments made no progress, -1 when that is not the reason
   * @param thresholdNanos the limit it exceeded, -1 when that is not the reason
   * @param resolution how it ended
   */
  record Loss(
      int lostStart,
      int lostEnd,
      boolean lostBySender,
      int dupAcks,
      long stallNanos,
      long thresholdNanos,
      Resolution resolution)
      implements EventDetail {
    /** How a loss ended. */
    public enum Resolution {
      /** The octets were sent again. */
      REPAIRED,
      /** The capture ends, or the connection does, before they are sent again. */
      UNREPAIRED,
      /** The octets were acknowledged although this capture saw them only once. */
      ACKNOWLEDGED;

      private final String jsonName = name().toLowerCase(Locale.ROOT);
    }

    @Override
    public EventKind kind() {
      return EventKind.LOSS_INFER;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.number("lost_start", SequenceSpace.toUnsigned(lostStart));
      out.number("lost_end", SequenceSpace.toUnsigned(lostEnd));
      out.text("lost_dir", lostBySender ? "fwd" : "rev");
      out.number("dup_acks", dupAcks);
      if (stallNanos >= 0) {
        out.millis("stall_ms", stallNanos);
        out.millis("threshold_ms", thresholdNanos);
      }
      out.text("resolution", resolution.jsonName);
    }
  }

  /**
   * An opening that went wrong or slowly.
   *
   * @param attempts SYNs (or SYN-ACKs) seen so far
   * @param waitedNanos time since the first of them
   * @param sinceLastNanos time since the one before, or the wait that was too long
   */
  record Handshake(int attempts, long waitedNanos, long sinceLastNanos) implements EventDetail {
    @Override
    public EventKind kind() {
      return EventKind.HANDSHAKE_ANOMALY;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.number("attempts", attempts);
      out.millis("waited_ms", waitedNanos);
      out.millis("since_last_ms", sinceLastNanos);
    }
  }

  /**
   * A closing that went wrong.
   *
   * @param count segments of that kind counted so far, for storms; else 1
   * @param windowNanos the time they fell into; 0 for a single segment
   * @param octetsLost octets sent and not acknowledged when the reset came; 0 for storms
   */
  record Teardown(int count, long windowNanos, long octetsLost) implements EventDetail {
    @Override
    public EventKind kind() {
      return EventKind.TEARDOWN_ANOMALY;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.number("count", count);
      if (windowNanos > 0) {
        out.millis("window_ms", windowNanos);
      }
      if (octetsLost > 0) {
        out.number("octets_lost", octetsLost);
      }
    }
  }

  /**
   * A closed window, from its first advertisement to its reopening.
   *
   * @param durationNanos first advertisement to reopening, or to the last packet of the connection
   * @param advertisements packets that advertised a window of zero
   * @param probes probes that the sender made
   * @param lastFrame the last packet that advertised zero
   * @param reopened whether the capture shows the window open again
   */
  record ZeroWindow(
      long durationNanos, int advertisements, int probes, long lastFrame, boolean reopened)
      implements EventDetail {
    @Override
    public EventKind kind() {
      return EventKind.ZERO_WINDOW;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.millis("duration_ms", durationNanos);
      out.number("advertisements", advertisements);
      out.number("probes", probes);
      out.number("last_frame", lastFrame);
      out.truth("reopened", reopened);
    }
  }

  /**
   * The same packet again.
   *
   * @param originalFrame frame of the first copy
   * @param afterNanos time since that copy
   * @param wholeCapture true when the capture holds most packets twice; then this event stands for
   *     all of them
   */
  record Duplicate(long originalFrame, long afterNanos, boolean wholeCapture)
      implements EventDetail {
    @Override
    public EventKind kind() {
      return EventKind.DUPLICATE_PACKET;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.number("original_frame", originalFrame);
      out.millis("after_ms", afterNanos);
      out.truth("whole_capture", wholeCapture);
    }
  }

  /**
   * A probe of an idle connection or of a closed window.
   *
   * @param probeKind {@link EventKind#KEEP_ALIVE} or {@link EventKind#ZERO_WINDOW_PROBE}
   * @param idleNanos time since this sender's last segment
   */
  record Probe(EventKind probeKind, long idleNanos) implements EventDetail {
    @Override
    public EventKind kind() {
      return probeKind;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.millisOrUnknown("idle_ms", idleNanos);
    }
  }

  /**
   * A sender that filled the offered window.
   *
   * @param windowBytes the window it filled, scaled
   * @param durationNanos until an acknowledgment made room, or the connection's last packet
   */
  record WindowFull(long windowBytes, long durationNanos) implements EventDetail {
    @Override
    public EventKind kind() {
      return EventKind.WINDOW_FULL;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.number("window_bytes", windowBytes);
      out.millis("duration_ms", durationNanos);
    }
  }

  /**
   * A receiver that took back part of the window that it had offered.
   *
   * @param windowBytes the window it offers now, scaled
   * @param takenBytes how far the right edge of the window moved to the left
   */
  record WindowShrink(long windowBytes, long takenBytes) implements EventDetail {
    @Override
    public EventKind kind() {
      return EventKind.WINDOW_SHRINK;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.number("window_bytes", windowBytes);
      out.number("taken_bytes", takenBytes);
    }
  }

  /**
   * Octets that the capture lacks although the receiver has them.
   *
   * @param gapStart first sequence number of the gap
   * @param gapEnd sequence number behind it
   */
  record CaptureGap(int gapStart, int gapEnd) implements EventDetail {
    @Override
    public EventKind kind() {
      return EventKind.CAPTURE_GAP;
    }

    @Override
    public void visit(FieldVisitor out) {
      out.number("gap_start", SequenceSpace.toUnsigned(gapStart));
      out.number("gap_end", SequenceSpace.toUnsigned(gapEnd));
      out.number("octets", SequenceSpace.distance(gapStart, gapEnd));
    }
  }
}
