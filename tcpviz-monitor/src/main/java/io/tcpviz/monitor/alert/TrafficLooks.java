// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.FlowId;
import io.tcpviz.monitor.MonitorStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at what connections have sent in all, for the rules that ask. The path of packets pays
 * nothing for it; a look costs a visit of each connection, so there is one at most every 64th of
 * the shortest window, and not more visits than packets.
 */
final class TrafficLooks {
  private final Counters counters;
  private final Set<Per> pers = EnumSet.noneOf(Per.class);
  private long spacingNanos = Long.MAX_VALUE;
  private long nextNanos = Long.MIN_VALUE;
  private long packetsAtLook;
  private boolean isEnding;

  /** Looks for those of {@code counters} whose rules ask. */
  TrafficLooks(Counters counters) {
    this.counters = counters;
  }

  /** There is such a rule. */
  void add(AlertRule rule) {
    if (rule.volume().isAsked()) {
      pers.addAll(rule.per());
      spacingNanos = Math.min(spacingNanos, rule.windowNanos() / WindowSum.PARTS);
    }
  }

  /** Whether any rule asks. */
  boolean areAsked() {
    return !pers.isEmpty();
  }

  /** Whether it is time for the next look. */
  boolean areDue(long nowNanos) {
    return areAsked() && nowNanos >= nextNanos;
  }

  /** It is time for one more look, which is the last: then there is nothing to see. */
  void end() {
    nextNanos = Long.MIN_VALUE;
    isEnding = true;
  }

  /** Whether so many packets have come that a look is little beside them. */
  boolean areCheap(MonitorStatus status) {
    return status.packets() - packetsAtLook >= status.openConnections();
  }

  /** A connection is over, and will not be seen by the next look. */
  void ended(FlowSummary flow) {
    if (counters.areAsking()) {
      gone(flow, Direction.CLIENT_TO_SERVER, flow.clientToServer());
      gone(flow, Direction.SERVER_TO_CLIENT, flow.serverToClient());
    }
  }

  private void gone(FlowSummary flow, Direction direction, DirectionSummary sent) {
    for (Counter counter : of(flow.id(), direction)) {
      TrafficWindow traffic = counter.traffic();
      traffic.gone(flow.firstNanos(), flow.lastNanos(), sent.packets(), sent.payloadBytes());
    }
  }

  /**
   * Looks.
   *
   * @return those that were looked at
   */
  List<Counter> look(MonitorStatus status, long nowNanos) {
    nextNanos = isEnding ? Long.MAX_VALUE : nowNanos + Math.max(1, spacingNanos);
    packetsAtLook = status.packets();
    List<Counter> asking = counters.asking();
    if (!asking.isEmpty()) {
      asking.forEach(counter -> counter.traffic().begin(nowNanos));
      status.show(
          (flow, direction, firstNanos, lastNanos, segments, octets) -> {
            for (Counter counter : of(flow, direction)) {
              counter.traffic().show(firstNanos, lastNanos, segments, octets, nowNanos);
            }
          });
      asking.forEach(counter -> counter.traffic().end(nowNanos));
    }
    return asking;
  }

  private List<Counter> of(FlowId flow, Direction direction) {
    List<Counter> found = new ArrayList<>(2);
    for (Per per : pers) {
      for (Counter counter : counters.asking(Subject.of(per, flow, direction))) {
        if (counter.rule.where().contains(flow)) {
          found.add(counter);
        }
      }
    }
    return found;
  }
}
