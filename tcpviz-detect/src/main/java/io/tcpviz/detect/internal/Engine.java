// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.LiveSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.detect.TrafficVisitor;
import java.util.List;

/**
 * The analysis of a stream of segments. A segment that is simply the next one of its connection
 * costs one prediction and one update; every other one meets the detectors, which look at the state
 * before it, and then the state moves. Turning prediction off changes nothing but the time it
 * takes.
 */
public final class Engine {
  /** Longest silence that the quiet path may cross: less than any timer or threshold. */
  private static final long MAX_QUIET_NANOS = 190_000_000L;

  /**
   * Capture time passes in steps of so much: what is due by the beginning of a step is decided
   * before the first segment in it, however many ticks come between.
   */
  private static final long STEP_NANOS = 1_000_000L;

  private final Thresholds thresholds;
  private final long quietNanos;
  private final Connections connections;
  private final EventQueue queue;
  private final Mirror mirror = new Mirror();
  private final Copies copies;
  private final Handshakes handshakes;
  private final Windows windows;
  private final Stalls stalls;
  private final Acks acks;
  private final Data data;
  private final Teardowns teardowns;
  private final Openings openings;

  private long nowNanos = Long.MIN_VALUE;
  private long nextStepNanos = Long.MIN_VALUE;

  /** An analysis that hands its results to {@code sink}. */
  public Engine(Thresholds thresholds, EventSink sink) {
    this(thresholds, sink, null);
  }

  /**
   * An analysis that also tells verdicts before they are settled.
   *
   * @param live told them; null for nobody
   */
  public Engine(Thresholds thresholds, EventSink sink, @Nullable LiveSink live) {
    this.thresholds = thresholds;
    quietNanos = Math.min(MAX_QUIET_NANOS, thresholds.minStallNanos());
    connections = new Connections(sink, thresholds, mirror);
    LiveVerdicts verdicts = live == null ? null : new LiveVerdicts(live);
    queue = new EventQueue(sink, thresholds.maxHeldEvents(), verdicts);
    Reporter reporter = new Reporter(queue);
    Losses losses = new Losses(reporter);
    copies = new Copies(reporter, mirror);
    long timeout = thresholds.synTimeoutNanos();
    int held = thresholds.maxHeldEvents();
    Storms storms = new Storms(thresholds.stormCount(), thresholds.stormWindowNanos());
    handshakes =
        new Handshakes(
            reporter,
            new Deadlines(queue, timeout, held),
            new Deadlines(queue, timeout, held),
            storms);
    windows = new Windows(reporter);
    stalls = new Stalls(losses, thresholds.minStallNanos(), thresholds.stallRttFactor());
    acks = new Acks(reporter, losses, thresholds.duplicateAcks());
    data = new Data(reporter, losses, copies);
    teardowns =
        new Teardowns(
            reporter,
            connections,
            new Deadlines(queue, timeout, held),
            thresholds.stormCount(),
            thresholds.stormWindowNanos());
    openings = new Openings(connections, handshakes, copies, data, acks);
  }

  /** Connections seen so far. */
  public long connections() {
    return connections.opened();
  }

  /** Connections closed early to stay within the bound. */
  public long evicted() {
    return connections.evicted();
  }

  /** Whether the connection that is handed out at present is one closed early. */
  public boolean isEvicting() {
    return connections.isEvicting();
  }

  /** Ended connections of which only one side was captured. */
  public long oneSided() {
    return connections.oneSided();
  }

  /** Segments that repeat a packet. */
  public long copies() {
    return mirror.copies();
  }

  /** Whether the capture holds most packets twice. */
  public boolean isMirrored() {
    return mirror.isMirrored();
  }

  /** Connections held at present. */
  public int openConnections() {
    return connections.open();
  }

  /** The connections held at present that lost most, as they stand, the worst first. */
  public List<FlowSummary> worstOpen(int atMost) {
    return connections.worst(atMost);
  }

  /** Shows what has passed in the connections held at present. */
  public void show(TrafficVisitor visitor) {
    connections.show(visitor);
  }

  /** The events that are not settled yet, as they stand. */
  public List<TcpEvent> standing() {
    return queue.standing();
  }

  /**
   * Capture time has passed without a segment: what is due is decided, and told. Between two
   * segments this changes nothing that comes later, as long as the next one is not older.
   */
  public void tick(long nanos) {
    if (nanos > nowNanos) {
      nowNanos = nanos;
      step();
    }
  }

  /** Fetches what coming segments need, for a thread that decodes them. */
  public Lookahead lookahead() {
    return connections.lookahead();
  }

  /** Takes the next segment of the capture, which {@link #lookahead} may have seen. */
  public void onExpected(ExpectedSegment expected) {
    onSegment(expected.segment, expected.guess);
  }

  /** Takes the next segment of the capture. */
  public void onSegment(TcpSegment segment) {
    onSegment(segment, null);
  }

  private void onSegment(TcpSegment segment, @Nullable Flow guess) {
    if (segment.timestampNanos() > nowNanos) {
      nowNanos = segment.timestampNanos();
      if (nowNanos >= nextStepNanos) {
        step();
      }
    }
    mirror.noteSegment();
    Flow flow = isOf(guess, segment) ? guess : connections.find(segment);
    if (flow == null) {
      flow = connections.open(segment, nowNanos);
    }
    Sender sender = flow.senderOf(segment);
    if (thresholds.prediction() && Prediction.holds(sender, segment, quietNanos)) {
      sender.advanceQuietly(segment);
      flow.touch(segment.timestampNanos());
    } else {
      inspect(flow, sender, segment);
      flow.noteAnswers();
      if (flow.isOver()) {
        connections.retire(flow, nowNanos);
      }
    }
    if (!queue.isEmpty()) {
      queue.release(nowNanos);
      queue.tell();
    }
  }

  /** Whether the segment belongs to a connection that was guessed. */
  private static boolean isOf(@Nullable Flow guess, TcpSegment segment) {
    return guess != null && !guess.isSettled() && guess.carries(segment);
  }

  /** The capture is over: settles and hands out everything that is left. */
  public void finish() {
    expire(nowNanos);
    mirror.decide();
    connections.endAll();
    queue.release(Long.MAX_VALUE);
    queue.tell();
  }

  /** Decides what is due by the beginning of the present step, unless that is done. */
  private void step() {
    if (nowNanos < nextStepNanos) {
      return;
    }
    long before = nowNanos - Math.floorMod(nowNanos, STEP_NANOS);
    long begin = before <= nowNanos ? before : Long.MIN_VALUE; // where hostile times overflow
    nextStepNanos = Math.max(begin, begin + STEP_NANOS);
    expire(begin);
    queue.release(begin);
    queue.tell();
  }

  private void expire(long nanos) {
    handshakes.expire(nanos);
    teardowns.expire(nanos);
    connections.expire(nanos); // last: nothing can be said of what has left
  }

  // -------------------------------------------------------------- loud path

  private void inspect(Flow flow, Sender sender, TcpSegment segment) {
    if (segment.has(TcpFlags.SYN) && !segment.has(TcpFlags.RST)) {
      openings.inspect(flow, segment);
      return;
    }
    if (copies.inspect(sender, segment)) {
      flow.skip(segment);
      return;
    }
    follow(flow, sender, segment);
  }

  private void follow(Flow flow, Sender sender, TcpSegment segment) {
    if (sender.marks().isDamaged(segment)) { // its receiver discards it
      teardowns.damaged(sender, segment);
      flow.skip(segment);
      return;
    }
    openings.challenged(flow, sender, segment);
    if (segment.has(TcpFlags.RST)) {
      inspectReset(flow, sender, segment);
      return;
    }
    if (Openings.isOfAnotherConnection(flow, sender, segment)) {
      flow.skip(segment);
      return;
    }
    if (!sender.hasBegun()) {
      sender.joinAt(segment);
    }
    openings.passed(flow, sender, segment);
    stalls.inspect(sender, sender, segment);
    stalls.inspect(sender.peer(), sender, segment);
    boolean forward = segment.has(TcpFlags.ACK) && isForward(sender.peer(), segment);
    boolean probe = windows.inspectProbe(sender, segment);
    Arrival arrival = arrival(sender, segment, probe);
    if (arrival == Arrival.IGNORED) { // says nothing, neither of data nor of acknowledgments
      flow.skip(segment);
      flow.updateCalm();
      return;
    }
    windows.inspectFull(sender, segment);
    if (segment.has(TcpFlags.FIN)) {
      teardowns.inspectFin(sender, segment, sender.ending().finSent());
    }
    if (segment.has(TcpFlags.ACK)) {
      windows.inspect(sender, segment);
      acks.inspect(sender, segment);
    }
    move(flow, sender, segment, arrival, forward);
  }

  private Arrival arrival(Sender sender, TcpSegment segment, boolean probe) {
    if (!probe) {
      return data.inspect(sender, segment);
    }
    return Arrival.PROBE; // an octet behind the closed window is not sent before it is taken
  }

  private void move(
      Flow flow, Sender sender, TcpSegment segment, Arrival arrival, boolean forward) {
    sender.advance(segment, arrival);
    if (forward && flow.state() == FlowState.RESET && sender.ending().isReset()) {
      sender.ending().takeBackReset(); // it goes on to receive: the reset was forged
      flow.become(FlowState.ESTABLISHED);
    }
    boolean leavesMark =
        arrival == Arrival.NEXT
            || arrival == Arrival.OPENS_HOLE
            || arrival == Arrival.EMPTY && forward;
    if (!leavesMark) {
      sender.remember(segment);
    }
    flow.touch(segment.timestampNanos());
    if (segment.has(TcpFlags.FIN) && !flow.isOver()) {
      flow.become(sender.peer().ending().finSent() ? FlowState.CLOSED : FlowState.HALF_CLOSED);
    }
    flow.updateCalm();
  }

  private static boolean isForward(Sender acknowledged, TcpSegment segment) {
    return acknowledged.isSynced() && SequenceSpace.isAfter(segment.ack(), acknowledged.una());
  }

  private void inspectReset(Flow flow, Sender sender, TcpSegment segment) {
    boolean valid = teardowns.inspectReset(flow, sender, segment);
    Opening opening = flow.opening;
    if (opening != null && opening.isAnsweredBy(sender, segment)) {
      handshakes.refused(flow, sender, segment);
    } else if (valid && !flow.isOver()) {
      flow.closeOpening();
      flow.become(FlowState.RESET);
      Windows.endZero(sender, segment.timestampNanos(), false);
      Windows.endZero(sender.peer(), segment.timestampNanos(), false);
    }
    sender.advance(segment, Arrival.EMPTY);
    sender.remember(segment);
    flow.touch(segment.timestampNanos());
    flow.updateCalm();
  }
}
