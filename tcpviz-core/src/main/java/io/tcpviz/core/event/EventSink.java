// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

import io.tcpviz.core.metrics.FlowSummary;

/**
 * Receives what an analysis has to say, in the thread that analyses. Events come in the order of
 * their frames, each once and final; a connection's summary comes when the connection is over, in
 * the order in which connections end.
 */
@FunctionalInterface
public interface EventSink {
  /** One event, final. */
  void event(TcpEvent event);

  /** One connection that is over, or was still open when the capture ended. */
  default void flow(FlowSummary flow) {}
}
