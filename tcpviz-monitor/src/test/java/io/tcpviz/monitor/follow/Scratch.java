// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A directory for one try of a property. */
public final class Scratch {
  /** Something that is done in a directory of its own. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void in(Path directory) throws IOException;
  }

  private Scratch() {}

  /** Does it, and deletes the directory. */
  public static void in(Work work) throws IOException {
    Path directory = Files.createTempDirectory("tcpviz");
    try {
      work.in(directory.toRealPath());
    } finally {
      try (Stream<Path> all = Files.list(directory)) {
        for (Path file : all.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }
}
