// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;

/** A file that somebody may still be writing. */
final class SettledFile {
  private static final Duration MOST_BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Path file;
  private final Duration quiet;

  /**
   * Nothing is looked at yet.
   *
   * @param quiet how long size and time of modification must stand still
   */
  SettledFile(Path file, Duration quiet) {
    this.file = file;
    this.quiet = quiet;
  }

  private record State(long size, FileTime modified) {}

  /** Whether the file has not been written for long enough already. */
  boolean isSettled(Clock clock) throws IOException {
    Duration age = Duration.between(state().modified().toInstant(), clock.instant());
    return quiet.isZero() || age.compareTo(quiet) >= 0;
  }

  /** Waits until it stands still; false if {@code stop} was requested before. */
  boolean await(StopSignal stop) throws IOException, InterruptedException {
    Duration quarter = quiet.dividedBy(4);
    Duration pause = quarter.compareTo(MOST_BETWEEN_LOOKS) < 0 ? quarter : MOST_BETWEEN_LOOKS;
    State last = state();
    long since = System.nanoTime();
    while (System.nanoTime() - since < quiet.toNanos()) {
      if (stop.await(pause)) {
        return false;
      }
      State now = state();
      if (!now.equals(last)) {
        last = now;
        since = System.nanoTime();
      }
    }
    return true;
  }

  private State state() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new State(attributes.size(), attributes.lastModifiedTime());
  }
}
