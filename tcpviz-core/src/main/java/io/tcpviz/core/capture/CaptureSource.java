// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the octets of one capture come from: a file or a stream. */
public final class CaptureSource {
  private final String name;
  private final @Nullable Path file;
  private final boolean reopenable;
  private final Opening opening;

  private CaptureSource(String name, @Nullable Path file, boolean reopenable, Opening opening) {
    this.name = name;
    this.file = file;
    this.reopenable = reopenable;
    this.opening = opening;
  }

  /** A file; its name in messages and events is the path as given. */
  public static CaptureSource of(Path file) {
    return new CaptureSource(
        file.toString(), file, Files.isRegularFile(file), () -> openFile(file));
  }

  /** A stream that is read once, such as standard input; {@code name} stands for it in messages. */
  public static CaptureSource of(String name, InputStream stream) {
    return new CaptureSource(name, null, false, () -> Channels.newChannel(stream));
  }

  /** A channel that is read once; {@code name} stands for it in messages. */
  public static CaptureSource of(String name, ReadableByteChannel channel) {
    return new CaptureSource(name, null, false, () -> channel);
  }

  /** How messages and events call this source. */
  public String name() {
    return name;
  }

  /** The file; null for a stream. */
  public @Nullable Path file() {
    return file;
  }

  /** Whether {@link #open} starts at the beginning each time: not for streams and named pipes. */
  public boolean isReopenable() {
    return reopenable;
  }

  /**
   * Opens the medium for sequential reading.
   *
   * @throws IOException if it cannot be opened, or is a directory
   */
  public ReadableByteChannel open() throws IOException {
    return opening.open();
  }

  private static ReadableByteChannel openFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory");
    }
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return FileChannel.open(file);
  }

  @FunctionalInterface
  private interface Opening {
    ReadableByteChannel open() throws IOException;
  }
}
