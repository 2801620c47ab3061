// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.metrics.CaptureGrade;
import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.metrics.FlowQuality;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.FlowVerdict;
import io.tcpviz.core.metrics.PathSummary;
import io.tcpviz.core.metrics.RttSummary;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;
import io.tcpviz.report.FlowField.Kind;
import io.tcpviz.report.internal.FlowObject;
import io.tcpviz.report.internal.JsonFields;
import io.tcpviz.report.internal.page.FlowValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a connection: those of flows.jsonl in their order, and shorter names for what one
 * asks for most. {@code lost}, {@code duration}, {@code handshake}, {@code start} and {@code end}
 * stand for {@code lost_time_ms}, {@code duration_ms}, {@code handshake_ms}, {@code first_ts} and
 * {@code last_ts}; {@code packets}, {@code payload} and {@code events} are sums over both
 * directions and over all kinds; {@code retransmitted} is the share of packets that were sent
 * again; {@code rtt} is the smallest round trip of the whole path, {@code to_client_ms} plus {@code
 * to_server_ms}; {@code from} and {@code to} are the endpoints with their ports.
 */
public final class FlowFields {
  private static final Map<String, FlowField> ALL = new LinkedHashMap<>();
  private static final List<FlowField> OF_FILE = new ArrayList<>();

  static {
    for (String path : paths()) {
      FlowField field = new FlowField(path, kind(path), List.of(path));
      ALL.put(path, field);
      OF_FILE.add(field);
    }
    alias("lost", Kind.DURATION, "lost_time_ms");
    alias("duration", Kind.DURATION, "duration_ms");
    alias("handshake", Kind.DURATION, "handshake_ms");
    alias("start", Kind.TIME, "first_ts");
    alias("end", Kind.TIME, "last_ts");
    alias("packets", Kind.COUNT, "c2s.packets", "s2c.packets");
    alias("payload", Kind.COUNT, "c2s.payload_bytes", "s2c.payload_bytes");
    alias(
        "events",
        Kind.COUNT,
        Arrays.stream(EventKind.values())
            .map(kind -> "event_counts." + kind.jsonName())
            .toArray(String[]::new));
    alias(
        "retransmitted",
        Kind.SHARE,
        "c2s.retransmitted_packets",
        "s2c.retransmitted_packets",
        "c2s.packets",
        "s2c.packets");
    alias("rtt", Kind.DURATION, "to_client_ms", "to_server_ms");
    alias("from", Kind.ENDPOINT, "client", "cport");
    alias("to", Kind.ENDPOINT, "server", "sport");
  }

  private FlowFields() {}

  /** Whatever is written of a connection has a name here: one is written to see them all. */
  private static Collection<String> paths() {
    Endpoint nobody = Endpoint.ofIpv4(0, 0);
    RttSummary trips = new RttSummary(0, -1, -1, -1, -1);
    DirectionSummary nothing =
        new DirectionSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, trips);
    Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    for (EventKind kind : EventKind.values()) {
      counts.put(kind, 0L);
    }
    FlowSummary flow =
        new FlowSummary(
            new FlowId(0, nobody, nobody, true),
            0,
            1,
            0,
            0,
            FlowState.CLOSED,
            -1,
            PathSummary.unknown(),
            FlowQuality.good(),
            nothing,
            nothing,
            counts,
            Severity.INFO,
            0);
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      JsonFields json = new JsonFields(line);
      FlowObject.write(json, flow, List.of("", ""));
      json.flush();
      return FlowValues.pathsOf(line.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void alias(String name, Kind kind, String... paths) {
    ALL.put(name, new FlowField(name, kind, List.of(paths)));
  }

  private static Kind kind(String path) {
    if (path.endsWith("_ms")) {
      return Kind.DURATION;
    }
    if (path.endsWith("_ts")) {
      return Kind.TIME;
    }
    return switch (path) {
      case "severity", "verdict", "capture_grade" -> Kind.RANK;
      case "flow_id",
          "client",
          "server",
          "opening_seen",
          "file",
          "state",
          "vantage",
          "capture_flaws" ->
          Kind.TEXT;
      default -> Kind.COUNT;
    };
  }

  /** The fields of flows.jsonl in their order. */
  public static List<FlowField> ofFile() {
    return Collections.unmodifiableList(OF_FILE);
  }

  /** The names of all fields. */
  public static Collection<String> names() {
    return Collections.unmodifiableSet(ALL.keySet());
  }

  /** The field of the given name; empty if there is none. */
  public static Optional<FlowField> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /**
   * The place of a word among those that have an order, the gravest highest; -1 if it has none.
   *
   * @param path a field of kind {@link Kind#RANK}
   */
  static int rank(String path, String word) {
    return switch (path) {
      case "severity" -> indexOf(Severity.values(), word);
      case "capture_grade" -> indexOf(CaptureGrade.values(), word);
      default -> {
        int fromWorst = indexOf(FlowVerdict.values(), word);
        yield fromWorst < 0 ? -1 : FlowVerdict.values().length - 1 - fromWorst;
      }
    };
  }

  private static int indexOf(Enum<?>[] constants, String word) {
    String name = word.toUpperCase(Locale.ROOT);
    for (Enum<?> constant : constants) {
      if (constant.name().equals(name)) {
        return constant.ordinal();
      }
    }
    return -1;
  }
}
