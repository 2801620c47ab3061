// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.FlowId;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Writes events as the lines of events.jsonl, numbered from 1 unless told otherwise. The order of
 * the fields is fixed. Everything that repeats from line to line is encoded once.
 */
public final class EventLines {
  private static final byte[] ID = JsonOctets.encodeName("id");
  private static final byte[] REVISES = JsonOctets.encodeName("revises");
  private static final byte[] WITHDRAWN = JsonOctets.encodeName("withdrawn");
  private static final byte[] LOST = JsonOctets.encodeName("lost_before");
  private static final byte[] TS = JsonOctets.encodeName("ts");
  private static final byte[] EVENT = JsonOctets.encodeName("event");
  private static final byte[] SEQ = JsonOctets.encodeName("seq");
  private static final byte[] ACK = JsonOctets.encodeName("ack");
  private static final byte[] LEN = JsonOctets.encodeName("len");
  private static final byte[] FLAGS = JsonOctets.encodeName("flags");
  private static final byte[] SEVERITY = JsonOctets.encodeName("severity");
  private static final byte[] EXTRA = JsonOctets.encodeName("extra");
  private static final byte[] REASON = JsonOctets.encodeName("reason");
  private static final byte[] CONFIDENCE = JsonOctets.encodeName("confidence");
  private static final byte[] CWND = JsonOctets.encodeName("cwnd_bytes");
  private static final byte[] MAX_CWND = JsonOctets.encodeName("max_cwnd_bytes");
  private static final byte[] RTT = JsonOctets.encodeName("rtt_ema_ms");
  private static final byte[] FRAME = JsonOctets.encodeName("frame");
  private static final byte[] FILE = JsonOctets.encodeName("file");
  private static final byte[] CONNECTION = JsonOctets.encodeName("connection");

  private static final byte[][] KINDS = encode(EventKind.values(), EventKind::jsonName);
  private static final byte[][] REASONS = encode(Reason.values(), Reason::jsonName);
  private static final byte[][] SEVERITIES = encode(Severity.values(), Severity::name);
  private static final byte[][] FLAG_LETTERS =
      encode(IntStream.range(0, 256).boxed().toArray(Integer[]::new), TcpFlags::letters);

  private final JsonOctets json;
  private final JsonFields details;
  private final EndpointFields endpoints = new EndpointFields("src", "dst", "sport", "dport");
  private final List<String> sources;
  private long lastId;

  /**
   * Writes to {@code out}, which nothing here closes.
   *
   * @param sources names of the capture files; with more than one, each line of {@link #write}
   *     names its file
   */
  public EventLines(OutputStream out, List<String> sources) {
    this.json = new JsonOctets(out);
    this.details = new JsonFields(json);
    this.sources = List.copyOf(sources);
  }

  /** Writes one event as one line, under the next number. */
  public void write(TcpEvent event) {
    json.open('{');
    number(ID, ++lastId);
    writeFields(event, sources.size() > 1 ? sources.get(event.packet().source()) : null);
  }

  /**
   * Writes one event of an analysis that goes on as one line.
   *
   * @param id the number of the line
   * @param revises the number of the line that this one replaces; 0 for none
   * @param withdrawn whether it replaces it by nothing
   * @param lost lines that should stand before it and could not be written
   * @param file the name of its file; empty to leave it out
   */
  public void writeLive(
      TcpEvent event, long id, long revises, boolean withdrawn, long lost, String file) {
    json.open('{');
    number(ID, id);
    if (revises > 0) {
      number(REVISES, revises);
    }
    if (withdrawn) {
      json.name(WITHDRAWN);
      json.truth(true);
    }
    if (lost > 0) {
      number(LOST, lost);
    }
    writeFields(event, file.isEmpty() ? null : file);
  }

  private void writeFields(TcpEvent event, @Nullable String file) {
    json.name(TS);
    json.seconds(event.packet().timestampNanos());
    word(EVENT, KINDS[event.kind().ordinal()]);
    FlowId flow = event.flow();
    endpoints.write(json, flow.source(event.direction()), flow.destination(event.direction()));
    writeHeader(event.packet());
    word(SEVERITY, SEVERITIES[event.severity().ordinal()]);
    writeExtra(event);
    number(FRAME, event.packet().frame());
    if (file != null) {
      json.name(FILE);
      json.text(file);
    }
    number(CONNECTION, flow.connection());
    json.close('}');
    json.newline();
  }

  /** Hands everything written so far to the stream. */
  public void flush() {
    json.flush();
  }

  private void writeHeader(PacketRef packet) {
    number(SEQ, SequenceSpace.toUnsigned(packet.seq()));
    numberOrNull(ACK, packet.hasAck() ? SequenceSpace.toUnsigned(packet.ack()) : -1);
    number(LEN, packet.payloadLength());
    word(FLAGS, FLAG_LETTERS[packet.flags() & 0xFF]);
  }

  private void writeExtra(TcpEvent event) {
    PathEstimate path = event.path();
    json.name(EXTRA);
    json.open('{');
    word(REASON, REASONS[event.reason().ordinal()]);
    json.name(CONFIDENCE);
    json.millionths(1000 * Math.round(event.confidence() * 1000));
    numberOrNull(CWND, path.flightBytes());
    numberOrNull(MAX_CWND, path.maxFlightBytes());
    json.name(RTT);
    if (path.smoothedRttNanos() < 0) {
      json.unknown();
    } else {
      json.millionths(path.smoothedRttNanos());
    }
    event.detail().visit(details);
    json.close('}');
  }

  private void number(byte[] name, long value) {
    json.name(name);
    json.number(value);
  }

  private void numberOrNull(byte[] name, long value) {
    json.name(name);
    if (value < 0) {
      json.unknown();
    } else {
      json.number(value);
    }
  }

  private void word(byte[] name, byte[] value) {
    json.name(name);
    json.value(value);
  }

  private static <E> byte[][] encode(E[] values, Function<E, String> name) {
    return Arrays.stream(values)
        .map(value -> JsonOctets.encodeText(name.apply(value)))
        .toArray(byte[][]::new);
  }
}
