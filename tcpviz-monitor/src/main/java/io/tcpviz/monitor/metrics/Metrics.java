// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.metrics;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.monitor.MonitorListener;
import io.tcpviz.monitor.MonitorStatus;
import io.tcpviz.monitor.alert.Alert;
import io.tcpviz.monitor.alert.AlertSink;
import io.tcpviz.monitor.follow.CaptureLoss;

/**
 * Counts what a monitor tells, for {@link MetricsServer}. A frame costs nothing: what the monitor
 * counts itself is read at its ticks. What is served is what was known at the last tick.
 */
public final class Metrics implements MonitorListener, AlertSink {
  private final String version;
  private final Counts counts = new Counts(); // of the thread that analyses
  private volatile @Nullable Readings readings;

  /**
   * Nothing counted yet.
   *
   * @param version of tcpviz, as its users know it
   */
  public Metrics(String version) {
    this.version = version;
  }

  /** What was known at the last tick, null before the first; from any thread. */
  @Nullable
  Readings readings() {
    return readings;
  }

  String version() {
    return version;
  }

  @Override
  public void said(LiveEvent event) {
    counts.said(event.event());
  }

  @Override
  public void revised(LiveEvent before, LiveEvent now) {
    counts.revised(before.event());
  }

  @Override
  public void withdrawn(LiveEvent before) {
    counts.withdrawn(before.event());
  }

  @Override
  public void settled(TcpEvent event) {
    counts.settled(event);
  }

  @Override
  public void ended(FlowSummary flow) {
    counts.connectionEnded();
  }

  @Override
  public void lost(CaptureLoss loss) {
    counts.gap();
  }

  @Override
  public void alert(Alert alert) {
    counts.alert(alert);
  }

  @Override
  public void tick(MonitorStatus status) {
    readings = new Readings(counts, status);
  }
}
