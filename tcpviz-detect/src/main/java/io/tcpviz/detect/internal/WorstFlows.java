// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Of any number of connections the few that lost most, in the order of {@link
 * Findings#WORST_FIRST}. What decides is read from the connection itself, as far as it is needed:
 * its summary takes longer than a look at hundreds of others.
 */
final class WorstFlows {
  private static final Comparator<Flow> BEST_FIRST =
      Comparator.comparingLong(Flow::lostTimeNanos)
          .thenComparingLong(Flow::events)
          .thenComparingLong(Flow::packets)
          .thenComparing(Comparator.comparingInt((Flow flow) -> flow.number).reversed());

  private final int atMost;
  private final PriorityQueue<Flow> worst = new PriorityQueue<>(BEST_FIRST);

  WorstFlows(int atMost) {
    this.atMost = atMost;
  }

  void offer(Flow flow) {
    if (worst.size() < atMost) {
      worst.add(flow);
    } else if (atMost > 0 && BEST_FIRST.compare(flow, worst.element()) > 0) {
      worst.remove();
      worst.add(flow);
    }
  }

  /** The worst of those offered, the worst first. */
  List<Flow> ranked() {
    List<Flow> ranked = new ArrayList<>(worst);
    ranked.sort(Collections.reverseOrder(BEST_FIRST));
    return ranked;
  }
}
