// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * Follows openings (RFC 9293 §3.5): which connection a SYN belongs to, and how far the handshake
 * has come.
 *
 * <p>A SYN opens a new connection where the old one of the same endpoints has ended, was never
 * answered, or has been silent for long. Within a live connection it does so only once it is
 * answered by a SYN-ACK: until then it may be an old or forged one, which the receiver answers with
 * an ACK (RFC 5961 §4).
 */
final class Openings {
  /** A silence after which a SYN opens a new connection whatever became of the old one. */
  private static final long IDLE_NANOS = 60_000_000_000L;

  private final Connections connections;
  private final Handshakes handshakes;
  private final Copies copies;
  private final Data data;
  private final Acks acks;

  Openings(Connections connections, Handshakes handshakes, Copies copies, Data data, Acks acks) {
    this.connections = connections;
    this.handshakes = handshakes;
    this.copies = copies;
    this.data = data;
    this.acks = acks;
  }

  /** Takes a SYN or SYN-ACK. */
  void inspect(Flow present, TcpSegment segment) {
    if (copies.inspect(present.senderOf(segment), segment)) {
      present.skip(segment);
      return;
    }
    boolean synAck = segment.has(TcpFlags.ACK);
    Flow flow = synAck ? connectionOfSynAck(present, segment) : connectionOfSyn(present, segment);
    if (flow == null) {
      present.skip(segment);
      present.updateCalm();
      return;
    }
    Sender sender = flow.senderOf(segment);
    Arrival arrival = arrival(flow, sender, segment);
    if (synAck) {
      answered(flow, sender, segment);
      acks.inspect(sender, segment);
    }
    sender.advance(segment, arrival);
    if (arrival == Arrival.RETRANSMISSION) {
      sender.remember(segment);
    }
    flow.touch(segment.timestampNanos());
    flow.updateCalm();
  }

  /** The connection that a SYN opens or repeats; null if it only challenges the present one. */
  private @Nullable Flow connectionOfSyn(Flow flow, TcpSegment syn) {
    Sender sender = flow.senderOf(syn);
    if (flow.isUntouched() || sender.syn().hasIss(syn.seq()) && !flow.endedByReset()) {
      return flow;
    }
    if (isRecordedLate(sender, syn)) {
      return flow;
    }
    boolean simultaneous = !sender.isSynced() || sender.totals().packets == 0;
    if (simultaneous && flow.opening != null) {
      return flow;
    }
    boolean unanswered = flow.opening != null && flow.opening.sender == sender;
    boolean silent = syn.timestampNanos() - flow.lastNanos() > IDLE_NANOS;
    if (flow.isOver() || sender.ending().finSent() || unanswered || silent) {
      return connections.reopen(flow, syn);
    }
    Opening before = flow.challenger;
    boolean repeated = before != null && before.sender == sender && before.iss == syn.seq();
    if (!repeated) {
      if (before != null) {
        before.giveUp();
      }
      flow.challenger = handshakes.challenge(sender, syn);
    }
    return null;
  }

  /** The connection that a SYN-ACK answers or repeats; null if it fits none. */
  private @Nullable Flow connectionOfSynAck(Flow flow, TcpSegment synAck) {
    Sender sender = flow.senderOf(synAck);
    Opening challenger = flow.challenger;
    if (challenger != null && challenger.isAnsweredBy(sender, synAck)) {
      challenger.giveUp();
      Flow fresh = connections.reopen(flow, synAck);
      fresh.client.acceptSyn(challenger);
      return fresh;
    }
    boolean other = sender.syn().isSeen() && !sender.syn().hasIss(synAck.seq());
    if (other && sender.peer().totals().packets == 0) {
      return connections.reopen(flow, synAck); // it answers another SYN, and both were not captured
    }
    boolean opening = flow.state() == FlowState.SYN_SENT || flow.state() == FlowState.SYN_RECEIVED;
    boolean overtaken = !sender.syn().isSeen() && sender.peer().syn().hasIss(synAck.ack() - 1);
    return flow.isUntouched() || opening || overtaken || sender.syn().hasIss(synAck.seq())
        ? flow
        : null;
  }

  private Arrival arrival(Flow flow, Sender sender, TcpSegment segment) {
    boolean synAck = segment.has(TcpFlags.ACK);
    if (!sender.syn().hasIss(segment.seq())) {
      boolean first = flow.isUntouched();
      Opening opposite = flow.opening;
      if (!synAck && opposite != null && opposite.sender == sender.peer()) {
        handshakes.crossed(sender, segment);
      }
      boolean overtaken = isOvertaken(sender, segment) || isRecordedLate(sender, segment);
      sender.acceptSyn(new Opening(sender, segment));
      if (!overtaken) {
        sender.begin(segment);
      }
      sender.totals().noteWindow(segment.window());
      if (first) {
        begun(flow, sender, segment);
      }
      return Arrival.NEXT;
    }
    if (synAck && !sender.syn().ackSent) {
      return Arrival.EMPTY; // simultaneous open: the same SYN, now with an ACK
    }
    data.inspect(sender, segment);
    if (synAck) {
      handshakes.synAckRepeated(flow, sender, segment);
    } else {
      handshakes.repeated(flow, sender, segment);
    }
    return Arrival.RETRANSMISSION;
  }

  /** Whether the capture recorded the SYN-ACK before the SYN that it answers. */
  private static boolean isRecordedLate(Sender sender, TcpSegment syn) {
    return !sender.syn().isSeen()
        && !sender.hasBegun()
        && sender.isSynced()
        && sender.peer().syn().ackSent
        && syn.segmentLength() == 1
        && syn.seq() + 1 == sender.una();
  }

  /** Whether data of the same stream passed before this SYN. */
  private static boolean isOvertaken(Sender sender, TcpSegment syn) {
    return sender.hasBegun()
        && !sender.syn().isSeen()
        && SequenceSpace.isBefore(syn.seq(), sender.nxt())
        && !sender.isImplausible(syn.seq());
  }

  private void begun(Flow flow, Sender sender, TcpSegment segment) {
    flow.noteOpening();
    if (segment.has(TcpFlags.ACK)) {
      flow.become(FlowState.SYN_RECEIVED);
    } else {
      flow.become(FlowState.SYN_SENT);
      handshakes.opened(flow, sender, segment);
    }
  }

  private void answered(Flow flow, Sender sender, TcpSegment synAck) {
    if (!sender.syn().ackSent) {
      flow.firstSynAckNanos = synAck.timestampNanos();
      flow.lastSynAckNanos = synAck.timestampNanos();
    }
    sender.syn().ackSent = true;
    Opening opening = flow.opening;
    if (opening != null && opening.isAnsweredBy(sender, synAck)) {
      flow.closeOpening();
      flow.become(FlowState.SYN_RECEIVED);
      handshakes.answered(flow, sender, synAck);
      sender.peer().syn().noteAnswer(synAck, sender.peer().nxt());
    }
  }

  /**
   * Whether a segment that meets a waiting SYN belongs to an earlier connection of the same
   * endpoints: it comes from the side that was asked and does not acknowledge the SYN (RFC 9293
   * §3.5.1).
   */
  static boolean isOfAnotherConnection(Flow flow, Sender sender, TcpSegment segment) {
    Opening opening = flow.opening;
    return opening != null
        && opening.sender == sender.peer()
        && segment.has(TcpFlags.ACK)
        && segment.ack() - 1 != opening.iss;
  }

  /** Whether the segment is the third of a handshake, alone: only then the time means something. */
  private static boolean isThird(Sender client, TcpSegment segment) {
    return client.totals().packets == 1 && client.syn().isSeen() && segment.segmentLength() == 0;
  }

  /**
   * A segment without SYN while a SYN challenges the connection: the other side answers it with an
   * ACK of what it has (RFC 5961 §4), and a host that has forgotten the connection answers that
   * with a reset (RFC 9293 §3.5.1).
   */
  void challenged(Flow flow, Sender sender, TcpSegment segment) {
    Opening challenger = flow.challenger;
    if (challenger == null) {
      return;
    }
    boolean fromChallenger = sender == challenger.sender;
    if (segment.has(TcpFlags.RST)) {
      if (fromChallenger && challenger.challenged) {
        handshakes.halfOpen(sender, segment);
        flow.challenger = null;
      }
    } else if (!fromChallenger && !challenger.challenged && segment.segmentLength() == 0) {
      handshakes.challenged(challenger);
    }
  }

  /** A segment without SYN: it completes the handshake, or shows that it was completed unseen. */
  void passed(Flow flow, Sender sender, TcpSegment segment) {
    flow.closeOpening();
    if (flow.state() == FlowState.SYN_RECEIVED && sender == flow.client) {
      boolean clean = !flow.synRepeated && isThird(sender, segment);
      flow.handshakeNanos = clean ? segment.timestampNanos() - flow.firstNanos : -1;
      flow.become(FlowState.ESTABLISHED);
    } else if (flow.state() == FlowState.SYN_SENT) {
      flow.become(FlowState.ESTABLISHED);
    }
  }
}
