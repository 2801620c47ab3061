// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.replay.SegmentSink;
import io.tcpviz.core.wire.TcpSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Keeps the segments that a page carries, and what all connections carried over time. The segments
 * of a connection count only if there are exactly as many as the analysis found.
 */
public final class SegmentCollector implements SegmentSink {
  private final List<Candidate> candidates;
  private final @Nullable Trace[] traces;
  private final SegmentLog log;
  private final Sparks sparks;
  private final long[] seen; // by connection and side

  /**
   * Nothing collected.
   *
   * @param budget rows that the page may carry
   * @param events the frames that the events of a connection are about
   */
  public SegmentCollector(List<Candidate> candidates, int budget, IntFunction<EventFrames> events) {
    this.candidates = candidates;
    SegmentPlan plan = SegmentPlan.of(candidates, budget, events);
    traces = plan.traces();
    log = new SegmentLog(plan.rows());
    sparks = new Sparks(candidates);
    seen = new long[2 * candidates.size()];
  }

  @Override
  public void segment(int connection, boolean fromClient, TcpSegment segment) {
    seen[2 * connection + (fromClient ? 0 : 1)]++;
    sparks.add(connection, segment);
    Trace trace = traces[connection];
    if (trace != null) {
      trace.add(log, segment, fromClient);
    }
  }

  /** Whether the segments of a connection are those that the analysis found. */
  public boolean isWhole(int connection) {
    Candidate candidate = candidates.get(connection);
    return seen[2 * connection] == candidate.clientPackets()
        && seen[2 * connection + 1] == candidate.serverPackets();
  }

  /** The connections with segments, in order. */
  public List<Trace> traces() {
    List<Trace> kept = new ArrayList<>();
    for (Trace trace : traces) {
      if (trace != null && isWhole(trace.connection())) {
        kept.add(trace);
      }
    }
    return kept;
  }

  /** The segments that the traces point into. */
  public SegmentLog log() {
    return log;
  }

  /** What a connection carried over time; null where there is nothing to show. */
  public byte @Nullable [] spark(int connection) {
    return isWhole(connection) ? sparks.of(connection) : null;
  }
}
