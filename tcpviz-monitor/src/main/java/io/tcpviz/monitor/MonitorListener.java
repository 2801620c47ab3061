// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.LiveSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.monitor.follow.CaptureLoss;

/**
 * Takes part in a monitor's run. All calls come from the thread that analyses, so they must be
 * quick: whoever has to wait for others does so in a thread of its own.
 */
public interface MonitorListener extends LiveSink {
  /**
   * The run begins.
   *
   * @param status how things stand, to be asked within this and all later calls
   */
  default void begun(MonitorStatus status) {}

  @Override
  default void said(LiveEvent event) {}

  @Override
  default void revised(LiveEvent before, LiveEvent now) {}

  @Override
  default void withdrawn(LiveEvent before) {}

  /** An event that no longer changes; those of a capture come in the order of their frames. */
  default void settled(TcpEvent event) {}

  /** A connection that is over. */
  default void ended(FlowSummary flow) {}

  /** Part of the capture was gone before it could be read. */
  default void lost(CaptureLoss loss) {}

  /** A file of the capture is damaged, or is no capture. */
  default void damaged(CaptureDamage damage) {}

  /**
   * Some time has passed, with or without frames: called about ten times a second of wall time.
   *
   * @param status the same as in {@link #begun}
   */
  default void tick(MonitorStatus status) {}

  /**
   * No frame comes any more. Connections are held still; what follows is told of their end, unless
   * another run is to go on with them.
   *
   * @param status the same as in {@link #begun}
   */
  default void ending(MonitorStatus status) {}

  /**
   * What is told from here on was told by an earlier run already, or not: while it is so, whoever
   * counts takes it in, and whoever tells others keeps silent.
   */
  default void replaying(boolean on) {}

  /** The monitor has ended; nothing is called any more. */
  default void finished(RunSummary summary) {}
}
