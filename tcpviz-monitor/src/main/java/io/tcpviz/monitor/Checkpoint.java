// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A file that says where a monitor of files was, so that the next one goes on there. That one reads
 * the ring from its oldest file on, which gives it all that the first one knew, and is silent until
 * it comes to where the first one was.
 *
 * <p>The file is written before the first frame and every second or so, as a whole. Where a monitor
 * ends in order, nothing is told twice and nothing is missing. One that is killed has told things
 * that the file does not know of; those are told again, under the same numbers. Where the file
 * cannot be written, the monitor goes on all the same.
 */
public final class Checkpoint {
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);

  private static final String NO_DIRECTORY = "no such directory";

  private final Path file;
  private final long intervalNanos;
  private final @Nullable CheckpointState saved;
  private final Consumer<String> notices;
  private long firstNumber;
  private boolean fails;

  private Checkpoint(
      Path file, Duration interval, @Nullable CheckpointState saved, Consumer<String> notices) {
    this.file = file;
    this.saved = saved;
    this.notices = notices;
    intervalNanos = interval.toNanos();
  }

  /**
   * Reads the file, if it is there. Nobody hears of it if it cannot be written later.
   *
   * @throws IOException if it cannot be read, is damaged, or is no checkpoint, or if there is no
   *     directory for it
   */
  public static Checkpoint in(Path file) throws IOException {
    return in(file, notice -> {});
  }

  /**
   * Reads the file, if it is there.
   *
   * @param notices takes a sentence for people if the file could not be written, and if it is
   *     written again, from the thread that analyses
   * @throws IOException if it cannot be read, is damaged, or is no checkpoint, or if there is no
   *     directory for it
   */
  public static Checkpoint in(Path file, Consumer<String> notices) throws IOException {
    return in(file, USUAL_INTERVAL, notices);
  }

  static Checkpoint in(Path file, Duration interval, Consumer<String> notices) throws IOException {
    if (!hasDirectory(file)) {
      throw new IOException(file + ": " + NO_DIRECTORY);
    }
    return new Checkpoint(file, interval, read(file), notices);
  }

  private static @Nullable CheckpointState read(Path file) throws IOException {
    try {
      return CheckpointState.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return null;
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

  /** Replaces the file, or says that it cannot be; the next time it is tried again. */
  void write(CheckpointState state) {
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(fresh, state.text());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      if (fails) {
        notices.accept(file + ": is written again");
      }
      fails = false;
    } catch (IOException e) {
      remove(fresh);
      if (!fails) {
        notices.accept(file + ": cannot be written (" + reason(e) + "), tried again");
      }
      fails = true;
    }
  }

  private @Nullable String reason(IOException e) {
    if (!hasDirectory(file)) {
      return NO_DIRECTORY;
    }
    return e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
  }

  private static void remove(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      // the next one replaces it
    }
  }

  private static boolean hasDirectory(Path file) {
    return Files.isDirectory(file.toAbsolutePath().resolveSibling(""));
  }
}
