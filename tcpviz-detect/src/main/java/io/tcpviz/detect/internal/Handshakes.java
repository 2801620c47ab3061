// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.wire.TcpSegment;
import java.util.Objects;

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

  /**
   * Events about openings.
   *
   * @param answers where SYNs wait for their answer
   * @param completions where SYN-ACKs do
   * @param storms counts the SYNs to one host that nobody answers
   */
  Handshakes(Reporter reporter, Deadlines answers, Deadlines completions, Storms storms) {
    this.reporter = reporter;
    this.answers = answers;
    this.completions = completions;
    this.storms = storms;
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
    challenger.place = reporter.reserve(sender, answers.settledNanos(syn.timestampNanos()));
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
    Answer answer = new Answer(opening.sender, syn);
    opening.place = answer;
    answers.begin(answer);
  }

  /** Waits for a segment of the client behind the first SYN-ACK. */
  void answered(Flow flow, Sender server, TcpSegment synAck) {
    Completion completion = new Completion(server, synAck);
    completions.begin(completion);
    flow.await(completion);
  }

  /** Reports the openings whose answer is overdue. */
  void expire(long nowNanos) {
    answers.expire(nowNanos);
    completions.expire(nowNanos);
  }

  /** The SYN-ACK, or a reset, that answers a SYN. */
  private final class Answer extends Awaited {
    Answer(Sender sender, TcpSegment syn) {
      super(sender, syn);
    }

    @Override
    boolean isAnswered() {
      Opening opening = sender().flow.opening;
      return sender().flow.isSettled() || opening == null || opening.place != this;
    }

    @Override
    boolean isOver() {
      return isAnswered();
    }

    @Override
    void expire(long dueNanos) {
      Flow flow = sender().flow;
      Opening opening = Objects.requireNonNull(flow.opening);
      flow.lostTimeNanos += opening.count(dueNanos);
      Endpoint server = flow.id().server();
      Storms.Wave wave = storms.note(server.high(), server.low(), dueNanos);
      if (wave == Storms.Wave.GOES_ON) {
        withdraw(); // said once, with its first
        return;
      }
      boolean storm = wave == Storms.Wave.BEGINS;
      Reason reason = storm ? Reason.SYN_STORM : Reason.SYN_TIMEOUT;
      int count = storm ? storms.threshold() : opening.attempts;
      long timeout = answers.timeoutNanos();
      long waited = segment.timestampNanos() - opening.firstNanos + timeout;
      put(
          reporter.event(
              sender(),
              segment,
              Severity.CRITICAL,
              reason,
              0.95,
              new EventDetail.Handshake(count, waited, timeout)));
    } // taken back if the answer comes after all, or another SYN
  }

  /** What the client sends behind the SYN-ACK. */
  private final class Completion extends Awaited {
    Completion(Sender server, TcpSegment synAck) {
      super(server, synAck);
    }

    @Override
    boolean isAnswered() {
      return sender().flow.isSettled() || sender().flow.state() != FlowState.SYN_RECEIVED;
    }

    @Override
    boolean isOver() {
      return isAnswered() || sender().peer().totals().packets == 0;
    }

    @Override
    void expire(long dueNanos) {
      long timeout = completions.timeoutNanos();
      put(
          reporter.event(
              sender(),
              segment,
              Severity.WARNING,
              Reason.SYN_ACK_UNANSWERED,
              0.9,
              new EventDetail.Handshake(sender().flow.synAcks, timeout, timeout)));
      settle();
    }
  }

  private static EventDetail.Handshake detail(Opening opening, long nowNanos, long sinceLast) {
    return new EventDetail.Handshake(
        opening.attempts, Math.max(0, nowNanos - opening.firstNanos), Math.max(0, sinceLast));
  }
}
