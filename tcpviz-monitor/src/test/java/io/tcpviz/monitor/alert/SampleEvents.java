// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.Spurious;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;
import java.util.List;

/**
 * Events of connections that are written {@code a:1000>b:80}: host a is 10.0.0.1, b is 10.0.0.2.
 */
public final class SampleEvents {
  private SampleEvents() {}

  /** An event of the kind, or for the reason or trigger, whose JSON name is {@code what}. */
  public static TcpEvent event(String what, String direction, long nanos) {
    for (RetransmissionKind trigger : RetransmissionKind.values()) {
      if (trigger.jsonName().equals(what)) {
        return make(direction, nanos, Reason.OCTETS_SEEN_BEFORE, resent(trigger));
      }
    }
    for (Reason reason : Reason.values()) {
      if (reason.jsonName().equals(what)) {
        return make(direction, nanos, reason, detail(kind(reason)));
      }
    }
    for (EventKind kind : EventKind.values()) {
      if (kind.jsonName().equals(what)) {
        return make(direction, nanos, Reason.SAME_PACKET, detail(kind));
      }
    }
    throw new IllegalArgumentException("no event " + what);
  }

  /** The text of an alert's subject in the short form. */
  static String shortForm(String subject) {
    String text = subject.replace("->", ">");
    for (char host = 'a'; host <= 'f'; host++) {
      text = text.replace("10.0.0." + (host - 'a' + 1), String.valueOf(host));
    }
    return text;
  }

  private static TcpEvent make(String direction, long nanos, Reason reason, EventDetail detail) {
    String[] sides = direction.split(">");
    Endpoint from = endpoint(sides[0]);
    Endpoint to = endpoint(sides[1]);
    boolean fromClient = from.port() > to.port();
    FlowId flow = new FlowId(0, fromClient ? from : to, fromClient ? to : from, true);
    return new TcpEvent(
        Severity.WARNING,
        reason,
        0.95,
        flow,
        fromClient ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT,
        new PacketRef(0, 1, nanos, 0, 0, 1_000, 0),
        new PathEstimate(-1, -1, -1),
        detail);
  }

  private static Endpoint endpoint(String text) {
    return Endpoint.ofIpv4(0x0A00_0001 + text.charAt(0) - 'a', Integer.parseInt(text.substring(2)));
  }

  private static EventKind kind(Reason reason) {
    return switch (reason) {
      case SYN_TIMEOUT, CONNECTION_REFUSED, SYN_STORM, HALF_OPEN -> EventKind.HANDSHAKE_ANOMALY;
      case RST_STORM, RST_WITH_DATA_OUTSTANDING, FIN_STORM -> EventKind.TEARDOWN_ANOMALY;
      case ACK_STALL_TIMEOUT -> EventKind.LOSS_INFER;
      default -> throw new IllegalArgumentException("no kind for " + reason);
    };
  }

  private static EventDetail resent(RetransmissionKind trigger) {
    return new EventDetail.Retransmission(
        trigger, Spurious.NO, 1_000, 1, 1, 0, 0, List.of(Reason.OCTETS_SEEN_BEFORE));
  }

  private static EventDetail detail(EventKind kind) {
    return switch (kind) {
      case RETRANSMISSION -> resent(RetransmissionKind.FAST);
      case OUT_OF_ORDER -> new EventDetail.OutOfOrder(1, 1, 1, List.of());
      case LOSS_INFER ->
          new EventDetail.Loss(0, 1_000, true, 3, -1, -1, EventDetail.Loss.Resolution.REPAIRED);
      case HANDSHAKE_ANOMALY -> new EventDetail.Handshake(1, 1, 1);
      case TEARDOWN_ANOMALY -> new EventDetail.Teardown(1, 0, 0);
      case ZERO_WINDOW -> new EventDetail.ZeroWindow(1, 1, 0, 1, true);
      case DUPLICATE_PACKET -> new EventDetail.Duplicate(1, 1, false);
      case KEEP_ALIVE, ZERO_WINDOW_PROBE -> new EventDetail.Probe(kind, 1);
      case WINDOW_FULL -> new EventDetail.WindowFull(1, 1);
      case WINDOW_SHRINK -> new EventDetail.WindowShrink(1, 1);
      case CAPTURE_GAP -> new EventDetail.CaptureGap(0, 1);
    };
  }
}
