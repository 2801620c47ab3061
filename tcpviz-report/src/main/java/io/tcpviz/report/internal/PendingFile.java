// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that carries a temporary name until it is complete: {@link #seal} after the last octet,
 * then {@link #publish}, then, when everything that belongs to it is published too, {@link #keep}.
 * {@link #close} removes what was not kept.
 */
public final class PendingFile implements Closeable {
  private final Path target;
  private final WatchedStream stream;
  private Path current;
  private boolean kept;

  /** Begins {@code target} under its temporary name. */
  public PendingFile(Path target, StreamOpener opener) throws IOException {
    this.target = target;
    this.current = temporaryName(target);
    try {
      this.stream = new WatchedStream(opener.open(current));
    } catch (IOException e) {
      Files.deleteIfExists(current);
      throw e;
    }
  }

  /** The name that {@code target} has until it is complete. */
  public static Path temporaryName(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /** Where the octets are now. */
  Path current() {
    return current;
  }

  /** Takes the octets of the file; not buffered. */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Ends the writing.
   *
   * @throws IOException if this or any write before it failed
   */
  public void seal() throws IOException {
    stream.close();
    if (stream.failed) {
      throw new IOException(target + ": not written completely");
    }
  }

  /**
   * Gives the sealed file its name.
   *
   * @throws FileAlreadyExistsException if the name is taken
   */
  public void publish() throws IOException {
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    current = Files.move(current, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Leaves the file to its readers. */
  public void keep() {
    kept = true;
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      try {
        stream.close();
      } finally {
        Files.deleteIfExists(current);
      }
    }
  }

  /** Remembers that a write failed: what follows a lost octet must never be published. */
  private static final class WatchedStream extends FilterOutputStream {
    private boolean failed;

    WatchedStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      boolean written = false;
      try {
        out.write(octets, offset, length);
        written = true;
      } finally {
        failed |= !written;
      }
    }
  }
}
