// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;

/**
 * The directory that holds the files of one analysis. Each run gets a directory of its own; nothing
 * is ever overwritten or mixed.
 *
 * @param path the directory
 */
public record SessionDirectory(Path path) {
  /**
   * Creates {@code artifacts/session_YYYYmmdd_HHMM} under {@code base}, with {@code _2}, {@code _3}
   * … appended while the name is taken, atomically against other processes.
   */
  public static SessionDirectory create(Path base, LocalDateTime now) throws IOException {
    throw new IOException("not yet: " + base + now);
  }

  /**
   * Takes {@code directory} itself (created with its parents) if it holds no session yet, else
   * {@code directory_2} and so on.
   */
  public static SessionDirectory createAt(Path directory) throws IOException {
    throw new IOException("not yet: " + directory);
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
}
