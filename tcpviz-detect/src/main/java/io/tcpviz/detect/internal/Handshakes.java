// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.wire.TcpSegment;

/**
 * Watches openings (RFC 9293 §3.5): SYNs that are repeated, refused or never answered. Whether an
 * answer is missing is decided by the passing of capture time, also when the connection itself
 * stays silent.
 */
final class Handshakes {
  private final Reporter reporter;
  private final Deadlines answers;
  private final Deadlines completions;
  private final Storms storms;

  /** Events about openings; {@code storms} counts those of one host that nobody answers. */
  Handshakes(Reporter reporter, long timeoutNanos, int maxWaiting, Storms storms) {
    this.reporter = reporter;
    this.storms = storms;
    answers = new Deadlines(timeoutNanos, maxWaiting);
    completions = new Deadlines(timeoutNanos, maxWaiting);
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
      flow.unansweredSyns++; // although a SYN-ACK has passed: the retransmission says it
      return;
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

  /** A SYN inside a live connection; said if an ACK answers it. */
  Opening challenge(Sender sender, TcpSegment syn) {
    Opening challenger = new Opening(sender, syn);
    PacketRef packet = PacketRef.of(syn);
    challenger.place = reporter.reserve(sender, deadline(syn.timestampNanos()));
    challenger.syn = packet;
    return challenger;
  }

  /** The other side answers the challenge with an ACK of the connection that it has. */
  void challenged(Opening challenger) {
    PendingEvent place = challenger.place;
    PacketRef syn = challenger.syn;
    challenger.challenged = true;
    if (place != null && syn != null) {
      EventDetail detail = new EventDetail.Handshake(1, 0, 0);
      place.put(
          reporter.event(challenger.sender, syn, Severity.INFO, Reason.CHALLENGE_SYN, 0.9, detail));
      place.settle();
    }
  }

  /** A reset of a connection that its sender has forgotten. */
  void halfOpen(Sender sender, TcpSegment rst) {
    say(sender, rst, Severity.WARNING, Reason.HALF_OPEN, 1);
  }

  /** A SYN that crosses that of the other side. */
  void crossed(Sender sender, TcpSegment syn) {
    say(sender, syn, Severity.INFO, Reason.SIMULTANEOUS_OPEN, 1);
  }

  private void say(
      Sender sender, TcpSegment segment, Severity severity, Reason reason, int attempts) {
    reporter.say(
        sender, segment, severity, reason, 0.95, new EventDetail.Handshake(attempts, 0, 0));
  }

  /** The SYN-ACK again. */
  void synAckRepeated(Flow flow, Sender server, TcpSegment synAck) {
    flow.synRepeated = true;
    flow.handshakeNanos = -1;
    long sinceLast = Math.max(0, synAck.timestampNanos() - flow.lastSynAckNanos);
    flow.lastSynAckNanos = synAck.timestampNanos();
    flow.lostTimeNanos += sinceLast;
    boolean answer = flow.unansweredSyns > 0;
    flow.unansweredSyns -= answer ? 1 : 0;
    reporter.say(
        server,
        synAck,
        Severity.WARNING,
        !answer && overflows(flow) ? Reason.ACCEPT_OVERFLOW : Reason.SYN_ACK_REPEATED,
        0.95,
        new EventDetail.Handshake(
            ++flow.synAcks,
            Math.max(0, synAck.timestampNanos() - flow.firstSynAckNanos),
            sinceLast));
  }

  /** Whether the third segment and data have passed, so that the server has dropped both. */
  private static boolean overflows(Flow flow) {
    return flow.state() != FlowState.SYN_RECEIVED && flow.client.totals().dataPackets > 0;
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
    opening.giveUp(); // the wait of the SYN before
    long since = syn.timestampNanos();
    PendingEvent place = reporter.reserve(opening.sender, deadline(since));
    opening.place = place;
    answers.begin(since, place, new Answer(flow, opening, PacketRef.of(syn), since));
  }

  /** Waits for a segment of the client behind the first SYN-ACK. */
  void answered(Flow flow, Sender server, TcpSegment synAck) {
    long since = synAck.timestampNanos();
    PendingEvent place = reporter.reserve(server, deadline(since));
    completions.begin(since, place, new Completion(flow, server, PacketRef.of(synAck)));
  }

  private long deadline(long sinceNanos) {
    return sinceNanos + answers.timeoutNanos() + Reporter.SETTLING_NANOS;
  }

  /** Reports the openings whose answer is overdue. */
  void expire(long nowNanos) {
    answers.expire(nowNanos);
    completions.expire(nowNanos);
  }

  /** The SYN-ACK, or a reset, that answers a SYN. */
  private final class Answer implements Deadlines.Awaited {
    private final Flow flow;
    private final Opening opening;
    private final PacketRef syn;
    private final long waitedNanos;
    private final int attempts;

    Answer(Flow flow, Opening opening, PacketRef syn, long sinceNanos) {
      this.flow = flow;
      this.opening = opening;
      this.syn = syn;
      waitedNanos = sinceNanos - opening.firstNanos + answers.timeoutNanos();
      attempts = opening.attempts;
    }

    @Override
    public boolean isOver() {
      return flow.isSettled() || flow.opening != opening;
    }

    @Override
    public void expire(PendingEvent place, long dueNanos) {
      flow.lostTimeNanos += opening.count(dueNanos);
      Endpoint server = flow.id().server();
      Storms.Wave wave = storms.note(server.high(), server.low(), dueNanos);
      if (wave == Storms.Wave.GOES_ON) {
        place.withdraw(); // said once, with its first
        return;
      }
      boolean storm = wave == Storms.Wave.BEGINS;
      Reason reason = storm ? Reason.SYN_STORM : Reason.SYN_TIMEOUT;
      int count = storm ? storms.threshold() : attempts;
      long timeout = answers.timeoutNanos();
      place.put(
          reporter.event(
              opening.sender,
              syn,
              Severity.CRITICAL,
              reason,
              0.95,
              new EventDetail.Handshake(count, waitedNanos, timeout)));
    } // taken back if the answer comes after all, or another SYN
  }

  /** What the client sends behind the SYN-ACK. */
  private final class Completion implements Deadlines.Awaited {
    private final Flow flow;
    private final Sender server;
    private final PacketRef synAck;

    Completion(Flow flow, Sender server, PacketRef synAck) {
      this.flow = flow;
      this.server = server;
      this.synAck = synAck;
    }

    @Override
    public boolean isOver() {
      return flow.isSettled()
          || flow.state() != FlowState.SYN_RECEIVED
          || server.peer().totals().packets == 0;
    }

    @Override
    public void expire(PendingEvent place, long dueNanos) {
      long timeout = completions.timeoutNanos();
      place.put(
          reporter.event(
              server,
              synAck,
              Severity.WARNING,
              Reason.SYN_ACK_UNANSWERED,
              0.9,
              new EventDetail.Handshake(flow.synAcks, timeout, timeout)));
      place.settle();
    }
  }

  private static EventDetail.Handshake detail(Opening opening, long nowNanos, long sinceLast) {
    return new EventDetail.Handshake(
        opening.attempts, Math.max(0, nowNanos - opening.firstNanos), Math.max(0, sinceLast));
  }
}
