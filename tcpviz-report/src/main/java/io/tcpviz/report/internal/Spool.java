// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Octets on disk that can be read again at any place: a file of the user's, or a temporary one. */
public final class Spool implements Closeable {
  private static final int LEAST_WRITTEN = 1 << 16;

  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private long written;

  private Spool(@Nullable FileChannel file) {
    this.file = file;
  }

  /** The octets of a file, to be read only. */
  public static Spool of(Path file) throws IOException {
    return new Spool(FileChannel.open(file));
  }

  /** A temporary file, once octets are given to it. It goes when this is closed. */
  public static Spool temporary() {
    return new Spool(null);
  }

  /** Appends octets; returns their position. */
  public long append(byte[] octets) throws IOException {
    long position = written + unwritten.size();
    unwritten.writeBytes(octets);
    if (unwritten.size() >= LEAST_WRITTEN) {
      write();
    }
    return position;
  }

  /** The octets at a position. */
  public byte[] read(long position, int length) throws IOException {
    write();
    ByteBuffer octets = ByteBuffer.allocate(length);
    while (octets.hasRemaining()) {
      if (file == null || file.read(octets, position + octets.position()) < 0) {
        throw new EOFException("a file became shorter while it was read");
      }
    }
    return octets.array();
  }

  private void write() throws IOException {
    if (unwritten.size() == 0) {
      return;
    }
    FileChannel channel = file;
    if (channel == null) {
      Path name = Files.createTempFile("tcpviz-flows-", ".tmp");
      channel =
          FileChannel.open(
              name,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = channel;
    }
    ByteBuffer octets = ByteBuffer.wrap(unwritten.toByteArray());
    while (octets.hasRemaining()) {
      written += channel.write(octets, written);
    }
    unwritten.reset();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
