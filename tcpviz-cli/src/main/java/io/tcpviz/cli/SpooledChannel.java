// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A stream whose octets are copied to a temporary file as they are read, so that they can be read
 * again. Where the copy fails, reading goes on without it. The file has no name on systems that
 * allow that, and goes with the process however that ends.
 */
final class SpooledChannel implements ReadableByteChannel {
  private final ReadableByteChannel stream;
  private @Nullable FileChannel copy;
  private @Nullable IOException failure;

  /** Begins the copy of a stream, which is closed with this channel; the copy is not. */
  SpooledChannel(ReadableByteChannel stream) {
    this.stream = stream;
    try {
      Path file = Files.createTempFile("tcpviz", ".capture");
      copy =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int begin = into.position();
    int count = stream.read(into);
    FileChannel file = copy;
    if (count > 0 && file != null) {
      try {
        ByteBuffer octets = into.duplicate().flip().position(begin);
        while (octets.hasRemaining()) {
          file.write(octets);
        }
      } catch (IOException e) {
        failure = e;
        discard();
      }
    }
    return count;
  }

  /**
   * The octets read so far, from the first.
   *
   * @throws IOException if they could not be kept
   */
  ReadableByteChannel again() throws IOException {
    FileChannel file = copy;
    if (file == null || failure != null) {
      throw failure == null ? new IOException("not kept") : failure;
    }
    return file.position(0);
  }

  /** Gives the copy up. */
  void discard() {
    FileChannel file = copy;
    copy = null;
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      failure = e; // it was only a copy
    }
  }

  @Override
  public boolean isOpen() {
    return stream.isOpen();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
