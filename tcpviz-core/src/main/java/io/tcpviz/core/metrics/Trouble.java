// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Spurious;
import io.tcpviz.core.event.TcpEvent;

/**
 * What can be wrong with a capture's TCP. An event shows one trouble at most ({@link #of}); what is
 * usual, or only repeats what another event says, shows none. The JSON names are stable;
 * docs/SESSION.md has the rule for each.
 */
public enum Trouble {
  /** A sender waited until its retransmission timer ran out (RFC 6298 §5). */
  RETRANSMISSION_TIMEOUT(
      EventKind.RETRANSMISSION, "retransmission_timeout", "Retransmission timeouts"),
  /** The end of a burst was lost and the sender probed for it (RFC 8985 §7). */
  TAIL_LOSS_PROBE(EventKind.RETRANSMISSION, "tail_loss_probe", "Lost ends of bursts"),
  /** Octets were lost and sent again, without waiting for a timer as far as one can see. */
  REPAIRED_LOSS(EventKind.RETRANSMISSION, "repaired_loss", "Repaired losses"),
  /** Octets were sent again though they had arrived. */
  NEEDLESS_RETRANSMISSION(
      EventKind.RETRANSMISSION, "needless_retransmission", "Needless retransmissions"),
  /** Octets were lost and not sent again before the end. */
  UNREPAIRED_LOSS(EventKind.LOSS_INFER, "unrepaired_loss", "Losses not repaired"),
  /** An acknowledgment came late, and no repair explains the wait. */
  ACK_STALL(EventKind.LOSS_INFER, "ack_stall", "Waits for acknowledgments"),
  /** Segments were overtaken on their way. */
  REORDERING(EventKind.OUT_OF_ORDER, "reordering", "Reordering"),
  /** The network or the capture made copies of packets. */
  DUPLICATE_PACKET(EventKind.DUPLICATE_PACKET, "duplicate_packet", "Duplicate packets"),
  /** The capture holds most packets twice. */
  MIRRORED_CAPTURE(EventKind.DUPLICATE_PACKET, "mirrored_capture", "Capture of a mirror port"),
  /** A receiver did not read, and stopped its peer. */
  ZERO_WINDOW(EventKind.ZERO_WINDOW, "zero_window", "Closed windows"),
  /** The receiver's buffer was too small for the path. */
  WINDOW_FULL(EventKind.WINDOW_FULL, "window_full", "Full windows"),
  /** A receiver took back part of the window that it had offered. */
  WINDOW_SHRINK(EventKind.WINDOW_SHRINK, "window_shrink", "Windows taken back"),
  /** A SYN or SYN-ACK had to be repeated. */
  SYN_REPEATED(EventKind.HANDSHAKE_ANOMALY, "syn_repeated", "Repeated SYNs"),
  /** A SYN had no answer. */
  SYN_UNANSWERED(EventKind.HANDSHAKE_ANOMALY, "syn_unanswered", "SYNs without an answer"),
  /**
   * SYNs were still without an answer when there was nothing more to wait for; no event says it.
   */
  SYN_PENDING(EventKind.HANDSHAKE_ANOMALY, "syn_pending", "SYNs without an answer yet"),
  /** Very many openings to one host had no answer. */
  SYN_STORM(EventKind.HANDSHAKE_ANOMALY, "syn_storm", "Storms of SYNs"),
  /** A SYN was answered by a reset. */
  CONNECTION_REFUSED(EventKind.HANDSHAKE_ANOMALY, "connection_refused", "Refused connections"),
  /** A client did not complete its opening. */
  HANDSHAKE_INCOMPLETE(
      EventKind.HANDSHAKE_ANOMALY, "handshake_incomplete", "Openings not completed"),
  /** A server had no room for a connection that its client had opened. */
  ACCEPT_OVERFLOW(EventKind.HANDSHAKE_ANOMALY, "accept_overflow", "Full accept queues"),
  /** One side had forgotten the connection. */
  HALF_OPEN(EventKind.HANDSHAKE_ANOMALY, "half_open", "Forgotten connections"),
  /** A reset threw away data on its way. */
  RESET_WITH_DATA(EventKind.TEARDOWN_ANOMALY, "reset_with_data", "Resets with data outstanding"),
  /** A FIN had no answer. */
  FIN_UNANSWERED(EventKind.TEARDOWN_ANOMALY, "fin_unanswered", "FINs without an answer"),
  /** Many resets in a short time. */
  RESET_STORM(EventKind.TEARDOWN_ANOMALY, "reset_storm", "Storms of resets"),
  /** Many FINs in a short time. */
  FIN_STORM(EventKind.TEARDOWN_ANOMALY, "fin_storm", "Storms of FINs"),
  /** The capture lacks octets that the receiver had. */
  CAPTURE_GAP(EventKind.CAPTURE_GAP, "capture_gap", "Gaps in the capture");

  private final EventKind kind;
  private final String jsonName;
  private final String title;

  Trouble(EventKind kind, String jsonName, String title) {
    this.kind = kind;
    this.jsonName = jsonName;
    this.title = title;
  }

  /** The kind of the events that show it. */
  public EventKind kind() {
    return kind;
  }

  /** The stable name in summary.json. */
  public String jsonName() {
    return jsonName;
  }

  /** Words for people. */
  public String title() {
    return title;
  }

  /** What an event shows; null for one that is harmless or told by another. */
  public static @Nullable Trouble of(TcpEvent event) {
    EventDetail detail = event.detail();
    return switch (event.kind()) {
      case RETRANSMISSION -> of((EventDetail.Retransmission) detail);
      case LOSS_INFER -> of((EventDetail.Loss) detail);
      case OUT_OF_ORDER -> REORDERING;
      case DUPLICATE_PACKET ->
          ((EventDetail.Duplicate) detail).wholeCapture() ? MIRRORED_CAPTURE : DUPLICATE_PACKET;
      case ZERO_WINDOW -> ZERO_WINDOW;
      case WINDOW_FULL -> WINDOW_FULL;
      case WINDOW_SHRINK -> WINDOW_SHRINK;
      case CAPTURE_GAP -> CAPTURE_GAP;
      case HANDSHAKE_ANOMALY -> ofHandshake(event.reason());
      case TEARDOWN_ANOMALY -> ofTeardown(event.reason());
      case KEEP_ALIVE, ZERO_WINDOW_PROBE -> null; // what TCP does when all is well
    };
  }

  private static @Nullable Trouble of(EventDetail.Retransmission resent) {
    return switch (resent.trigger()) {
      case SYN, SYN_ACK -> null; // the handshake's own events say it
      case UNNEEDED -> NEEDLESS_RETRANSMISSION;
      case RTO -> RETRANSMISSION_TIMEOUT; // the sender waited, needlessly or not
      case RTO_FOLLOWUP -> orNeedless(resent, RETRANSMISSION_TIMEOUT);
      case TLP -> orNeedless(resent, TAIL_LOSS_PROBE);
      case FAST, SACK, RACK, FIN, UNKNOWN -> orNeedless(resent, REPAIRED_LOSS);
    };
  }

  private static Trouble orNeedless(EventDetail.Retransmission resent, Trouble otherwise) {
    return resent.spurious() == Spurious.YES ? NEEDLESS_RETRANSMISSION : otherwise;
  }

  /** A loss or a stall that was repaired is told by the retransmission that repaired it. */
  private static @Nullable Trouble of(EventDetail.Loss loss) {
    boolean stall = loss.stallNanos() >= 0;
    return switch (loss.resolution()) {
      case REPAIRED -> null;
      case UNREPAIRED -> stall ? ACK_STALL : UNREPAIRED_LOSS;
      case ACKNOWLEDGED -> stall ? ACK_STALL : null;
    };
  }

  private static @Nullable Trouble ofHandshake(Reason reason) {
    return switch (reason) {
      case SIMULTANEOUS_OPEN, CHALLENGE_SYN -> null; // unusual, and harmless
      case SYN_TIMEOUT -> SYN_UNANSWERED;
      case SYN_ACK_UNANSWERED -> HANDSHAKE_INCOMPLETE;
      case ACCEPT_OVERFLOW -> ACCEPT_OVERFLOW;
      case SYN_STORM -> SYN_STORM;
      case HALF_OPEN -> HALF_OPEN;
      case CONNECTION_REFUSED -> CONNECTION_REFUSED;
      default -> SYN_REPEATED;
    };
  }

  private static @Nullable Trouble ofTeardown(Reason reason) {
    return switch (reason) {
      case BAD_CHECKSUM -> null; // it ended nothing
      case RST_WITH_DATA_OUTSTANDING -> RESET_WITH_DATA;
      case FIN_UNANSWERED -> FIN_UNANSWERED;
      case RST_STORM -> RESET_STORM;
      default -> FIN_STORM;
    };
  }
}
