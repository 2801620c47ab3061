// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

import io.tcpviz.core.metrics.FlowSummary;

/**
 * Receives verdicts at the packet that brings them about, in the thread that analyses, before later
 * packets have settled them. What they settle otherwise is told as well: whoever replaces and takes
 * back as told holds in the end what an {@link EventSink} would have been given, in another order.
 */
public interface LiveSink {
  /** An event that was not told before. */
  void said(LiveEvent event);

  /** {@code now} takes the place of {@code before}. */
  void revised(LiveEvent before, LiveEvent now);

  /** {@code before} was wrong, and nothing takes its place. */
  void withdrawn(LiveEvent before);

  /** One connection that is over, or was still open when the analysis ended. */
  default void flow(FlowSummary flow) {}
}
