// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.metrics.DirectionSummary;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.FlowVerdict;
import io.tcpviz.core.tcp.FlowId;
import java.util.List;
import java.util.Map;

/** Writes a connection as the object that is a line of flows.jsonl. */
public final class FlowObject {
  private FlowObject() {}

  /**
   * Writes one object, its fields in a fixed order.
   *
   * @param sources names of the capture files; with more than one, the object names its file
   */
  public static void write(JsonFields out, FlowSummary flow, List<String> sources) {
    FlowId id = flow.id();
    out.begin();
    out.number("connection", id.connection());
    out.endpoints(id.client(), id.server());
    out.truth("opening_seen", id.openingSeen());
    if (sources.size() > 1) {
      out.text("file", sources.get(flow.source()));
    }
    out.number("first_frame", flow.firstFrame());
    out.seconds("first_ts", flow.firstNanos());
    out.seconds("last_ts", flow.lastNanos());
    out.millis("duration_ms", flow.durationNanos());
    out.text("state", flow.state().jsonName());
    out.text("verdict", FlowVerdict.of(flow).jsonName());
    out.text("severity", flow.severity().name());
    out.millisOrUnknown("handshake_ms", flow.handshakeNanos());
    flow.path().visit(out);
    flow.quality().visit(out);
    out.millis("lost_time_ms", flow.lostTimeNanos());
    writeCounts(out, flow.eventCounts());
    writeDirection(out, "c2s", flow.clientToServer());
    writeDirection(out, "s2c", flow.serverToClient());
    out.end();
  }

  private static void writeDirection(JsonFields out, String name, DirectionSummary side) {
    out.begin(name);
    RecurringFields fields = out.recurring();
    fields.begin();
    side.visit(fields);
    fields.end();
    out.end();
  }

  /** Writes the field {@code event_counts}: kind to count. */
  public static void writeCounts(JsonFields out, Map<EventKind, Long> counts) {
    out.begin("event_counts");
    counts.forEach((kind, count) -> out.number(kind.jsonName(), count));
    out.end();
  }
}
