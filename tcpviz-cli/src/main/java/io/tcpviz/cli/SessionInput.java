// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.capture.Captures;
import io.tcpviz.report.SessionDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the session, or its events, that the user means. */
final class SessionInput {
  private SessionInput() {}

  /** The events of a session directory, or the file of events itself. */
  static Path events(String name) throws Failure {
    Path path = CaptureInput.file(name);
    if (Files.isDirectory(path)) {
      return session(path).events();
    }
    if (Files.notExists(path)) {
      throw Failure.input(name, "no such file or directory");
    }
    if (isCapture(path)) {
      throw Failure.input(name, "is a capture, no session; try: tcpviz report " + name);
    }
    return path;
  }

  /**
   * The connections of a session: of its directory, of the file itself, or of the events beside it;
   * empty for whatever else may be a capture.
   */
  static Optional<Path> flows(String name) throws Failure {
    if (name.equals(CaptureInput.STANDARD_INPUT)) {
      return Optional.empty();
    }
    Path path = CaptureInput.file(name);
    boolean inside = name.endsWith(".jsonl") && Files.isRegularFile(path);
    if (!inside && !Files.isDirectory(path)) {
      return Optional.empty();
    }
    boolean isOther = !inside || name.endsWith("events.jsonl");
    Path directory = inside ? path.resolveSibling("") : path;
    Path flows = isOther ? new SessionDirectory(directory).flows() : path;
    if (!Files.exists(flows)) {
      throw Failure.input(name, "no session: it has no flows.jsonl");
    }
    return Optional.of(flows);
  }

  private static boolean isCapture(Path file) {
    if (!Files.isRegularFile(file)) {
      return false; // a pipe is read only once
    }
    try {
      Captures.open(file).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The session in a directory. */
  static SessionDirectory session(Path directory) throws Failure {
    SessionDirectory session = new SessionDirectory(directory);
    if (!Files.isRegularFile(session.events())) {
      throw Failure.input(directory.toString(), "no session: it has no events.jsonl");
    }
    return session;
  }

  /** The session whose events were written last, under {@code artifacts}. */
  static SessionDirectory newest(Path artifacts) throws Failure {
    Map<FileTime, Path> sessions = new TreeMap<>(Comparator.reverseOrder());
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(artifacts, "session_*")) {
      for (Path directory : directories) {
        Path events = new SessionDirectory(directory).events();
        if (Files.isRegularFile(events)) {
          sessions.merge(Files.getLastModifiedTime(events), directory, SessionInput::later);
        }
      }
    } catch (IOException e) {
      throw Failure.input(artifacts.toString(), e);
    }
    return sessions.values().stream()
        .findFirst()
        .map(SessionDirectory::new)
        .orElseThrow(() -> Failure.input(artifacts.toString(), "no session in it; give a capture"));
  }

  /** Of two sessions written at the same time, the one with the higher name. */
  private static Path later(Path one, Path other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
