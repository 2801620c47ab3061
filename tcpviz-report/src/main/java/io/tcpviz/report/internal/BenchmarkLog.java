// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.metrics.RunSummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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
    long nanos = Math.max(1, elapsedNanos);
    return String.join(
        "\n",
        "tcpviz_version: " + oneLine(version),
        "backend: " + oneLine(summary.capture().backend()),
        "packets: " + summary.packets(),
        "bytes: " + summary.bytes(),
        "events: " + summary.events(),
        "connections: " + summary.connections(),
        "duration_s: " + BigDecimal.valueOf(nanos, 9).setScale(6, RoundingMode.HALF_UP),
        "packets_per_s: " + perSecond(summary.packets(), nanos),
        "bytes_per_s: " + perSecond(summary.bytes(), nanos),
        "",
        "");
  }

  private static long perSecond(long count, long nanos) {
    return Math.round(count * NANOS_PER_SECOND / nanos);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
