// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Writes events as the lines of events.jsonl, numbered from 1. The order of the fields is fixed.
 * Everything that repeats from line to line is encoded once.
 */
public final class EventLines {
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString TS = new SerializedString("ts");
  private static final SerializableString EVENT = new SerializedString("event");
  private static final SerializableString SEQ = new SerializedString("seq");
  private static final SerializableString ACK = new SerializedString("ack");
  private static final SerializableString LEN = new SerializedString("len");
  private static final SerializableString FLAGS = new SerializedString("flags");
  private static final SerializableString SEVERITY = new SerializedString("severity");
  private static final SerializableString EXTRA = new SerializedString("extra");
  private static final SerializableString REASON = new SerializedString("reason");
  private static final SerializableString CONFIDENCE = new SerializedString("confidence");
  private static final SerializableString CWND = new SerializedString("cwnd_bytes");
  private static final SerializableString MAX_CWND = new SerializedString("max_cwnd_bytes");
  private static final SerializableString RTT = new SerializedString("rtt_ema_ms");
  private static final SerializableString FRAME = new SerializedString("frame");
  private static final SerializableString FILE = new SerializedString("file");
  private static final SerializableString CONNECTION = new SerializedString("connection");

  private static final SerializableString[] KINDS = encode(EventKind.values(), EventKind::jsonName);
  private static final SerializableString[] REASONS = encode(Reason.values(), Reason::jsonName);
  private static final SerializableString[] SEVERITIES = encode(Severity.values(), Severity::name);
  private static final SerializableString[] FLAG_LETTERS =
      encode(IntStream.range(0, 256).boxed().toArray(Integer[]::new), TcpFlags::letters);

  private static final int CONFIDENCE_DECIMALS = 3;

  private final JsonFields fields;
  private final JsonGenerator json;
  private final DecimalDigits digits = new DecimalDigits();
  private final FlowTexts flowTexts = new FlowTexts();
  private final List<String> sources;
  private long lastId;

  /**
   * Writes to {@code out}, which nothing here closes.
   *
   * @param sources names of the capture files; with more than one, each line names its file
   */
  public EventLines(OutputStream out, List<String> sources) throws IOException {
    this.fields = new JsonFields(out);
    this.json = fields.generator();
    this.sources = sources.stream().map(JsonFields::wellFormed).toList();
  }

  /** Writes one event as one line. */
  public void write(TcpEvent event) throws IOException {
    json.writeStartObject();
    number(ID, ++lastId);
    json.writeFieldName(TS);
    digits.write(json, event.packet().timestampNanos(), DecimalDigits.NANOS_IN_SECONDS);
    word(EVENT, KINDS[event.kind().ordinal()]);
    json.writeRaw(flowTexts.of(event.flow(), event.direction()));
    writeHeader(event.packet());
    word(SEVERITY, SEVERITIES[event.severity().ordinal()]);
    writeExtra(event);
    number(FRAME, event.packet().frame());
    if (sources.size() > 1) {
      json.writeFieldName(FILE);
      json.writeString(sources.get(event.packet().source()));
    }
    number(CONNECTION, event.flow().connection());
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** Hands everything written so far to the stream. */
  public void flush() throws IOException {
    json.flush();
  }

  private void writeHeader(PacketRef packet) throws IOException {
    number(SEQ, SequenceSpace.toUnsigned(packet.seq()));
    numberOrNull(ACK, packet.hasAck() ? SequenceSpace.toUnsigned(packet.ack()) : -1);
    number(LEN, packet.payloadLength());
    word(FLAGS, FLAG_LETTERS[packet.flags() & 0xFF]);
  }

  private void writeExtra(TcpEvent event) throws IOException {
    PathEstimate path = event.path();
    json.writeFieldName(EXTRA);
    json.writeStartObject();
    word(REASON, REASONS[event.reason().ordinal()]);
    json.writeFieldName(CONFIDENCE);
    digits.writeTrimmed(json, Math.round(event.confidence() * 1000), CONFIDENCE_DECIMALS);
    numberOrNull(CWND, path.flightBytes());
    numberOrNull(MAX_CWND, path.maxFlightBytes());
    json.writeFieldName(RTT);
    if (path.smoothedRttNanos() < 0) {
      json.writeNull();
    } else {
      digits.writeTrimmed(json, path.smoothedRttNanos(), DecimalDigits.NANOS_IN_MILLIS);
    }
    event.detail().visit(fields);
    json.writeEndObject();
  }

  private void number(SerializableString name, long value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(value);
  }

  private void numberOrNull(SerializableString name, long value) throws IOException {
    json.writeFieldName(name);
    if (value < 0) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  private void word(SerializableString name, SerializableString value) throws IOException {
    json.writeFieldName(name);
    json.writeString(value);
  }

  private static <E> SerializableString[] encode(E[] values, Function<E, String> name) {
    return Arrays.stream(values)
        .map(value -> new SerializedString(name.apply(value)))
        .toArray(SerializableString[]::new);
  }
}
