// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.core.wire.Tunnels;
import io.tcpviz.report.SessionCaptures;
import io.tcpviz.report.SessionDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The captures that a session was made from, if they are still where they were. */
final class SessionSegments {
  private final Path session;
  private final SessionCaptures captures;

  private SessionSegments(Path session, SessionCaptures captures) {
    this.session = session;
    this.captures = captures;
  }

  /** Reads the captures of a session again; null where it names none. */
  static @Nullable SegmentSource of(
      SessionDirectory session, Host host, Console console, CaptureProvider provider) {
    SessionCaptures captures = captures(session.summary());
    if (captures.captures().isEmpty()) {
      return null;
    }
    SessionSegments segments = new SessionSegments(session.path(), captures);
    List<Long> frames = captures.captures().stream().map(SessionCaptures.Capture::frames).toList();
    return new CaptureAgain(host, console, segments::find, provider, frames, segments.tunnels());
  }

  /** None where the summary cannot be read: whoever makes the page says what is wrong with it. */
  private static SessionCaptures captures(Path summary) {
    try {
      return SessionCaptures.read(summary);
    } catch (IOException e) {
      return new SessionCaptures(List.of(), "");
    }
  }

  private List<CaptureSource> find() throws IOException {
    List<CaptureSource> sources = new ArrayList<>();
    for (SessionCaptures.Capture capture : captures.captures()) {
      Path file = find(capture.name());
      if (file == null) {
        throw new IOException(capture.name() + " is not there to be read again");
      }
      sources.add(CaptureSource.of(file));
    }
    return sources;
  }

  private Tunnels tunnels() {
    return Arrays.stream(Tunnels.values())
        .filter(choice -> choice.jsonName().equals(captures.tunnels()))
        .findFirst()
        .orElse(Tunnels.INNER);
  }

  /**
   * The capture of that name: from here, or from where the session was made, which is where it
   * stands in {@code artifacts/}. Null if there is no such file.
   */
  private @Nullable Path find(String name) {
    try {
      Path here = Path.of(name);
      Path beside = session.toAbsolutePath().resolve("../..").resolve(name).normalize();
      return List.of(here, beside).stream().filter(Files::isRegularFile).findFirst().orElse(null);
    } catch (InvalidPathException foreign) {
      return null;
    }
  }
}
