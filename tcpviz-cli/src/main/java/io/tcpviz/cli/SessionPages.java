// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.report.Pages;
import io.tcpviz.report.SessionDirectory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes pages and tells unreadable input from an unwritable place. */
final class SessionPages {
  private SessionPages() {}

  /** Makes {@code timeline.html} beside the events. */
  static Path timeline(Path events) throws Failure {
    return make(events, events.resolveSibling("timeline.html"), Pages::timeline);
  }

  /** Makes {@code summary.html} beside the events. */
  static Path summary(Path events) throws Failure {
    return make(events, events.resolveSibling("summary.html"), Pages::summary);
  }

  /** Makes the report of a session. */
  static Path report(SessionDirectory session, Path page) throws Failure {
    return make(session.path(), page, (input, place) -> Pages.report(session, place));
  }

  /** Where the report of a session goes unless the user says otherwise. */
  static Path reportPlace(SessionDirectory session) {
    return session.path().resolve("report.html");
  }

  /** Fails where a page cannot be written, before work is done for it. */
  static void requireWritable(Path page) throws Failure {
    Path directory = page.toAbsolutePath().getParent();
    if (directory == null || !Files.isWritable(directory) || Files.isDirectory(page)) {
      throw Failure.usage("cannot write: " + page);
    }
  }

  /** Fails where a page would take the place of what it is made from. */
  static void requireSparing(Path page, Path input) throws Failure {
    SessionDirectory session = new SessionDirectory(input);
    List<Path> spared =
        List.of(
            input, session.events(), session.flows(), session.summary(), session.benchmarkLog());
    try {
      for (Path file : spared) {
        if (Files.exists(page) && Files.exists(file) && Files.isSameFile(page, file)) {
          throw Failure.usage("--out would overwrite " + file);
        }
      }
    } catch (IOException e) {
      throw Failure.unwritable(page, e);
    }
  }

  private static Path make(Path input, Path page, Maker maker) throws Failure {
    requireWritable(page);
    try {
      maker.make(input, page);
      return page;
    } catch (IOException e) {
      boolean writing =
          e instanceof FileSystemException failed && page.toString().equals(failed.getFile());
      throw writing ? Failure.writing(page, e) : Failure.input(input.toString(), e);
    }
  }

  @FunctionalInterface
  private interface Maker {
    void make(Path input, Path page) throws IOException;
  }
}
