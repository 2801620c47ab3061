// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;

/** Standard output, which remembers why it failed: a print stream only says that it did. */
final class StandardOutput extends FilterOutputStream {
  private @Nullable IOException failure;

  StandardOutput() {
    super(new FileOutputStream(FileDescriptor.out));
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    try {
      out.write(octets, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** What kept results from their reader; null if nothing did, or if the reader just went away. */
  @Nullable
  IOException failure() {
    IOException known = failure;
    boolean closedPipe =
        known != null && String.valueOf(known.getMessage()).contains("Broken pipe");
    return closedPipe ? null : known;
  }
}
