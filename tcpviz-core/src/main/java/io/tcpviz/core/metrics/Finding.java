// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.tcp.Endpoint;
import java.util.List;

/**
 * One thing that is wrong with the capture's TCP, in one sentence, over all the connections that it
 * concerns.
 *
 * @param trouble what is wrong
 * @param severity how much it matters
 * @param sentence one sentence for people; contains nothing out of packets but addresses and ports
 * @param events how many events show it
 * @param connections numbers of the connections concerned, the worst first, ten at most
 * @param connectionCount how many connections it concerns in all
 * @param lostTimeNanos time lost to it in all, 0 where it cost none; what several events of one
 *     connection tell of counts once
 * @param server the one server that it is about, null where there are several or none
 * @param worst the event that cost most, null where no event shows it
 */
public record Finding(
    Trouble trouble,
    Severity severity,
    String sentence,
    long events,
    List<Integer> connections,
    int connectionCount,
    long lostTimeNanos,
    @Nullable Endpoint server,
    @Nullable Moment worst) {
  /** Copies the list. */
  public Finding {
    connections = List.copyOf(connections);
  }

  /** The kind of events that shows it. */
  public EventKind kind() {
    return trouble.kind();
  }
}
