// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.Trouble;
import io.tcpviz.core.tcp.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers events into findings: one sentence for each trouble with one service, or with several
 * where none of them stands out. Bounded, whatever the number of events: where there are too many
 * services, those that matter least are told together.
 */
public final class Findings {
  private static final int MAX_GROUPS = 4_096;
  private static final int MAX_FINDINGS = 50;
  private static final int TOP_FLOWS = 10;

  /** So many servers with the same trouble are told one by one. */
  private static final int FEW_SERVERS = 3;

  /** Of more, those that have more than one part in so many of the trouble. */
  private static final int STANDS_OUT = 4;

  /** Whoever asks many servers in vain is told of once, not once for each of them. */
  private static final Set<Trouble> TOLD_TOGETHER =
      EnumSet.of(
          Trouble.SYN_UNANSWERED,
          Trouble.SYN_STORM,
          Trouble.CONNECTION_REFUSED,
          Trouble.HANDSHAKE_INCOMPLETE);

  /** Those that lost most time come first, then those with most events, then with most packets. */
  static final Comparator<FlowSummary> WORST_FIRST =
      Comparator.comparingLong(FlowSummary::lostTimeNanos)
          .thenComparingLong(FlowSummary::events)
          .thenComparingLong(FlowSummary::packets)
          .reversed()
          .thenComparingInt(flow -> flow.id().connection());

  private record Key(Trouble trouble, Endpoint server) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.trouble == trouble && key.server.equals(server);
    }

    @Override
    public int hashCode() {
      return trouble.ordinal() * 31 + server.hashCode();
    }
  }

  private final Map<Key, TroubleGroup> groups = new LinkedHashMap<>();
  private final Map<Trouble, TroubleGroup> rest = new EnumMap<>(Trouble.class);
  private final TroubledConnections connections;
  private final List<FlowSummary> top = new ArrayList<>();
  private final PendingSyns pending;

  /** Empty. */
  public Findings() {
    connections = new TroubledConnections();
    pending = new PendingSyns();
  }

  /** The same as others, to be told of further events. */
  private Findings(Findings others) {
    others.groups.forEach((key, group) -> groups.put(key, group.copy()));
    others.rest.forEach((trouble, group) -> rest.put(trouble, group.copy()));
    connections = others.connections.copy();
    pending = others.pending;
  }

  /** What these and some more events come to, the worst first; these stay as they are. */
  public List<Finding> rankedWith(List<TcpEvent> more) {
    if (more.isEmpty()) {
      return ranked();
    }
    Findings all = new Findings(this);
    more.forEach(all::event);
    return all.ranked();
  }

  /** Takes one event into account. */
  public void event(TcpEvent event) {
    Trouble trouble = Trouble.of(event);
    if (trouble == null) {
      return;
    }
    Key key = new Key(trouble, event.flow().server());
    TroubleGroup group = groups.get(key);
    if (group == null) {
      if (groups.size() >= MAX_GROUPS) {
        gatherTheLeast();
      }
      group = new TroubleGroup(trouble, key.server());
      groups.put(key, group);
    }
    group.add(event, connections.lostNanos(event), connections.isFirst(trouble, event));
  }

  /** Makes room: the half that matters least is told together from here on. */
  private void gatherTheLeast() {
    List<Map.Entry<Key, TroubleGroup>> all = new ArrayList<>(groups.entrySet());
    all.sort(Map.Entry.comparingByValue(TroubleGroup.LEAST_FIRST));
    for (Map.Entry<Key, TroubleGroup> entry : all.subList(0, all.size() / 2)) {
      groups.remove(entry.getKey());
      TroubleGroup known = rest.putIfAbsent(entry.getKey().trouble(), entry.getValue());
      if (known != null) {
        known.add(entry.getValue());
      }
    }
  }

  /** Takes one connection into account. */
  public void flow(FlowSummary flow) {
    pending.flow(flow);
    if (top.size() < TOP_FLOWS || WORST_FIRST.compare(flow, top.get(TOP_FLOWS - 1)) < 0) {
      top.add(flow);
      top.sort(WORST_FIRST);
      top.subList(Math.min(TOP_FLOWS, top.size()), top.size()).clear();
    }
  }

  /** The connections that lost most time, then with most events, then with most packets. */
  public List<FlowSummary> topFlows() {
    return top;
  }

  /** What is wrong, the worst first. */
  public List<Finding> ranked() {
    List<Finding> all = new ArrayList<>();
    for (Trouble trouble : Trouble.values()) {
      tell(trouble, all);
    }
    pending.tell(all);
    all.sort(
        Comparator.comparing(Finding::severity)
            .thenComparingLong(Finding::lostTimeNanos)
            .thenComparingLong(Finding::events)
            .reversed()
            .thenComparing(Finding::sentence));
    return all.size() > MAX_FINDINGS ? all.subList(0, MAX_FINDINGS) : all;
  }

  /** The findings of one trouble: of few servers each, of many those that stand out. */
  private void tell(Trouble trouble, List<Finding> into) {
    List<TroubleGroup> all = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          if (key.trouble() == trouble) {
            all.add(group);
          }
        });
    TroubleGroup gathered = rest.get(trouble);
    TroubleGroup together = gathered == null ? null : gathered.copy();
    boolean few = together == null && all.size() <= FEW_SERVERS;
    boolean byTime = weight(all, together, true) > 0;
    long whole = weight(all, together, byTime);
    List<TroubleGroup> apart = new ArrayList<>();
    for (TroubleGroup group : all) {
      boolean standsOut = group.weight(byTime) > whole / STANDS_OUT;
      if (!TOLD_TOGETHER.contains(trouble) && (few || standsOut)) {
        apart.add(group);
      } else if (together == null) {
        together = group.copy();
      } else {
        together.add(group);
      }
    }
    apart.forEach(group -> into.add(group.finding(false)));
    if (together != null) {
      into.add(together.finding(!apart.isEmpty()));
    }
  }

  private static long weight(List<TroubleGroup> some, @Nullable TroubleGroup more, boolean byTime) {
    long weight = more == null ? 0 : more.weight(byTime);
    for (TroubleGroup group : some) {
      weight += group.weight(byTime);
    }
    return weight;
  }
}
