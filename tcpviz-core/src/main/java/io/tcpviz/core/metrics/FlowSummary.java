// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.tcp.FlowId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One connection as a whole.
 *
 * @param id who talks to whom
 * @param source index of the file that holds its first packet
 * @param firstFrame frame of its first packet in that file
 * @param firstNanos capture time of its first packet, nanoseconds since the epoch
 * @param lastNanos capture time of its last packet
 * @param state where it stood at its end
 * @param handshakeNanos SYN to the acknowledgment of the SYN-ACK; -1 where not seen whole or where
 *     one of them was repeated
 * @param path the way between the capture point and both sides
 * @param quality how far its capture can be trusted
 * @param clientToServer what the client sent
 * @param serverToClient what the server sent
 * @param eventCounts events by kind; kinds without events are absent
 * @param severity the highest severity among its events, {@code INFO} without any
 * @param lostTimeNanos time spent waiting: timeouts, stalls, closed windows, repeated SYNs
 */
public record FlowSummary(
    FlowId id,
    int source,
    long firstFrame,
    long firstNanos,
    long lastNanos,
    FlowState state,
    long handshakeNanos,
    PathSummary path,
    FlowQuality quality,
    DirectionSummary clientToServer,
    DirectionSummary serverToClient,
    Map<EventKind, Long> eventCounts,
    Severity severity,
    long lostTimeNanos) {
  /** Copies the map. */
  public FlowSummary {
    eventCounts = eventCounts.isEmpty() ? Map.of() : inOrder(eventCounts);
  }

  private static Map<EventKind, Long> inOrder(Map<EventKind, Long> counts) {
    EnumMap<EventKind, Long> copy = new EnumMap<>(EventKind.class);
    copy.putAll(counts);
    return Collections.unmodifiableMap(copy);
  }

  /** Events of all kinds. */
  public long events() {
    long sum = 0;
    for (long count : eventCounts.values()) {
      sum += count;
    }
    return sum;
  }

  /** Segments of both directions. */
  public long packets() {
    return clientToServer.packets() + serverToClient.packets();
  }

  /** Payload octets of both directions, repeats included. */
  public long payloadBytes() {
    return clientToServer.payloadBytes() + serverToClient.payloadBytes();
  }

  /** First packet to last, in nanoseconds. */
  public long durationNanos() {
    long nanos = lastNanos - firstNanos;
    return nanos < 0 ? Long.MAX_VALUE : nanos;
  }
}
