// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import io.tcpviz.core.Nullable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Divides the rows that a page may carry among the connections, in the order of what people will
 * look at: time lost, severity, events, octets. Each gets room for all of its segments while there
 * is some. Long ones that are left share what is kept back for them, and are thinned; short ones
 * that are left get none.
 */
final class SegmentPlan {
  /** A connection of fewer segments is not worth thinning. */
  static final int LEAST_THINNED = 4096;

  private static final Comparator<Candidate> FIRST_LOOKED_AT =
      Comparator.comparingLong(Candidate::lostTimeNanos)
          .thenComparingInt(Candidate::severity)
          .thenComparingLong(Candidate::events)
          .thenComparingLong(Candidate::payloadBytes)
          .reversed();

  private final List<Candidate> candidates;
  private final IntFunction<EventFrames> events;
  private final @Nullable Trace[] traces;
  private int rows;

  private SegmentPlan(List<Candidate> candidates, IntFunction<EventFrames> events) {
    this.candidates = candidates;
    this.events = events;
    this.traces = new Trace[candidates.size()];
  }

  /**
   * A plan.
   *
   * @param budget rows to divide; those of events in thinned connections come on top
   * @param events the frames that the events of a connection are about
   */
  static SegmentPlan of(List<Candidate> candidates, int budget, IntFunction<EventFrames> events) {
    SegmentPlan plan = new SegmentPlan(candidates, events);
    plan.divide(budget);
    return plan;
  }

  private void divide(int budget) {
    List<Integer> left = takeWhole(ranked(), budget);
    left.removeIf(i -> candidates.get(i).packets() < LEAST_THINNED);
    int rest = budget - rows;
    int count = Math.min(left.size(), rest / LEAST_THINNED);
    for (int i = 0; i < count; i++) {
      takeThinned(left.get(i), rest / count);
    }
  }

  private List<Integer> ranked() {
    List<Integer> ranked = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).packets() > 0) {
        ranked.add(i);
      }
    }
    ranked.sort(Comparator.comparing(candidates::get, FIRST_LOOKED_AT));
    return ranked;
  }

  /** Gives room to connections as a whole, and returns those that got none, in order. */
  private List<Integer> takeWhole(List<Integer> ranked, int budget) {
    List<Integer> left = new ArrayList<>();
    int most = budget;
    for (int i : ranked) {
      long packets = candidates.get(i).packets();
      if (packets <= most - rows) {
        traces[i] = new Trace(i, rows, (int) packets);
        rows += (int) packets;
      } else {
        if (packets >= LEAST_THINNED && most == budget) {
          most = Math.max(rows, budget - budget / 4); // kept back for what has to be thinned
        }
        left.add(i);
      }
    }
    return left;
  }

  private void takeThinned(int i, int room) {
    ThinnedTrace trace = new ThinnedTrace(i, rows, room, candidates.get(i), events.apply(i));
    traces[i] = trace;
    rows += ThinnedTrace.capacity(room, trace.events());
  }

  /** The place of each candidate; null for those that get none. */
  @Nullable
  Trace[] traces() {
    return traces;
  }

  /** Rows in all. */
  int rows() {
    return rows;
  }
}
