// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.wire.TcpSegment;

/** Words what a detector found into an event and gives it its place in the queue. */
final class Reporter {
  /** How long later segments may still change a verdict. */
  static final long SETTLING_NANOS = 10_000_000_000L;

  private final EventQueue queue;

  Reporter(EventQueue queue) {
    this.queue = queue;
  }

  /** An event about {@code segment}, final. */
  void say(
      Sender sender,
      TcpSegment segment,
      Severity severity,
      Reason reason,
      double confidence,
      EventDetail detail) {
    TcpEvent event = event(sender, segment, severity, reason, confidence, detail);
    queue.add(new PendingEvent(sender.flow, event, false), 0);
  }

  /** An event about {@code segment} that later segments may change for a while. */
  PendingEvent open(
      Sender sender,
      TcpSegment segment,
      Severity severity,
      Reason reason,
      double confidence,
      EventDetail detail) {
    TcpEvent event = event(sender, segment, severity, reason, confidence, detail);
    long deadline = segment.timestampNanos() + SETTLING_NANOS;
    return queue.add(new PendingEvent(sender.flow, event, true), deadline);
  }

  /** An event about {@code segment} that stays open until a detector settles it. */
  PendingEvent openEpisode(
      Sender sender,
      TcpSegment segment,
      Severity severity,
      Reason reason,
      double confidence,
      EventDetail detail) {
    TcpEvent event = event(sender, segment, severity, reason, confidence, detail);
    return queue.add(new PendingEvent(sender.flow, event, true), Long.MAX_VALUE);
  }

  /** A place for an event about the present segment that only the passing of time can bring. */
  PendingEvent reserve(Sender sender, long deadlineNanos) {
    return queue.add(new PendingEvent(sender.flow, null, true), deadlineNanos);
  }

  TcpEvent event(
      Sender sender,
      TcpSegment segment,
      Severity severity,
      Reason reason,
      double confidence,
      EventDetail detail) {
    return event(sender, PacketRef.of(segment), severity, reason, confidence, detail);
  }

  /** An event about a packet that has passed before. */
  TcpEvent event(
      Sender sender,
      PacketRef packet,
      Severity severity,
      Reason reason,
      double confidence,
      EventDetail detail) {
    return new TcpEvent(
        severity,
        reason,
        confidence,
        sender.flow.id(),
        sender.direction(),
        packet,
        path(sender),
        detail);
  }

  private static PathEstimate path(Sender sender) {
    return new PathEstimate(
        sender.isSynced() ? sender.outstanding() : -1,
        sender.isSynced() ? sender.totals().maxFlightBytes : -1,
        sender.trips().rtt().hasSamples() ? sender.trips().rtt().smoothedNanos() : -1);
  }
}
