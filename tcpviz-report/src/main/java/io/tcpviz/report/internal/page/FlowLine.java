// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** One line of flows.jsonl, taken apart into a {@link Connection} and its details. Reused. */
final class FlowLine {
  private static final int NANOS = 9;
  private static final int NANOS_OF_MILLIS = 6;

  private final Strings strings;
  private final Fields details = new Fields();
  private Connection connection = new Connection();

  /** A reader of lines whose texts are kept in {@code strings}. */
  FlowLine(Strings strings) {
    this.strings = strings;
  }

  /** Takes the first {@code length} octets apart; false if they are no connection. */
  boolean read(byte[] octets, int length) {
    details.clear();
    connection = new Connection();
    try (JsonParser in = JsonValues.parser(octets, length)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        field(name, in);
      }
      boolean whole = in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null;
      figures();
      return whole && connection.number >= 0;
    } catch (IOException | ArithmeticException e) {
      return false; // counted by the caller, and said on the page
    }
  }

  private void field(String name, JsonParser in) throws IOException {
    switch (name) {
      case "connection" -> connection.number = JsonValues.integer(in, -1);
      case "client" -> connection.client = address(in);
      case "server" -> connection.server = address(in);
      case "cport" -> connection.clientPort = (int) JsonValues.integer(in, -1);
      case "sport" -> connection.serverPort = (int) JsonValues.integer(in, -1);
      case "first_ts" -> connection.firstNanos = JsonValues.scaled(in, NANOS, -1);
      case "last_ts" -> connection.lastNanos = JsonValues.scaled(in, NANOS, -1);
      case "handshake_ms" -> connection.handshakeNanos = JsonValues.scaled(in, NANOS_OF_MILLIS, -1);
      case "lost_time_ms" -> connection.lostTimeNanos = JsonValues.scaled(in, NANOS_OF_MILLIS, -1);
      case "severity" -> connection.severity = Connection.severity(text(in));
      case "state" -> connection.state = strings.number(text(in));
      case "verdict" -> connection.verdict = strings.number(text(in));
      case "opening_seen",
          "file",
          "first_frame",
          "vantage",
          "to_client_ms",
          "to_server_ms",
          "capture_grade",
          "capture_flaws" ->
          JsonValues.keep(in, name, details, strings);
      case "c2s", "s2c" -> direction(name + ".", in);
      default -> in.skipChildren();
    }
  }

  private void direction(String prefix, JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      JsonValues.keep(in, prefix + name, details, strings);
    }
  }

  /** The figures of both directions together, by which the table can be sorted. */
  private void figures() {
    connection.packets = sum("packets");
    connection.payloadBytes = sum("payload_bytes");
    connection.retransmittedPackets = sum("retransmitted_packets");
    long client = details.integer("c2s.rtt_samples", 0);
    long server = details.integer("s2c.rtt_samples", 0);
    String fuller = client >= server ? "c2s" : "s2c";
    connection.rttNanos = details.millionths(fuller + ".rtt_mean_ms", -1);
    connection.firstFrame = details.integer("first_frame", -1);
    connection.file = (int) details.text("file", -1);
    connection.clientPackets = details.integer("c2s.packets", -1);
    connection.serverPackets = details.integer("s2c.packets", -1);
    connection.clientShift = details.integer("c2s.window_shift", -1);
    connection.serverShift = details.integer("s2c.window_shift", -1);
  }

  private long sum(String name) {
    long client = details.integer("c2s." + name, -1);
    long server = details.integer("s2c." + name, -1);
    return client < 0 && server < 0 ? -1 : Math.max(client, 0) + Math.max(server, 0);
  }

  private int address(JsonParser in) throws IOException {
    return strings.number(text(in));
  }

  private static String text(JsonParser in) throws IOException {
    String text = JsonValues.text(in);
    return text == null ? "" : text;
  }

  /** What the line says of the connection as a whole. */
  Connection connection() {
    return connection;
  }

  /** Everything else; fields of the directions have {@code c2s.} or {@code s2c.} before them. */
  Fields details() {
    return details;
  }
}
