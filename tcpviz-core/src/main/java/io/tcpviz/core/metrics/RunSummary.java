// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.wire.SkipReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One analysis as a whole.
 *
 * @param packets frames read
 * @param bytes octets of those frames on the wire
 * @param tcpPackets frames that held a TCP segment; {@code packets} = {@code tcpPackets} + the sum
 *     of {@code skipped}
 * @param skipped frames without a segment, by reason; reasons that did not occur are absent
 * @param connections connections seen
 * @param evictedConnections connections closed early to stay within the memory bound
 * @param unlistedConnections those of them of which a single SYN was seen: they were only counted
 * @param eventCounts events by kind; kinds without events are absent
 * @param firstNanos the earliest capture time of a frame, nanoseconds since the epoch; 0 without
 *     frames
 * @param lastNanos the latest capture time of a frame; 0 without frames
 * @param capture the capture, its interfaces and damages
 * @param quality how far the capture can be trusted
 * @param findings what is wrong, the worst first; empty for a healthy capture
 * @param topFlows the connections that lost most time, then with most events; ten at most
 */
public record RunSummary(
    long packets,
    long bytes,
    long tcpPackets,
    Map<SkipReason, Long> skipped,
    long connections,
    long evictedConnections,
    long unlistedConnections,
    Map<EventKind, Long> eventCounts,
    long firstNanos,
    long lastNanos,
    CaptureInfo capture,
    CaptureQuality quality,
    List<Finding> findings,
    List<FlowSummary> topFlows) {
  /** Copies the collections. */
  public RunSummary {
    EnumMap<SkipReason, Long> skips = new EnumMap<>(SkipReason.class);
    skips.putAll(skipped);
    skipped = Collections.unmodifiableMap(skips);
    EnumMap<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    counts.putAll(eventCounts);
    eventCounts = Collections.unmodifiableMap(counts);
    findings = List.copyOf(findings);
    topFlows = List.copyOf(topFlows);
  }

  /**
   * Nanoseconds from the earliest frame to the latest; the largest number where a capture claims to
   * span more than that.
   */
  public long durationNanos() {
    long nanos = lastNanos - firstNanos;
    return nanos < 0 ? Long.MAX_VALUE : nanos;
  }

  /** Frames that nobody looked into: TCP may be in them, and nothing is said of it. */
  public long hiddenPackets() {
    return skipped.entrySet().stream()
        .filter(entry -> entry.getKey().hidesTcp())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Events of all kinds. */
  public long events() {
    return eventCounts.values().stream().mapToLong(Long::longValue).sum();
  }
}
