// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.core.metrics.CaptureQuality;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.Moment;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.report.internal.FlowObject;
import io.tcpviz.report.internal.JsonFields;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** An analysis as a whole, as the one JSON object that is the content of summary.json. */
public final class SummaryJson {
  private SummaryJson() {}

  /**
   * Writes the object in one line of ASCII with its line feed, and flushes. The same arguments give
   * the same octets.
   *
   * @param out takes the octets; not closed
   * @param summary what the analysis returned
   * @param options presents the options of the run
   * @param version the version of tcpviz
   * @throws IOException if {@code out} fails
   */
  public static void write(
      OutputStream out, RunSummary summary, Consumer<FieldVisitor> options, String version)
      throws IOException {
    List<String> sources = summary.capture().files().stream().map(CaptureFile::name).toList();
    write(out, summary, options, version, sources);
  }

  /** The same, of a run whose files the summary does not list from the first one on. */
  static void write(
      OutputStream out,
      RunSummary summary,
      Consumer<FieldVisitor> options,
      String version,
      List<String> sources)
      throws IOException {
    try {
      JsonFields json = new JsonFields(out);
      json.begin();
      json.text("tcpviz_version", version);
      json.text("backend", summary.capture().backend());
      writeTotals(json, summary);
      writeQuality(json, summary.quality());
      writeFiles(json, summary.capture());
      writeFindings(json, summary.findings(), sources);
      writeTopFlows(json, summary, sources);
      json.begin("options");
      options.accept(json);
      json.end();
      json.end();
      json.newline();
      json.flush();
      out.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void writeTotals(JsonFields json, RunSummary summary) {
    json.number("packets", summary.packets());
    json.number("bytes", summary.bytes());
    json.number("tcp_packets", summary.tcpPackets());
    json.begin("skipped");
    summary.skipped().forEach((reason, count) -> json.number(reason.jsonName(), count));
    json.end();
    json.number("connections", summary.connections());
    json.number("evicted_connections", summary.evictedConnections());
    json.number("unlisted_connections", summary.unlistedConnections());
    json.number("events", summary.events());
    FlowObject.writeCounts(json, summary.eventCounts());
    if (summary.packets() == 0) {
      json.unknown("first_ts");
      json.unknown("last_ts");
    } else {
      json.seconds("first_ts", summary.firstNanos());
      json.seconds("last_ts", summary.lastNanos());
    }
    json.millis("duration_ms", summary.durationNanos());
  }

  private static void writeQuality(JsonFields json, CaptureQuality quality) {
    json.begin("capture_quality");
    json.text("grade", quality.grade().jsonName());
    json.number("duplicate_segments", quality.duplicateSegments());
    json.truth("mirrored", quality.mirrored());
    json.number("gap_bytes", quality.gapBytes());
    json.number("unique_bytes", quality.uniqueBytes());
    json.number("cut_segments", quality.cutSegments());
    json.number("time_reversals", quality.timeReversals());
    json.number("one_sided_connections", quality.oneSidedConnections());
    json.numberOrUnknown("dropped_by_host", quality.droppedByHost());
    json.end();
  }

  private static void writeFiles(JsonFields json, CaptureInfo capture) {
    json.beginList("files");
    for (CaptureFile file : capture.files()) {
      json.begin();
      json.text("name", file.name());
      json.text("format", file.format());
      json.number("frames", file.frames());
      json.number("repeated_frames", file.repeatedFrames());
      writeInterfaces(json, file);
      json.beginList("damages");
      file.damages()
          .forEach(
              damage -> {
                json.begin();
                json.number("offset_bytes", damage.offset());
                json.text("reason", damage.reason());
                json.end();
              });
      json.endList();
      json.end();
    }
    json.endList();
  }

  private static void writeInterfaces(JsonFields json, CaptureFile file) {
    json.beginList("interfaces");
    file.interfaces()
        .forEach(
            captured -> {
              json.begin();
              String name = captured.name();
              if (name == null) {
                json.unknown("name");
              } else {
                json.text("name", name);
              }
              json.number("link_type", captured.linkType());
              String linkType = LinkType.name(captured.linkType());
              if (linkType == null) {
                json.unknown("link_type_name");
              } else {
                json.text("link_type_name", linkType);
              }
              json.truth("supported", LinkType.isSupported(captured.linkType()));
              json.number("snap_length_bytes", captured.snapLength());
              json.number("frames", captured.frames());
              json.numberOrUnknown("dropped", captured.dropped());
              json.end();
            });
    json.endList();
  }

  private static void writeFindings(JsonFields json, List<Finding> findings, List<String> sources) {
    json.beginList("findings");
    for (Finding finding : findings) {
      json.begin();
      json.text("severity", finding.severity().name());
      json.text("trouble", finding.trouble().jsonName());
      json.text("event", finding.kind().jsonName());
      json.text("sentence", finding.sentence());
      json.number("events", finding.events());
      json.numbers("connections", finding.connections());
      json.number("connection_count", finding.connectionCount());
      writeLostTime(json, finding.lostTimeNanos());
      Endpoint server = finding.server();
      if (server == null) {
        json.unknown("server");
      } else {
        json.text("server", server.toString());
      }
      writeWorst(json, finding.worst(), sources);
      json.end();
    }
    json.endList();
  }

  private static void writeWorst(JsonFields json, @Nullable Moment worst, List<String> sources) {
    if (worst == null) {
      json.unknown("worst");
      return;
    }
    json.begin("worst");
    json.number("connection", worst.connection());
    json.number("frame", worst.frame());
    if (sources.size() > 1) {
      json.text("file", sources.get(worst.source()));
    }
    json.seconds("ts", worst.timestampNanos());
    writeLostTime(json, worst.lostTimeNanos());
    json.end();
  }

  private static void writeLostTime(JsonFields json, long nanos) {
    json.millisOrUnknown("lost_time_ms", nanos == 0 ? -1 : nanos);
  }

  private static void writeTopFlows(JsonFields json, RunSummary summary, List<String> sources) {
    json.beginList("top_flows");
    summary.topFlows().forEach(flow -> FlowObject.write(json, flow, sources));
    json.endList();
  }
}
