// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * Watches endings (RFC 9293 §3.6): resets that throw data away, and RST or FIN segments in storms,
 * within one connection or from one host.
 */
final class Teardowns {
  /** The same side's RSTs or FINs in one connection that are a storm of their own. */
  private static final int FLOW_STORM = 5;

  private final Reporter reporter;
  private final Connections connections;
  private final Storms resets;
  private final Storms fins;
  private final Deadlines answers;

  Teardowns(
      Reporter reporter,
      Connections connections,
      Deadlines answers,
      int stormCount,
      long stormWindowNanos) {
    this.connections = connections;
    this.reporter = reporter;
    this.answers = answers;
    this.resets = new Storms(stormCount, stormWindowNanos);
    this.fins = new Storms(stormCount, stormWindowNanos);
  }

  /**
   * A RST; whether it ends the connection: it answers the SYN (RFC 9293 §3.10.7.3), or its SEG.SEQ
   * is what the receiver waits for or has not confirmed yet (RFC 5961 §3.2).
   */
  boolean inspectReset(Flow flow, Sender sender, TcpSegment segment) {
    boolean valid = isAcceptable(sender, segment);
    int count = sender.openEnding().countReset(segment);
    if (count == 1 && valid && !flow.isOver()) {
      reportLostData(sender, segment);
    }
    inspectStorm(sender, segment, count, resets, Reason.RST_STORM);
    return valid;
  }

  /** A RST or FIN whose checksum fails. */
  void damaged(Sender sender, TcpSegment segment) {
    EventDetail detail = new EventDetail.Teardown(1, 0, 0);
    reporter.say(sender, segment, Severity.INFO, Reason.BAD_CHECKSUM, 0.9, detail);
  }

  /**
   * A FIN.
   *
   * @param repeated whether this side has sent it before
   */
  void inspectFin(Sender sender, TcpSegment segment, boolean repeated) {
    int count = sender.openEnding().countFin(segment);
    if (count == 1) {
      Answer answer = new Answer(sender, segment);
      answers.begin(answer);
      sender.flow.await(answer);
    }
    boolean unknown = !sender.isSynced() || sender.totals().packets == 0;
    if (repeated || unknown && !connections.areForgetful()) {
      inspectStorm(sender, segment, count, fins, Reason.FIN_STORM);
    }
  }

  /** Reports the FINs whose acknowledgment is overdue. */
  void expire(long nowNanos) {
    answers.expire(nowNanos);
  }

  /** The acknowledgment of a FIN, or a reset. */
  private final class Answer extends Awaited {
    Answer(Sender sender, TcpSegment fin) {
      super(sender, fin);
    }

    @Override
    boolean isAnswered() {
      Sender sender = sender();
      return sender.flow.isSettled()
          || sender.ending().isFinAckedBy(sender.una())
          || sender.ending().isReset()
          || sender.peer().ending().isReset();
    }

    @Override
    boolean isOver() {
      return isAnswered()
          || !sender().ending().finSent() // it was not taken
          || sender().peer().totals().packets == 0;
    }

    @Override
    void expire(long dueNanos) {
      put(
          reporter.event(
              sender(),
              segment,
              Severity.WARNING,
              Reason.FIN_UNANSWERED,
              0.9,
              new EventDetail.Teardown(1, answers.timeoutNanos(), 0)));
      settle();
    }
  }

  private void inspectStorm(
      Sender sender, TcpSegment segment, int count, Storms storms, Reason reason) {
    long now = segment.timestampNanos();
    if (count == FLOW_STORM) {
      long since = Math.max(1, now - sender.ending().firstNanos());
      reporter.say(
          sender,
          segment,
          Severity.WARNING,
          reason,
          0.9,
          new EventDetail.Teardown(count, since, 0));
    }
    Storms.Wave wave = storms.note(segment.sourceHigh(), segment.sourceLow(), now);
    if (wave == Storms.Wave.BEGINS) {
      reporter.say(
          sender,
          segment,
          Severity.CRITICAL,
          reason,
          0.9,
          new EventDetail.Teardown(storms.threshold(), storms.windowNanos(), 0));
    }
  }

  private void reportLostData(Sender sender, TcpSegment segment) {
    long lost = (long) sender.outstanding() + sender.peer().outstanding();
    if (segment.has(TcpFlags.ACK) && SequenceSpace.isAfter(segment.ack(), sender.peer().una())) {
      lost -= SequenceSpace.distance(sender.peer().una(), segment.ack());
    }
    lost -= finOutstanding(sender) + finOutstanding(sender.peer());
    if (lost > 0 && sender.totals().packets > 0 && sender.peer().totals().packets > 0) {
      PendingEvent event =
          reporter.open(
              sender,
              segment,
              Severity.WARNING,
              Reason.RST_WITH_DATA_OUTSTANDING,
              0.85,
              new EventDetail.Teardown(1, 0, lost));
      sender.openEnding().noteLostData(event);
    }
  }

  /** The one number in the sequence space that a FIN takes and no data does. */
  private static int finOutstanding(Sender sender) {
    return sender.ending().isFinOutstanding(sender.una()) ? 1 : 0;
  }

  private static boolean isAcceptable(Sender sender, TcpSegment segment) {
    Opening opening = sender.flow.opening;
    if (opening != null && opening.sender == sender.peer()) {
      return opening.isAnsweredBy(sender, segment);
    }
    return !sender.isSynced()
        || sender.totals().packets == 0
        || SequenceSpace.isAtOrAfter(segment.seq(), sender.una())
            && SequenceSpace.isAtOrBefore(segment.seq(), sender.nxt());
  }
}
