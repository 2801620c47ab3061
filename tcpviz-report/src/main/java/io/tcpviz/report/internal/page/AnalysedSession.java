// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
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
    List<String> names = List.copyOf(sources);
    events = new EventFields(rows, names);
    flows = new FlowFields(rows, names);
  }

  @Override
  public void event(TcpEvent event) {
    events.add(event);
  }

  @Override
  public void flow(FlowSummary flow) {
    flows.add(flow);
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
