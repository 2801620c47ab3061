// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.wire.TcpSegment;
import java.util.ArrayDeque;

/**
 * Watches openings (RFC 9293 §3.5): SYNs that are repeated, refused or never answered. Whether an
 * answer is missing is decided by the passing of capture time, also when the connection itself
 * stays silent.
 */
final class Handshakes {
  private final Reporter reporter;
  private final long timeoutNanos;

  /** Openings in the order of their last SYN; all wait equally long, so the first is due first. */
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  private record Waiting(
      Flow flow, Opening opening, long sinceNanos, PendingEvent place, TcpEvent event) {
    boolean isOver() {
      return !place.isOpen() || flow.opening != opening;
    }
  }

  private final int maxWaiting;

  Handshakes(Reporter reporter, long timeoutNanos, int maxWaiting) {
    this.reporter = reporter;
    this.timeoutNanos = timeoutNanos;
    this.maxWaiting = maxWaiting;
  }

  /** The SYN that opens the connection. */
  void opened(Flow flow, Sender client, TcpSegment syn) {
    flow.opening = new Opening(client, syn);
    await(flow, syn);
  }

  /** The same SYN again. */
  void repeated(Flow flow, Sender sender, TcpSegment syn) {
    flow.synRepeated = true;
    Opening opening = flow.opening;
    if (opening == null || opening.sender != sender) {
      return; // repeated although a SYN-ACK has passed: the retransmission says it
    }
    long sinceLast = Math.max(0, syn.timestampNanos() - opening.lastNanos);
    flow.lostTimeNanos += opening.count(syn.timestampNanos());
    opening.attempts++;
    opening.lastNanos = syn.timestampNanos();
    reporter.say(
        sender,
        syn,
        opening.attempts > 3 ? Severity.CRITICAL : Severity.WARNING,
        Reason.SYN_RETRY_WITHOUT_SYNACK,
        0.95,
        detail(opening, syn.timestampNanos(), sinceLast));
    await(flow, syn);
  }

  /** The SYN-ACK again. */
  void synAckRepeated(Flow flow, Sender server, TcpSegment synAck) {
    flow.synRepeated = true;
    flow.handshakeNanos = -1;
    long sinceLast = Math.max(0, synAck.timestampNanos() - flow.lastSynAckNanos);
    flow.lastSynAckNanos = synAck.timestampNanos();
    flow.lostTimeNanos += sinceLast;
    reporter.say(
        server,
        synAck,
        Severity.WARNING,
        Reason.SYN_ACK_REPEATED,
        0.95,
        new EventDetail.Handshake(
            ++flow.synAcks,
            Math.max(0, synAck.timestampNanos() - flow.firstSynAckNanos),
            sinceLast));
  }

  /** A RST in answer to the SYN. */
  void refused(Flow flow, Sender server, TcpSegment rst) {
    Opening opening = flow.opening;
    if (opening == null) {
      return;
    }
    reporter.say(
        server,
        rst,
        Severity.WARNING,
        Reason.CONNECTION_REFUSED,
        0.95,
        detail(opening, rst.timestampNanos(), rst.timestampNanos() - opening.lastNanos));
    flow.closeOpening();
    flow.become(FlowState.REFUSED);
  }

  private void await(Flow flow, TcpSegment syn) {
    Opening opening = flow.opening;
    if (opening == null) {
      return;
    }
    TcpEvent event =
        reporter.event(
            opening.sender,
            syn,
            Severity.CRITICAL,
            Reason.SYN_TIMEOUT,
            0.95,
            new EventDetail.Handshake(
                opening.attempts,
                syn.timestampNanos() - opening.firstNanos + timeoutNanos,
                timeoutNanos));
    opening.giveUp(); // the wait of the SYN before
    long deadline = syn.timestampNanos() + timeoutNanos + Reporter.SETTLING_NANOS;
    PendingEvent place = reporter.reserve(opening.sender, deadline);
    opening.place = place;
    if (waiting.size() >= maxWaiting) {
      waiting.remove().place.withdraw(); // a flood: its first SYNs have waited longest
    }
    waiting.add(new Waiting(flow, opening, syn.timestampNanos(), place, event));
  }

  /** Reports the openings whose answer is overdue. */
  void expire(long nowNanos) {
    for (Waiting first = waiting.peek(); first != null; first = waiting.peek()) {
      if (first.isOver()) {
        first.place.withdraw();
      } else if (nowNanos - first.sinceNanos >= timeoutNanos) {
        first.place.put(first.event); // taken back if the answer comes after all, or another SYN
        first.flow.lostTimeNanos += first.opening.count(first.sinceNanos + timeoutNanos);
      } else {
        return;
      }
      waiting.remove();
    }
  }

  private static EventDetail.Handshake detail(Opening opening, long nowNanos, long sinceLast) {
    return new EventDetail.Handshake(
        opening.attempts, Math.max(0, nowNanos - opening.firstNanos), Math.max(0, sinceLast));
  }
}
