// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.monitor.MonitorStatus;

/**
 * How the run stands, copied at a tick.
 *
 * @param hasEnded whether nothing comes any more
 */
record LiveStatus(
    long packets,
    long bytes,
    long captureNanos,
    long lagNanos,
    long octetsBehind,
    long dropped,
    long lostOctets,
    long connections,
    long openConnections,
    boolean hasEnded) {
  /** Before the first tick. */
  static final LiveStatus NONE = new LiveStatus(0, 0, Long.MIN_VALUE, -1, 0, -1, 0, 0, 0, false);

  static LiveStatus of(MonitorStatus status) {
    return new LiveStatus(
        status.packets(),
        status.bytes(),
        status.captureNanos(),
        status.lagNanos(),
        status.octetsBehind(),
        status.dropped(),
        status.lostOctets(),
        status.connections(),
        status.openConnections(),
        false);
  }

  LiveStatus ended() {
    return new LiveStatus(
        packets,
        bytes,
        captureNanos,
        lagNanos,
        octetsBehind,
        dropped,
        lostOctets,
        connections,
        openConnections,
        true);
  }

  void visit(FieldVisitor fields) {
    fields.number("packets", packets);
    fields.number("bytes", bytes);
    if (captureNanos == Long.MIN_VALUE) {
      fields.unknown("capture_ms");
    } else {
      fields.millis("capture_ms", captureNanos);
    }
    fields.millisOrUnknown("lag_ms", lagNanos);
    fields.number("octets_behind", octetsBehind);
    fields.numberOrUnknown("dropped", dropped);
    fields.number("lost_octets", lostOctets);
    fields.number("connections", connections);
    fields.number("open_connections", openConnections);
    fields.truth("ended", hasEnded);
  }
}
