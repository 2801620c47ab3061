// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** One line of flows.jsonl, taken apart into a {@link Connection} and its details. Reused. */
final class FlowLine {
  /** Stands before the names of what the client sent. */
  static final String OF_CLIENT = "c2s.";

  /** Stands before the names of what the server sent. */
  static final String OF_SERVER = "s2c.";

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
      connection.client = known(connection.client);
      connection.server = known(connection.server);
      connection.sumUp(details);
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
      case "first_ts" ->
          connection.firstNanos = JsonValues.scaled(in, NANOS, Connection.UNKNOWN_TIME);
      case "last_ts" ->
          connection.lastNanos = JsonValues.scaled(in, NANOS, Connection.UNKNOWN_TIME);
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
      case "c2s" -> direction(OF_CLIENT, in);
      case "s2c" -> direction(OF_SERVER, in);
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

  /** An address that the line does not name is empty. */
  private int known(int address) {
    return address < 0 ? strings.number("") : address;
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
