// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import java.util.Arrays;
import java.util.List;

/** Takes events for the page as {@link EventLine} would read them from their lines. */
final class EventFields {
  private static final int UNKNOWN = -1;
  private static final int FLAG_SETS = 256;

  private final SessionRows rows;
  private final EventRow row = new EventRow();
  private final Fields details = new Fields();
  private final FieldCollector fields;
  private final int[] reasons = new int[Reason.values().length];
  private final int[] flags = new int[FLAG_SETS];
  private final List<String> sources;

  /**
   * Nothing taken.
   *
   * @param sources names of the capture files; with more than one, each event names its file
   */
  EventFields(SessionRows rows, List<String> sources) {
    this.rows = rows;
    this.fields = new FieldCollector(details, rows.strings());
    this.sources = sources;
    Arrays.fill(reasons, UNKNOWN);
    Arrays.fill(flags, UNKNOWN);
  }

  /** Appends {@code event}. */
  void add(TcpEvent event) {
    PacketRef packet = event.packet();
    row.timestampNanos = packet.timestampNanos();
    row.kind = event.kind().ordinal();
    row.severity = event.severity().ordinal();
    row.connection = event.flow().connection();
    row.fromClient = event.flow().source(event.direction()).equals(event.flow().client());
    row.reason = reason(event.reason());
    details.clear();
    header(packet);
    extra(event);
    fields.number("@frame", packet.frame());
    if (sources.size() > 1) {
      fields.text("@file", sources.get(packet.source()));
    }
    row.frame = packet.frame();
    row.file = (int) details.text("@file", -1);
    rows.add(row, details);
  }

  private void header(PacketRef packet) {
    fields.number("@seq", SequenceSpace.toUnsigned(packet.seq()));
    fields.numberOrUnknown("@ack", packet.hasAck() ? SequenceSpace.toUnsigned(packet.ack()) : -1);
    fields.number("@len", packet.payloadLength());
    details.add("@flags", Fields.Type.TEXT, letters(packet.flags() & FLAG_SETS - 1));
  }

  private void extra(TcpEvent event) {
    PathEstimate path = event.path();
    fields.thousandths("confidence", Math.round(event.confidence() * 1000));
    fields.numberOrUnknown("cwnd_bytes", path.flightBytes());
    fields.numberOrUnknown("max_cwnd_bytes", path.maxFlightBytes());
    fields.millisOrUnknown("rtt_ema_ms", path.smoothedRttNanos());
    event.detail().visit(fields);
  }

  private int reason(Reason reason) {
    int known = reasons[reason.ordinal()];
    if (known < 0) {
      known = rows.strings().number(reason.jsonName());
      reasons[reason.ordinal()] = known;
    }
    return known;
  }

  private int letters(int set) {
    if (flags[set] < 0) {
      flags[set] = rows.strings().number(TcpFlags.letters(set));
    }
    return flags[set];
  }
}
