// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.tcp.FlowId;
import java.util.List;

/** What a page shows of a session, taken from the analysis itself instead of from its files. */
public final class AnalysedSession implements EventSink {
  private final SessionRows rows = new SessionRows();
  private final EventFields events;
  private final FlowFields flows;

  /**
   * Nothing taken.
   *
   * @param sources names of the capture files, as {@link io.tcpviz.core.event.PacketRef#source()}
   *     indexes them
   */
  public AnalysedSession(List<String> sources) {
    events = new EventFields(rows, sources);
    flows = new FlowFields(rows, sources);
  }

  @Override
  public void event(TcpEvent event) {
    events.add(event);
  }

  @Override
  public void flow(FlowSummary flow) {
    flows.add(flow);
  }

  /** A connection that has events and of which nothing is known but its ends. */
  void flow(FlowId id) {
    flows.add(id);
  }

  /** What was taken, in order, when the analysis has ended. */
  public OrderedSession ordered() {
    return rows.ordered();
  }

  /** The tables of a page, compressed. */
  public PageTables tables(OrderedSession session, PageKind kind) {
    return rows.tables(session, kind.showsEvents());
  }
}
