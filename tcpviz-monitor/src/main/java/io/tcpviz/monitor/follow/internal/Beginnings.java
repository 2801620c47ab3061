// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What files begin with, beyond their first frames. */
final class Beginnings {
  /** Captures that are alike for so long are copies of each other. */
  private static final int COMPARED = 1 << 16;

  private Beginnings() {}

  /** Whether two files differ within what both have; false where one cannot be read. */
  static boolean differ(Path one, Path other) {
    try (InputStream first = Files.newInputStream(one);
        InputStream second = Files.newInputStream(other)) {
      byte[] octets = first.readNBytes(COMPARED);
      byte[] others = second.readNBytes(COMPARED);
      int common = Math.min(octets.length, others.length);
      return !Arrays.equals(octets, 0, common, others, 0, common);
    } catch (IOException e) {
      return false;
    }
  }
}
