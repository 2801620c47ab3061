// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import java.util.List;

/**
 * The analysis of a whole capture, held in memory.
 *
 * @param events every event, final, in the order of their frames
 * @param flows every connection, in order of first sight
 * @param summary the capture as a whole
 */
public record Analysis(List<TcpEvent> events, List<FlowSummary> flows, RunSummary summary) {
  /** Copies the lists. */
  public Analysis {
    events = List.copyOf(events);
    flows = List.copyOf(flows);
  }
}
