// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample captures of the project. */
final class Samples {
  private static final Path DIRECTORY = Path.of("..", "samples"); // seen from the module

  private Samples() {}

  static Path file(String name) {
    Path file = DIRECTORY.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException("no sample " + file.toAbsolutePath());
    }
    return file;
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
