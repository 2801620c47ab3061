// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

/**
 * Receives verdicts at the packet that brings them about, in the thread that analyses, before later
 * packets have settled them. What they settle otherwise is told as well: whoever replaces and takes
 * back as told holds in the end what an {@link EventSink} is given, in another order.
 */
public interface LiveSink {
  /** An event that was not told before. */
  void said(LiveEvent event);

  /** {@code now} takes the place of {@code before}. */
  void revised(LiveEvent before, LiveEvent now);

  /** {@code before} was wrong, and nothing takes its place. */
  void withdrawn(LiveEvent before);
}
