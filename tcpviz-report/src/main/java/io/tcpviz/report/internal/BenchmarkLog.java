// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.metrics.RunSummary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * How fast a run was: one block of {@code name: value} lines and an empty line for each run. The
 * only file of a session that differs between two runs over the same capture.
 */
public final class BenchmarkLog {
  private static final double NANOS_PER_SECOND = 1e9;

  private BenchmarkLog() {}

  /**
   * Appends the block of one run.
   *
   * @param elapsedNanos wall time of the analysis
   * @throws IOException if it cannot be written whole; the file is as before then
   */
  public static void append(Path log, RunSummary summary, String version, long elapsedNanos)
      throws IOException {
    boolean existed = Files.exists(log);
    ByteBuffer block =
        ByteBuffer.wrap(block(summary, version, elapsedNanos).getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long size = channel.size();
      channel.position(size);
      try {
        while (block.hasRemaining()) {
          channel.write(block);
        }
      } catch (IOException e) {
        channel.truncate(size);
        if (!existed) {
          Files.deleteIfExists(log);
        }
        throw e;
      }
    }
  }

  private static String block(RunSummary summary, String version, long elapsedNanos) {
    double seconds = Math.max(1, elapsedNanos) / NANOS_PER_SECOND;
    return String.format(
        Locale.ROOT,
        """
        tcpviz_version: %s
        backend: %s
        packets: %d
        bytes: %d
        events: %d
        connections: %d
        duration_s: %.6f
        packets_per_s: %.0f
        bytes_per_s: %.0f

        """,
        oneLine(version),
        oneLine(summary.capture().backend()),
        summary.packets(),
        summary.bytes(),
        summary.events(),
        summary.connections(),
        seconds,
        summary.packets() / seconds,
        summary.bytes() / seconds);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
