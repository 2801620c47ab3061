// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http;

import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.monitor.MonitorListener;
import io.tcpviz.monitor.MonitorStatus;
import io.tcpviz.monitor.alert.Alert;
import io.tcpviz.monitor.alert.AlertSink;
import io.tcpviz.monitor.http.internal.LiveBounds;
import io.tcpviz.monitor.http.internal.LiveServer;
import io.tcpviz.report.LivePages;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Serves the report's page of a monitor that runs, and keeps it up to date while somebody looks.
 *
 * <p>Add it to the monitor's listeners and to its alerts. The thread that analyses only leaves
 * references here; pages are made in the server's own threads, and no client can hold up the
 * analysis or other clients. Kept are the latest 50,000 events and 5,000 connections.
 *
 * <p>What only this host can reach is open to everybody on it. Elsewhere a token is needed, which
 * is part of {@link #url}; it travels as plain text, as everything does here.
 */
public final class LivePage implements MonitorListener, AlertSink, Closeable {
  private final LiveServer server;

  private LivePage(LiveServer server) {
    this.server = server;
  }

  /**
   * Begins to serve.
   *
   * @param token who does not know it is refused; empty for none where only this host can come, and
   *     for a random one elsewhere
   * @param source what is watched, as people call it
   * @param options presents the options of the run
   * @param version the version of tcpviz
   * @throws IOException if it cannot be served there; the message names the address and says why
   */
  public static LivePage open(
      HttpAddress address,
      String token,
      String source,
      Consumer<FieldVisitor> options,
      String version)
      throws IOException {
    LivePages pages = new LivePages(source, options, version);
    return new LivePage(LiveServer.open(address, token, pages, LiveBounds.USUAL));
  }

  /** Where to look, with the token if one is needed. */
  public String url() {
    return server.url();
  }

  @Override
  public void said(LiveEvent event) {
    server.state().said(event);
  }

  @Override
  public void revised(LiveEvent before, LiveEvent now) {
    server.state().revised(before, now);
  }

  @Override
  public void withdrawn(LiveEvent before) {
    server.state().withdrawn(before);
  }

  @Override
  public void ended(FlowSummary flow) {
    server.state().ended(flow);
  }

  @Override
  public void alert(Alert alert) {
    server.state().alert(alert);
  }

  @Override
  public void tick(MonitorStatus status) {
    server.state().tick(status);
  }

  @Override
  public void finished(RunSummary summary) {
    server.state().finished(summary);
  }

  /** Tells the pages that are open what they do not know yet, for a moment, and ends. */
  @Override
  public void close() {
    server.close();
  }
}
