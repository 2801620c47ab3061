// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.report.internal.PendingFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The directory that holds the files of one analysis. Each run gets a directory of its own; nothing
 * is ever overwritten or mixed.
 *
 * <p>{@link #create} and {@link #createAt} claim the directory for their caller by creating the
 * temporary name of its events file, which no second caller, in this process or another, can do.
 *
 * @param path the directory
 * @param created whether the directory was made for this session, so that a session that comes to
 *     nothing may remove it
 */
public record SessionDirectory(Path path, boolean created) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'session_'uuuuMMdd_HHmm", Locale.ROOT);
  private static final List<String> FILES =
      List.of(
          "events.jsonl",
          "flows.jsonl",
          "summary.json",
          "benchmark.log",
          "timeline.html",
          "summary.html",
          "report.html");

  /** A directory that exists already, such as one that holds a session. */
  public SessionDirectory(Path path) {
    this(path, false);
  }

  /**
   * Creates {@code artifacts/session_YYYYmmdd_HHMM} under {@code base}, with {@code _2}, {@code _3}
   * … appended while the name is taken, atomically against other processes.
   *
   * @throws IOException if it cannot be created
   */
  public static SessionDirectory create(Path base, LocalDateTime now) throws IOException {
    Path artifacts = base.resolve("artifacts");
    createAll(artifacts);
    Path first = artifacts.resolve(NAME.format(now));
    for (int number = 1; ; number++) {
      Path directory = numbered(first, number);
      if (createOne(directory) && claim(directory)) {
        return new SessionDirectory(directory, true);
      }
    }
  }

  /**
   * Takes {@code directory} itself (created with its parents) if it holds no file of a session yet,
   * complete or begun, else {@code directory_2} and so on. Other files in it do not matter.
   *
   * @throws IOException if it cannot be created or written to, or is a file
   */
  public static SessionDirectory createAt(Path directory) throws IOException {
    Path first = directory.getFileName() == null ? directory : nameable(directory);
    Path parent = first.toAbsolutePath().getParent();
    if (parent != null) {
      createAll(parent);
    }
    for (int number = 1; ; number++) {
      Path candidate = numbered(first, number);
      boolean created = createOne(candidate);
      if (claim(candidate)) {
        return new SessionDirectory(candidate, created);
      }
    }
  }

  /** The events, one a line. */
  public Path events() {
    return path.resolve("events.jsonl");
  }

  /** The connections, one a line. */
  public Path flows() {
    return path.resolve("flows.jsonl");
  }

  /** The run as a whole. */
  public Path summary() {
    return path.resolve("summary.json");
  }

  /** One block a run. */
  public Path benchmarkLog() {
    return path.resolve("benchmark.log");
  }

  private static Path numbered(Path first, int number) {
    return number == 1 ? first : first.resolveSibling(first.getFileName() + "_" + number);
  }

  /** {@code directory} with a last name that a number can be appended to: not {@code ..}. */
  private static Path nameable(Path directory) {
    String name = directory.getFileName().toString();
    return name.isEmpty() || name.equals(".") || name.equals("..")
        ? directory.toAbsolutePath().normalize()
        : directory;
  }

  private static void createAll(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) { // createDirectories rejects links to directories
      Files.createDirectories(directory);
    }
  }

  /** Whether this call created it; false if it was there. */
  private static boolean createOne(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(directory)) {
        return false;
      }
      throw e;
    }
  }

  // Claim first, then look: a session that completes in between has its final names by then.
  private static boolean claim(Path directory) throws IOException {
    Path claim = PendingFile.temporaryName(new SessionDirectory(directory).events());
    try {
      Files.createFile(claim);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    if (FILES.stream().anyMatch(name -> Files.exists(directory.resolve(name)))) {
      Files.delete(claim);
      return false;
    }
    return true;
  }
}
