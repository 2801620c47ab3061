// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Severity;
import java.util.List;

/**
 * One thing that is wrong with the capture's TCP, in one sentence, over all the connections that it
 * concerns.
 *
 * @param severity how much it matters
 * @param kind the kind of events that shows it
 * @param sentence one sentence for people; contains nothing out of packets but addresses and ports
 * @param events how many events show it
 * @param connections numbers of the connections concerned, the worst first, ten at most
 * @param connectionCount how many connections it concerns in all
 * @param lostTimeNanos time lost to it in all, 0 where it cost none
 */
public record Finding(
    Severity severity,
    EventKind kind,
    String sentence,
    long events,
    List<Integer> connections,
    int connectionCount,
    long lostTimeNanos) {
  /** Copies the list. */
  public Finding {
    connections = List.copyOf(connections);
  }
}
