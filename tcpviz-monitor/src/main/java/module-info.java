// SPDX-License-Identifier: Apache-2.0
/** Watches captures while they are written: live verdicts, alerts, metrics and a live page. */
module io.tcpviz.monitor {
  requires transitive io.tcpviz.core;
  requires transitive io.tcpviz.detect;
  requires io.tcpviz.report;
  requires io.prometheus.metrics.model;
  requires io.prometheus.writer.text;
  requires java.net.http;
  requires jdk.httpserver;

  exports io.tcpviz.monitor;
  exports io.tcpviz.monitor.alert;
  exports io.tcpviz.monitor.follow;
  exports io.tcpviz.monitor.http;
  exports io.tcpviz.monitor.metrics;
}
