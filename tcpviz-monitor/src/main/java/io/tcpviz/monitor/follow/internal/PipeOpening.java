// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import java.io.IOException;
import java.io.InputStream;

/** Opens a stream, in the thread that reads it: opening a named pipe waits for its writer. */
@FunctionalInterface
public interface PipeOpening {
  /**
   * Opens it.
   *
   * @throws IOException if it cannot be opened
   */
  InputStream open() throws IOException;
}
