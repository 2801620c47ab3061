// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.detect.TrafficVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The connections that are followed, from their first segment to their summary. Their number is
 * bounded: ended ones leave after a while, and beyond the bound those leave early, and are counted,
 * that have ended, then those that nobody answered, then the longest silent ones.
 */
final class Connections {
  /** How long an ended connection keeps what it remembers of single segments. */
  private static final long REST_NANOS = 1_000_000_000L;

  /**
   * How long an ended connection is kept for late segments, at least: more than stacks wait at most
   * before they send a FIN again, which is up to four minutes. A silent one needs as long to show
   * that it has nothing more to say of what passed before.
   */
  private static final long LINGER_NANOS = 300_000_000_000L;

  /** So many places of the table are looked through for connections to give up, */
  private static final int SWEPT_FOR_ROOM = 512;

  /** and so many of those found there are given up. */
  private static final int GIVEN_UP = 64;

  /**
   * So many are ended by one call at the end of a capture, that the virtual machine compiles it
   * instead of staying in a loop that it has not compiled.
   */
  private static final int ENDED_AT_ONCE = 64;

  /** A longer silence than this, 52 days, is as good as any. */
  private static final long LONGEST_SILENCE = (1L << 52) - 1;

  private final EventSink sink;
  private final int max;
  private final long lingerNanos;
  private final long idleNanos;
  private final boolean endless; // nothing of what has been silent for long may be kept
  private final Mirror mirror;
  private final FlowTable table = new FlowTable();
  private final Shared shared = new Shared();
  private final ArrayDeque<Flow> resting = new ArrayDeque<>(); // ended lately,
  private final ArrayDeque<Flow> lingering = new ArrayDeque<>(); // and longer ago
  private final ArrayDeque<Flow> leastMissed = new ArrayDeque<>();
  private long chosenNanos; // when those were found
  private long nextLookNanos = Long.MIN_VALUE; // when silent ones are looked for

  private long opened;
  private long evicted;
  private boolean forgetful; // one was given up that may go on
  private boolean evicting;
  private long oneSided;

  Connections(EventSink sink, Thresholds thresholds, Mirror mirror) {
    this.sink = sink;
    this.mirror = mirror;
    max = thresholds.maxConnections();
    lingerNanos = Math.max(LINGER_NANOS, thresholds.synTimeoutNanos());
    idleNanos = Math.max(lingerNanos, thresholds.idleNanos());
    endless = thresholds.idleNanos() != Thresholds.NEVER;
  }

  long opened() {
    return opened;
  }

  /** Whether an unknown connection may be one that was followed before. */
  boolean areForgetful() {
    return forgetful;
  }

  long evicted() {
    return evicted;
  }

  /** Connections held at present. */
  int open() {
    return table.size();
  }

  /** The connections held at present that lost most, as they stand, the worst first. */
  List<FlowSummary> worst(int atMost) {
    WorstFlows worst = new WorstFlows(atMost);
    table.forEach(worst::offer);
    List<FlowSummary> summaries = new ArrayList<>();
    worst.ranked().forEach(flow -> summaries.add(summary(flow)));
    return summaries;
  }

  /** Shows what has passed in the connections held at present, in no particular order. */
  void show(TrafficVisitor visitor) {
    table.forEach(
        flow -> {
          show(flow, flow.client, Direction.CLIENT_TO_SERVER, visitor);
          show(flow, flow.server, Direction.SERVER_TO_CLIENT, visitor);
        });
  }

  private static void show(Flow flow, Sender sender, Direction way, TrafficVisitor visitor) {
    Totals sent = sender.totals();
    visitor.direction(
        flow.id(), way, flow.firstNanos, flow.lastNanos(), sent.packets, sent.payloadBytes);
  }

  /** Whether the connection that is being summed up is one closed early. */
  boolean isEvicting() {
    return evicting;
  }

  long oneSided() {
    return oneSided;
  }

  @Nullable
  Flow find(TcpSegment segment) {
    return table.find(segment);
  }

  /** Fetches connections for their next segments, in another thread. */
  Lookahead lookahead() {
    return new Lookahead(table);
  }

  /**
   * Opens the connection of its first segment. Who is the client is told by a SYN; without one the
   * lower port is taken for the server's.
   */
  Flow open(TcpSegment first, long nowNanos) {
    while (table.size() >= max) {
      evict(nowNanos);
    }
    return enter(first);
  }

  /** Ends a connection and opens another one of the same endpoints in its place. */
  Flow reopen(Flow old, TcpSegment first) {
    end(old);
    old.release();
    return enter(first);
  }

  /** The connection is over, or heard of once more; it leaves after a while. */
  void retire(Flow flow, long nowNanos) {
    boolean known = flow.isRetired() && nowNanos - flow.retiredNanos() <= REST_NANOS;
    if (!known && !flow.isSettled()) {
      if (resting.size() + lingering.size() >= max) {
        giveUp(lingering.isEmpty() ? resting.remove() : lingering.remove());
      }
      flow.retire(nowNanos);
      resting.add(flow);
    }
  }

  private void giveUp(Flow retired) {
    if (retired.endWait() && retired.isOver()) {
      evict(retired);
    }
  }

  /** Lets those leave that ended long ago, or were silent for too long. */
  void expire(long nowNanos) {
    expireEnded(nowNanos);
    if (endless && nowNanos >= nextLookNanos) {
      long begin = nowNanos - Math.floorMod(nowNanos, LINGER_NANOS);
      nextLookNanos = Math.max(begin, begin + LINGER_NANOS); // where hostile times overflow
      restSilent(begin);
    }
  }

  private void restSilent(long nowNanos) {
    for (Flow flow : table.all()) {
      long silentNanos = nowNanos - flow.lastNanos();
      if (silentNanos > idleNanos) {
        forgetful = true;
        leave(flow);
      } else {
        flow.rest(nowNanos - LINGER_NANOS);
      }
    }
  }

  private void expireEnded(long nowNanos) {
    for (Flow first = resting.peek(); first != null; first = resting.peek()) {
      if (!first.isSettled() && nowNanos - first.retiredNanos() <= REST_NANOS) {
        break;
      }
      first.shrink();
      lingering.add(resting.remove());
    }
    for (Flow first = lingering.peek(); first != null; first = lingering.peek()) {
      boolean last = first.isLastWait() && !first.isSettled();
      if (last && nowNanos - first.retiredNanos() <= lingerNanos) {
        break;
      }
      lingering.remove();
      first.endWait();
      if (last && first.isOver()) {
        leave(first);
      }
    }
  }

  private void leave(Flow flow) {
    table.remove(flow);
    end(flow);
    flow.release();
  }

  /** Ends all connections, in order of first sight. */
  void endAll() {
    List<Flow> all = table.all();
    for (int from = 0; from < all.size(); from += ENDED_AT_ONCE) {
      end(all.subList(from, Math.min(all.size(), from + ENDED_AT_ONCE)));
    }
  }

  private void end(List<Flow> flows) {
    for (Flow flow : flows) {
      end(flow);
    }
  }

  private Flow enter(TcpSegment first) {
    boolean fromClient =
        first.has(TcpFlags.SYN)
            ? !first.has(TcpFlags.ACK)
            : first.destinationPort() <= first.sourcePort();
    int number = (int) (opened++ & Integer.MAX_VALUE);
    Flow flow = new Flow(number, first, fromClient, shared);
    table.put(first, flow);
    return flow;
  }

  /**
   * Gives up one connection, of those that are missed least near the hand of the table; none if the
   * one chosen has gone already, or is heard of again.
   */
  private void evict(long nowNanos) {
    if (leastMissed.isEmpty()) {
      chooseLeastMissed(nowNanos);
    }
    Flow flow = leastMissed.poll();
    if (flow != null && flow.lastNanos() <= chosenNanos) {
      evict(flow);
    }
  }

  /**
   * Numbers are sorted, as connections are far apart in memory: how much one is missed, how lately
   * it was heard of, and its place among those that were found.
   */
  private void chooseLeastMissed(long nowNanos) {
    List<Flow> found = table.sweep(SWEPT_FOR_ROOM);
    long[] order = new long[found.size()];
    for (int i = 0; i < order.length; i++) {
      Flow flow = found.get(i);
      long silentNanos = Math.max(0, Math.min(LONGEST_SILENCE, nowNanos - flow.lastNanos()));
      order[i] = (rank(flow) << 52 | LONGEST_SILENCE - silentNanos) * SWEPT_FOR_ROOM + i;
    }
    Arrays.sort(order);
    for (int i = 0; i < Math.min(GIVEN_UP, order.length); i++) {
      leastMissed.add(found.get((int) (order[i] % SWEPT_FOR_ROOM)));
    }
    chosenNanos = nowNanos;
  }

  /** How much a connection is missed: ended ones least, answered ones most. */
  private static long rank(Flow flow) {
    return flow.isOver() ? 0 : flow.state() == FlowState.SYN_SENT ? 1 : 2;
  }

  private void evict(Flow flow) {
    if (!flow.isSettled()) { // else another one took its place
      evicting = true;
      leave(flow);
      evicting = false;
      evicted++;
      forgetful = true;
    }
  }

  private void end(Flow flow) {
    if (flow.client.totals().mishaps().duplicatePackets
            + flow.server.totals().mishaps().duplicatePackets
        > 0) {
      mirror.decide(); // its copies must be counted before its summary is made
    }
    flow.settle();
    if (flow.isOneSided()) {
      oneSided++;
    }
    sink.flow(summary(flow));
  }

  private static FlowSummary summary(Flow flow) {
    return new FlowSummary(
        flow.id(),
        flow.source,
        flow.firstFrame,
        flow.firstNanos,
        flow.lastNanos(),
        flow.state(),
        flow.handshakeNanos,
        RoundTrips.summary(flow.client.trips(), flow.server.trips()),
        Trust.of(flow),
        flow.client.totals().summary(flow.client),
        flow.server.totals().summary(flow.server),
        flow.eventCounts(),
        flow.severity(),
        flow.lostTimeNanos());
  }
}
