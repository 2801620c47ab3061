// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a capture has been read, for a person who has waited a while. */
final class ProgressLine implements AutoCloseable {
  private static final int WIDTH = 79; // one less than a terminal has, so that no line wraps
  private static final int REDRAW_MILLIS = 200;
  private static final long MEBIBYTE = 1 << 20;

  private final PrintStream out;
  private final long total;
  private final long begin = System.nanoTime();
  private final long patience;
  private @Nullable ProgressBar bar;

  /**
   * Shows nothing yet.
   *
   * @param out a terminal
   * @param total octets of the capture, -1 if not known
   * @param patience how long the work may last without a word
   */
  ProgressLine(PrintStream out, long total, Duration patience) {
    this.out = out;
    this.total = total;
    this.patience = patience.toNanos();
  }

  /** Says how many octets have been read. */
  void at(long position) {
    if (bar == null && System.nanoTime() - begin >= patience) {
      bar = begin();
    }
    if (bar != null) {
      bar.stepTo(position);
    }
  }

  /** Takes the line away again. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private ProgressBar begin() {
    return new ProgressBarBuilder()
        .setTaskName("reading")
        .setInitialMax(total)
        .setUnit(" MiB", MEBIBYTE)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
        .clearDisplayOnFinish()
        .build();
  }
}
