// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.wire.SkipReason;
import io.tcpviz.detect.TrafficVisitor;
import java.util.List;

/** How things stand, as a test wants it: a time, and frames dropped. */
public record StubStatus(long captureNanos, long dropped) implements MonitorStatus {
  @Override
  public long packets() {
    return 0;
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public long segments() {
    return 0;
  }

  @Override
  public long skipped(SkipReason reason) {
    return 0;
  }

  @Override
  public long lagNanos() {
    return 0;
  }

  @Override
  public long octetsBehind() {
    return 0;
  }

  @Override
  public long lostOctets() {
    return 0;
  }

  @Override
  public long connections() {
    return 0;
  }

  @Override
  public int openConnections() {
    return 0;
  }

  @Override
  public long evictedConnections() {
    return 0;
  }

  @Override
  public void show(TrafficVisitor visitor) {}

  @Override
  public String fileName(int source) {
    return "";
  }

  @Override
  public RunSummary summary() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<FlowSummary> worstOpen(int atMost) {
    return List.of();
  }
}
