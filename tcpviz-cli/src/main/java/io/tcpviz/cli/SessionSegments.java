// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.replay.ConnectionBeginning;
import io.tcpviz.core.replay.SegmentSink;
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
final class SessionSegments implements SegmentSource {
  private final Host host;
  private final Console console;
  private final CaptureProvider provider;
  private final Path session;
  private final SessionCaptures captures;

  private SessionSegments(
      Host host,
      Console console,
      CaptureProvider provider,
      Path session,
      SessionCaptures captures) {
    this.host = host;
    this.console = console;
    this.provider = provider;
    this.session = session;
    this.captures = captures;
  }

  /** The captures of a session; null where it names none. */
  static @Nullable SegmentSource of(
      SessionDirectory session, Host host, Console console, CaptureProvider provider) {
    try {
      SessionCaptures captures =
          Files.exists(session.summary())
              ? SessionCaptures.read(session.summary())
              : new SessionCaptures(List.of(), "");
      return captures.captures().isEmpty()
          ? null
          : new SessionSegments(host, console, provider, session.path(), captures);
    } catch (IOException e) {
      return null; // whoever makes the page says what is wrong with the file
    }
  }

  @Override
  public void read(List<ConnectionBeginning> beginnings, SegmentSink sink) throws IOException {
    List<CaptureSource> sources = new ArrayList<>();
    for (SessionCaptures.Capture capture : captures.captures()) {
      Path file = find(capture.name());
      if (file == null) {
        String absent = capture.name() + " is not there any more";
        console.warning(absent + "; the page shows no segments");
        throw new IOException(absent);
      }
      sources.add(CaptureSource.of(file));
    }
    List<Long> frames = captures.captures().stream().map(SessionCaptures.Capture::frames).toList();
    new CaptureAgain(host, console, sources, provider, frames, tunnels()).read(beginnings, sink);
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
