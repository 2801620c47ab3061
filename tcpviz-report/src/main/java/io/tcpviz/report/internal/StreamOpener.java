// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a file for writing; empties what is there. */
@FunctionalInterface
public interface StreamOpener {
  /** The file system. */
  StreamOpener FILES = Files::newOutputStream;

  /** Opens {@code file}. */
  OutputStream open(Path file) throws IOException;
}
