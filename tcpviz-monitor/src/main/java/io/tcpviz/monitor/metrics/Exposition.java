// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.wire.SkipReason;
import io.tcpviz.monitor.alert.AlertLevel;
import java.util.Locale;
import java.util.Map;

/** Gives readings the names and units of Prometheus. */
final class Exposition {
  private static final double NANOS_PER_SECOND = 1e9;

  private final MetricSnapshots.Builder all = MetricSnapshots.builder();
  private final Readings now;

  private Exposition(Readings now) {
    this.now = now;
  }

  /** All metrics, with the same labels whatever was read. */
  static MetricSnapshots of(Readings readings, String version) {
    Exposition exposition = new Exposition(readings);
    exposition.frames();
    exposition.events();
    exposition.connections();
    exposition.capture();
    exposition.alerts();
    exposition.process(version);
    return exposition.all.build();
  }

  private void frames() {
    counter("tcpviz_packets", "Frames read from the capture.", now.packets);
    counter("tcpviz_bytes", "Octets of these frames on the wire.", now.bytes);
    counter("tcpviz_tcp_segments", "Frames that held a TCP segment.", now.segments);
    CounterSnapshot.Builder skipped =
        counters("tcpviz_skipped_packets", "Frames without a TCP segment, by reason.");
    for (SkipReason reason : SkipReason.values()) {
      add(skipped, now.skipped[reason.ordinal()], "reason", reason.jsonName());
    }
    all.metricSnapshot(skipped.build());
  }

  private void events() {
    CounterSnapshot.Builder settled =
        counters("tcpviz_events", "Events that no longer change, by kind and severity.");
    CounterSnapshot.Builder said =
        counters("tcpviz_live_events", "Events as they were first told, by kind and severity.");
    CounterSnapshot.Builder corrections =
        counters("tcpviz_live_corrections", "Events told before that changed or were taken back.");
    for (EventKind kind : Counts.KINDS) {
      for (Severity severity : Counts.SEVERITIES) {
        int index = Counts.index(kind, severity);
        String[] labels = {"kind", kind.jsonName(), "severity", lower(severity)};
        add(settled, now.settled[index], labels);
        add(said, now.said[index], labels);
      }
      String[] revised = {"correction", "revised", "kind", kind.jsonName()};
      add(corrections, now.revised[kind.ordinal()], revised);
      String[] withdrawn = {"correction", "withdrawn", "kind", kind.jsonName()};
      add(corrections, now.withdrawn[kind.ordinal()], withdrawn);
    }
    all.metricSnapshot(settled.build());
    all.metricSnapshot(said.build());
    all.metricSnapshot(corrections.build());
  }

  private void connections() {
    counter("tcpviz_connections", "Connections seen.", now.connections);
    counter("tcpviz_connections_ended", "Connections that are over.", now.connectionsEnded);
    counter(
        "tcpviz_connections_evicted",
        "Connections closed early to stay within the bound.",
        now.evictedConnections);
    gauge("tcpviz_connections_open", "Connections held at present.", now.openConnections);
  }

  private void capture() {
    if (now.hasFrames()) {
      gauge(
          "tcpviz_capture_timestamp_seconds",
          "Time up to which the capture has been watched.",
          now.captureNanos / NANOS_PER_SECOND);
      gauge(
          "tcpviz_capture_lag_seconds",
          "How far the newest frame read lies behind the wall clock.",
          now.lagNanos / NANOS_PER_SECOND);
    }
    gauge("tcpviz_capture_behind_bytes", "Octets written but not read yet.", now.octetsBehind);
    if (now.dropped >= 0) {
      counter(
          "tcpviz_capture_dropped_packets",
          "Frames that the capturing host says it dropped.",
          now.dropped);
    }
    counter("tcpviz_capture_gaps", "Times that part of the capture was gone unread.", now.gaps);
    counter(
        "tcpviz_capture_lost_bytes",
        "Octets of the capture that were gone before they could be read, at least.",
        now.lostOctets);
  }

  private void alerts() {
    CounterSnapshot.Builder changes =
        counters("tcpviz_alert_changes", "Changes of an alert, by what is counted and new level.");
    for (Map.Entry<String, long[]> entry : now.alerts.entrySet()) {
      for (AlertLevel level : Counts.LEVELS) {
        long value = entry.getValue()[level.ordinal()];
        add(changes, value, "event", entry.getKey(), "level", lower(level));
      }
    }
    all.metricSnapshot(changes.build());
    GaugeSnapshot.Builder active =
        GaugeSnapshot.builder()
            .name("tcpviz_alerts_active")
            .help("Alerts that are at a level at present.");
    for (AlertLevel level : Counts.LEVELS) {
      if (level != AlertLevel.OK) {
        active.dataPoint(
            GaugeDataPointSnapshot.builder()
                .value((double) now.activeAlerts[level.ordinal()])
                .labels(Labels.of("level", lower(level)))
                .build());
      }
    }
    all.metricSnapshot(active.build());
  }

  private void process(String version) {
    Labels labels = Labels.of("version", version);
    all.metricSnapshot(
        InfoSnapshot.builder()
            .name("tcpviz_build")
            .help("Which tcpviz this is.")
            .dataPoint(InfoDataPointSnapshot.builder().labels(labels).build())
            .build());
    ProcessHandle.Info process = ProcessHandle.current().info();
    process
        .totalCpuDuration()
        .ifPresent(
            used ->
                counter(
                    "process_cpu_seconds",
                    "Processor time of the monitor.",
                    used.toNanos() / NANOS_PER_SECOND));
    process
        .startInstant()
        .ifPresent(
            start ->
                gauge(
                    "process_start_time_seconds",
                    "When the monitor began.",
                    start.toEpochMilli() / 1e3));
    Runtime java = Runtime.getRuntime();
    gauge(
        "jvm_heap_used_bytes",
        "Heap that is used, with what is not collected yet.",
        java.totalMemory() - java.freeMemory());
    gauge("jvm_heap_max_bytes", "Heap that may be used at most.", java.maxMemory());
  }

  private void counter(String name, String help, long value) {
    counter(name, help, (double) value);
  }

  private void counter(String name, String help, double value) {
    all.metricSnapshot(counters(name, help).dataPoint(point(value, Labels.EMPTY)).build());
  }

  private static CounterSnapshot.Builder counters(String name, String help) {
    return CounterSnapshot.builder().name(name).help(help);
  }

  private static void add(CounterSnapshot.Builder counter, long value, String... labels) {
    counter.dataPoint(point((double) value, Labels.of(labels)));
  }

  private static CounterDataPointSnapshot point(double value, Labels labels) {
    return CounterDataPointSnapshot.builder().value(value).labels(labels).build();
  }

  private void gauge(String name, String help, long value) {
    gauge(name, help, (double) value);
  }

  private void gauge(String name, String help, double value) {
    all.metricSnapshot(
        GaugeSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
            .build());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
