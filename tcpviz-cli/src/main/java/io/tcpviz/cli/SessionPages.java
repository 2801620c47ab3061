// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.report.Pages;
import io.tcpviz.report.ReportWriter;
import io.tcpviz.report.SessionDirectory;
import io.tcpviz.report.SkippedLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes pages and tells unreadable input, broken lines and unwritable places apart. */
final class SessionPages {
  private static final byte[] PAGE = "<!DOCTYPE html>".getBytes(StandardCharsets.US_ASCII);

  private final Console console;
  private final Set<Path> broken = new HashSet<>();

  SessionPages(Console console) {
    this.console = console;
  }

  /** What a command ends with that made its pages out of files which others may have edited. */
  ExitCode code() {
    return broken.isEmpty() ? ExitCode.DONE : ExitCode.DAMAGED_INPUT;
  }

  /** Makes {@code timeline.html} beside the events. */
  Path timeline(Path events) throws Failure {
    return make(events, events.resolveSibling("timeline.html"), Pages::timeline);
  }

  /** Makes {@code summary.html} beside the events. */
  Path summary(Path events) throws Failure {
    return make(events, events.resolveSibling("summary.html"), Pages::summary);
  }

  /**
   * Makes the report of a session.
   *
   * @param segments what it was made from; null where that is not known
   */
  Path report(SessionDirectory session, @Nullable SegmentSource segments, Path page)
      throws Failure {
    return make(session.path(), page, (input, place) -> Pages.report(session, segments, place));
  }

  /**
   * Makes the report of a session that was analysed just before.
   *
   * @param segments what was analysed
   */
  Path report(
      SessionDirectory session, ReportWriter report, @Nullable SegmentSource segments, Path page)
      throws Failure {
    return make(
        session.path(),
        page,
        (input, place) -> {
          report.write(session.summary(), segments, place);
          return List.of();
        });
  }

  /** Where the report of a session goes unless the user says otherwise. */
  static Path reportPlace(SessionDirectory session) {
    return session.path().resolve("report.html");
  }

  /** Fails where a page cannot be written, before work is done for it. */
  static void requireWritable(Path page) throws Failure {
    Path directory = page.toAbsolutePath().getParent();
    if (directory == null || Files.isDirectory(page)) {
      throw Failure.unwritable(page, "is a directory");
    }
    if (!Files.isDirectory(directory)) {
      throw Failure.unwritable(page, "no such directory");
    }
    if (!Files.isWritable(directory)) {
      throw Failure.unwritable(page, "the directory cannot be written to");
    }
  }

  /** Fails where a page would take the place of a file that is none. */
  static void requirePage(Path place) throws Failure {
    if (!Files.isRegularFile(place)) {
      return;
    }
    try (InputStream in = Files.newInputStream(place)) {
      byte[] begin = in.readNBytes(PAGE.length);
      if (begin.length > 0 && !Arrays.equals(begin, PAGE)) {
        throw Failure.usage("--out would overwrite " + place + ", which is no page");
      }
    } catch (IOException e) {
      throw Failure.writing(place, e);
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
      throw Failure.writing(page, e);
    }
  }

  private Path make(Path input, Path page, Maker maker) throws Failure {
    requireWritable(page);
    try {
      maker.make(input, page).forEach(this::warn);
      return page;
    } catch (IOException e) {
      boolean writing =
          e instanceof FileSystemException failed && page.toString().equals(failed.getFile());
      throw writing ? Failure.writing(page, e) : Failure.input(input.toString(), e);
    }
  }

  /** Once for a file, however many pages are made of it. */
  private void warn(SkippedLines lines) {
    if (broken.add(lines.file())) {
      warn(console, lines);
    }
  }

  /** Says which lines of a file are left out. */
  static void warn(Console console, SkippedLines lines) {
    long more = lines.count() - 1;
    console.warning(
        lines.file()
            + ", line "
            + lines.first()
            + ": cannot be read and is left out"
            + (more == 0 ? "" : (more == 1 ? ", as is " : ", as are ") + more + " more"));
  }

  @FunctionalInterface
  private interface Maker {
    List<SkippedLines> make(Path input, Path page) throws IOException;
  }
}
