// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.io.InputStream;

/** What is left of an {@link InputWindow}, for those who read streams. */
final class WindowStream extends InputStream {
  private final InputWindow window;
  private @Nullable IOException failure;

  WindowStream(InputWindow window) {
    this.window = window;
  }

  @Override
  public int read() throws IOException {
    if (!hasMore()) {
      return -1;
    }
    int octet = window.bytes()[window.position()] & 0xFF;
    window.advance(1);
    return octet;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, window.available());
    System.arraycopy(window.bytes(), window.position(), bytes, offset, count);
    window.advance(count);
    return count;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }

  /** Octets read so far, counted from the beginning of the source. */
  long offset() {
    return window.offset();
  }

  /** What the medium failed with; null if it is sound, so that a failure is that of a reader. */
  @Nullable
  IOException failure() {
    return failure;
  }

  private boolean hasMore() throws IOException {
    try {
      return window.require(1);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
