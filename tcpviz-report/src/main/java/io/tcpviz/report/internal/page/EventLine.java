// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of events.jsonl, taken apart. Reused from line to line. */
final class EventLine {
  private static final Pattern FLOW_ID =
      Pattern.compile("\\[?([^\\]]*?)\\]?:(\\d{1,5})->\\[?([^\\]]*?)\\]?:(\\d{1,5})");
  private static final int NANOS = 9;

  private final Strings strings;
  private final Fields details = new Fields();
  private long timestampNanos;
  private @Nullable String kind;
  private @Nullable String flowId;
  private @Nullable String source;
  private @Nullable String destination;
  private @Nullable String reason;
  private int severity;
  private long sourcePort;
  private long destinationPort;
  private long connection;
  private long id;
  private long revises;

  /** A reader of lines whose texts are kept in {@code strings}. */
  EventLine(Strings strings) {
    this.strings = strings;
  }

  /** Takes the first {@code length} octets apart; false if they are no event. */
  boolean read(byte[] octets, int length) {
    clear();
    try (JsonParser in = JsonValues.parser(octets, length)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        field(name, in);
      }
      return in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null && isComplete();
    } catch (IOException | ArithmeticException e) {
      return false; // counted by the caller, and said on the page
    }
  }

  private void clear() {
    details.clear();
    timestampNanos = Connection.UNKNOWN_TIME;
    kind = null;
    flowId = null;
    source = null;
    destination = null;
    severity = 0;
    reason = null;
    sourcePort = -1;
    destinationPort = -1;
    connection = -1;
    id = -1;
    revises = -1;
  }

  private void field(String name, JsonParser in) throws IOException {
    switch (name) {
      case "ts" -> timestampNanos = JsonValues.scaled(in, NANOS, Connection.UNKNOWN_TIME);
      case "event" -> kind = JsonValues.text(in);
      case "flow_id" -> flowId = JsonValues.text(in);
      case "src" -> source = JsonValues.text(in);
      case "dst" -> destination = JsonValues.text(in);
      case "sport" -> sourcePort = JsonValues.integer(in, -1);
      case "dport" -> destinationPort = JsonValues.integer(in, -1);
      case "severity" -> severity = Connection.severity(text(JsonValues.text(in)));
      case "connection" -> connection = JsonValues.integer(in, -1);
      case "id" -> id = JsonValues.integer(in, -1);
      case "revises" -> revises = JsonValues.integer(in, -1);
      case "frame", "file", "seq", "ack", "len", "flags" ->
          JsonValues.keep(in, "@" + name, details, strings);
      case "reason" -> reason(JsonValues.text(in));
      case "extra" -> extra(in);
      default -> in.skipChildren();
    }
  }

  /** What {@code extra} says counts for more, wherever it stands in the line. */
  private void reason(@Nullable String outside) {
    reason = reason == null ? outside : reason;
  }

  private void extra(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      if (name.equals("reason") && in.currentToken() == JsonToken.VALUE_STRING) {
        reason = in.getText();
      } else {
        JsonValues.keep(in, name, details, strings);
      }
    }
  }

  private boolean isComplete() {
    if (flowId != null && (source == null || destination == null || sourcePort < 0)) {
      Matcher parts = FLOW_ID.matcher(flowId);
      if (parts.matches()) {
        source = parts.group(1);
        sourcePort = Long.parseLong(parts.group(2));
        destination = parts.group(3);
        destinationPort = Long.parseLong(parts.group(4));
      }
    }
    return timestampNanos != Connection.UNKNOWN_TIME
        && kind != null
        && source != null
        && destination != null;
  }

  /** Capture time, nanoseconds since the epoch. */
  long timestampNanos() {
    return timestampNanos;
  }

  String kind() {
    return text(kind);
  }

  String source() {
    return text(source);
  }

  String destination() {
    return text(destination);
  }

  /** Port of the sender, -1 if the line does not say. */
  int sourcePort() {
    return (int) sourcePort;
  }

  /** Port of the receiver, -1 if the line does not say. */
  int destinationPort() {
    return (int) destinationPort;
  }

  /** As {@link Connection#severity(String)} numbers it. */
  int severity() {
    return severity;
  }

  /** The reason, or empty. */
  String reason() {
    return text(reason);
  }

  /** Number of the connection, -1 if the line does not say. */
  long connection() {
    return connection;
  }

  /** The event's own number, -1 if the line does not say. */
  long id() {
    return id;
  }

  /** The number of the earlier event that this one settles otherwise, or -1. */
  long revises() {
    return revises;
  }

  /** Everything else. Fields of the event itself have an {@code @} before their names. */
  Fields details() {
    return details;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
