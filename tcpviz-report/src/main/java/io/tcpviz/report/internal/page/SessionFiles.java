// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.report.SkippedLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the events and the connections of a session. Lines that make no sense are counted. */
final class SessionFiles {
  private final SessionRows rows = new SessionRows();
  private final KnownConnections connections = new KnownConnections(rows);
  private final EventRow row = new EventRow();
  private final String name;
  private final Set<Long> settledOtherwise;
  private final Set<Long> revised = new HashSet<>();
  private long validEvents;
  private final Skipped invalidEvents;
  private final Skipped invalidConnections;

  private SessionFiles(Path events, Path flows, Set<Long> settledOtherwise) {
    this.name = events.getFileName().toString();
    this.invalidEvents = new Skipped(events);
    this.invalidConnections = new Skipped(flows);
    this.settledOtherwise = settledOtherwise;
  }

  /**
   * Reads both files.
   *
   * @param eventsFile events.jsonl, ours or the Python tool's
   * @param flowsFile flows.jsonl; it may be missing
   * @throws IOException if a file cannot be read; the message names it, and the line
   */
  static SessionFiles read(Path eventsFile, Path flowsFile) throws IOException {
    SessionFiles session = read(eventsFile, flowsFile, Set.of());
    // Only a file that was written live revises events: it is read again without those.
    return session.revised.isEmpty() ? session : read(eventsFile, flowsFile, session.revised);
  }

  private static SessionFiles read(Path eventsFile, Path flowsFile, Set<Long> settledOtherwise)
      throws IOException {
    SessionFiles session = new SessionFiles(eventsFile, flowsFile, settledOtherwise);
    if (Files.exists(flowsFile)) {
      session.readFlows(flowsFile);
    }
    session.readEvents(eventsFile);
    if (session.invalidEvents.count > 0 && session.validEvents == 0) {
      throw new IOException(eventsFile + ": holds no events");
    }
    return session;
  }

  private void readFlows(Path file) throws IOException {
    FlowLine flow = new FlowLine(rows.strings());
    try (JsonLines lines = new JsonLines(file)) {
      while (lines.next()) {
        if (lines.isBlank()) {
          continue;
        }
        if (flow.read(lines.octets(), lines.length())) {
          connections.add(flow);
        } else {
          invalidConnections.line(lines.number());
        }
      }
    }
  }

  private void readEvents(Path file) throws IOException {
    EventLine event = new EventLine(rows.strings());
    try (JsonLines lines = new JsonLines(file)) {
      while (lines.next()) {
        if (lines.isBlank()) {
          continue;
        }
        if (!event.read(lines.octets(), lines.length())) {
          invalidEvents.line(lines.number());
          continue;
        }
        validEvents++;
        if (!settledOtherwise.contains(event.id())) {
          add(event);
        }
      }
    }
  }

  private void add(EventLine event) {
    if (event.revises() >= 0) {
      revised.add(event.revises());
    }
    row.timestampNanos = event.timestampNanos();
    row.kind = rows.kinds().number(event.kind());
    row.severity = event.severity();
    row.reason = rows.strings().number(event.reason());
    row.file = (int) event.details().text("@file", -1);
    row.frame = event.details().integer("@frame", -1);
    connections.assign(event, row);
    rows.add(row, event.details());
  }

  /** Name of the file of events. */
  String name() {
    return name;
  }

  /** What they hold. */
  SessionRows rows() {
    return rows;
  }

  /** Lines of the events file that are no events. */
  long invalidEvents() {
    return invalidEvents.count;
  }

  /** Lines of the connections file that are no connections. */
  long invalidConnections() {
    return invalidConnections.count;
  }

  /** Lines that make no sense, at most one entry for each file. */
  List<SkippedLines> skipped() {
    return Stream.of(invalidConnections, invalidEvents)
        .filter(skipped -> skipped.count > 0)
        .map(skipped -> new SkippedLines(skipped.file, skipped.first, skipped.count))
        .toList();
  }

  /** Counts the lines of a file that make no sense. */
  private static final class Skipped {
    private final Path file;
    private long first;
    private long count;

    Skipped(Path file) {
      this.file = file;
    }

    void line(long number) {
      first = count++ == 0 ? number : first;
    }
  }
}
