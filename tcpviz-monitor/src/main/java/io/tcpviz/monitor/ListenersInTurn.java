// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.monitor.follow.CaptureLoss;
import java.util.List;

/** Several listeners as one. */
record ListenersInTurn(List<MonitorListener> listeners) implements MonitorListener {
  @Override
  public void begun(MonitorStatus status) {
    listeners.forEach(listener -> listener.begun(status));
  }

  @Override
  public void said(LiveEvent event) {
    listeners.forEach(listener -> listener.said(event));
  }

  @Override
  public void revised(LiveEvent before, LiveEvent now) {
    listeners.forEach(listener -> listener.revised(before, now));
  }

  @Override
  public void withdrawn(LiveEvent before) {
    listeners.forEach(listener -> listener.withdrawn(before));
  }

  @Override
  public void settled(TcpEvent event) {
    listeners.forEach(listener -> listener.settled(event));
  }

  @Override
  public void ended(FlowSummary flow) {
    listeners.forEach(listener -> listener.ended(flow));
  }

  @Override
  public void lost(CaptureLoss loss) {
    listeners.forEach(listener -> listener.lost(loss));
  }

  @Override
  public void damaged(CaptureDamage damage) {
    listeners.forEach(listener -> listener.damaged(damage));
  }

  @Override
  public void tick(MonitorStatus status) {
    listeners.forEach(listener -> listener.tick(status));
  }

  @Override
  public void replaying(boolean on) {
    listeners.forEach(listener -> listener.replaying(on));
  }

  @Override
  public void ending(MonitorStatus status) {
    listeners.forEach(listener -> listener.ending(status));
  }

  @Override
  public void finished(RunSummary summary) {
    listeners.forEach(listener -> listener.finished(summary));
  }
}
