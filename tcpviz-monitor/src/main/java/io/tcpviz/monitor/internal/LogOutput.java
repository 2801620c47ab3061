// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the lines of a log go. */
public interface LogOutput extends Closeable {
  /**
   * Writes all of {@code lines}. Where it fails, what remains of them is still to be written.
   *
   * @throws IOException if it fails, maybe for a while
   */
  void append(ByteBuffer lines) throws IOException;
}
