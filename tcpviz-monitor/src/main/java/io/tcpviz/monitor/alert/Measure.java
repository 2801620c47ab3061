// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.SequenceSpace;

/** What of an event is added up. */
enum Measure {
  /** Events. */
  EVENTS("events"),

  /** Payload octets sent again. */
  RETRANSMITTED_OCTETS("octets"),

  /** Octets of lost ranges. */
  LOST_OCTETS("octets");

  private final String unit;

  Measure(String unit) {
    this.unit = unit;
  }

  String unit() {
    return unit;
  }

  /** How much of it {@code event} brings. */
  long of(TcpEvent event) {
    EventDetail detail = event.detail();
    return switch (this) {
      case EVENTS -> 1;
      case RETRANSMITTED_OCTETS ->
          detail instanceof EventDetail.Retransmission resent
              ? Math.min(resent.octets(), event.packet().payloadLength())
              : 0;
      case LOST_OCTETS ->
          detail instanceof EventDetail.Loss loss
              ? Math.max(0, SequenceSpace.distance(loss.lostStart(), loss.lostEnd()))
              : 0;
    };
  }
}
