// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * A file that says where a monitor of files was, so that the next one goes on there. That one reads
 * the ring from its oldest file on, which gives it all that the first one knew, and is silent until
 * it comes to where the first one was.
 *
 * <p>The file is written before the first frame and every second or so, as a whole. Where a monitor
 * ends in order, nothing is told twice and nothing is missing. One that is killed has told things
 * that the file does not know of; those are told again, under the same numbers.
 */
public final class Checkpoint {
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);

  private final Path file;
  private final long intervalNanos;
  private final @Nullable CheckpointState saved;
  private long firstNumber;

  private Checkpoint(Path file, Duration interval, @Nullable CheckpointState saved) {
    this.file = file;
    this.saved = saved;
    intervalNanos = interval.toNanos();
  }

  /**
   * Reads the file, if it is there.
   *
   * @throws IOException if it cannot be read, is damaged, or is no checkpoint
   */
  public static Checkpoint in(Path file) throws IOException {
    return in(file, USUAL_INTERVAL);
  }

  static Checkpoint in(Path file, Duration interval) throws IOException {
    try {
      return new Checkpoint(file, interval, CheckpointState.parse(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return new Checkpoint(file, interval, null);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    } catch (MalformedInputException e) {
      throw new IOException(file + ": is no checkpoint of a monitor", e);
    }
  }

  /** Events are to be told under numbers above this one, where no earlier run says otherwise. */
  void countFrom(long number) {
    firstNumber = number;
  }

  /** The number below those of the first run. */
  long firstNumber() {
    return firstNumber;
  }

  /** What the file said; null if there was none. */
  @Nullable
  CheckpointState saved() {
    return saved;
  }

  /** How much time passes between two times of writing, at least. */
  long intervalNanos() {
    return intervalNanos;
  }

  /** Replaces the file. */
  void write(CheckpointState state) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(fresh, state.text());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
