// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.metrics;

import io.tcpviz.core.wire.SkipReason;
import io.tcpviz.monitor.MonitorStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that is served, as it stood at one moment; not written any more. */
final class Readings {
  private static final SkipReason[] REASONS = SkipReason.values();

  final long[] said;
  final long[] settled;
  final long[] revised;
  final long[] withdrawn;
  final long[] activeAlerts;
  final Map<String, long[]> alerts;
  final long connectionsEnded;
  final long gaps;
  final long[] skipped = new long[REASONS.length];
  final long packets;
  final long bytes;
  final long segments;
  final long connections;
  final long openConnections;
  final long evictedConnections;
  final long captureNanos;
  final long lagNanos;
  final long octetsBehind;
  final long dropped;
  final long lostOctets;

  Readings(Counts counts, MonitorStatus status) {
    said = counts.said.clone();
    settled = counts.settled.clone();
    revised = counts.revised.clone();
    withdrawn = counts.withdrawn.clone();
    activeAlerts = counts.activeAlerts.clone();
    alerts = new LinkedHashMap<>();
    counts.alerts.forEach((name, byLevel) -> alerts.put(name, byLevel.clone()));
    connectionsEnded = counts.connectionsEnded;
    gaps = counts.gaps;
    packets = status.packets();
    bytes = status.bytes();
    segments = status.segments();
    connections = status.connections();
    openConnections = status.openConnections();
    evictedConnections = status.evictedConnections();
    captureNanos = status.captureNanos();
    lagNanos = status.lagNanos();
    octetsBehind = status.octetsBehind();
    dropped = status.dropped();
    lostOctets = status.lostOctets();
    for (SkipReason reason : REASONS) {
      skipped[reason.ordinal()] = status.skipped(reason);
    }
  }

  /** Whether a frame has been read. */
  boolean hasFrames() {
    return captureNanos != Long.MIN_VALUE;
  }
}
