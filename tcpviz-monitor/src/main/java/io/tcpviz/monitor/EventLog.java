// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.monitor.internal.LogFile;
import io.tcpviz.monitor.internal.LogOutput;
import io.tcpviz.monitor.internal.LogWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Appends each event to a file as it is decided, as {@link io.tcpviz.report.LiveEventLines} does,
 * in a thread of its own. A line is in the file as soon as the disk takes it.
 *
 * <p>Where the disk is slow, the analysis waits for it a little, so that a burst is not lost; where
 * it stands still, what the bounded queue does not hold is lost, counted, and said: in a notice,
 * and in {@code lost_before} of the next line. Where a write fails, it is tried again.
 */
public final class EventLog implements MonitorListener, Closeable {
  /** How long the analysis waits at most when the disk begins to stand still. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);
  private static final int CAPACITY = 100_000;

  private final LogWriter writer;
  private @Nullable MonitorStatus status;
  private boolean replays;

  /**
   * Begins or continues a log.
   *
   * @param file appended to if it is a log of events; its ids go on
   * @param notices takes a sentence for people if the log could not be kept, from any thread
   * @throws IOException if the file cannot be written to, or is none of ours
   */
  public EventLog(Path file, Consumer<String> notices) throws IOException {
    this(LogFile.open(file), file.toString(), notices);
  }

  /**
   * Begins a log, or continues that of an earlier run: its events keep their ids, and later lines
   * revise them.
   *
   * @param checkpoint that of the run, which has not begun
   * @throws IOException if the file cannot be written to, or is none of ours
   */
  public EventLog(Path file, Checkpoint checkpoint, Consumer<String> notices) throws IOException {
    this(LogFile.open(file), checkpoint, file.toString(), notices);
  }

  private EventLog(LogFile file, String name, Consumer<String> notices) {
    this(file, file.lastId(), name, notices, CAPACITY, PATIENCE, RETRY);
  }

  private EventLog(LogFile file, Checkpoint checkpoint, String name, Consumer<String> notices) {
    this(file, 0, name, notices, CAPACITY, PATIENCE, RETRY);
    checkpoint.countFrom((file.lastId() + 1) / 2); // each has two ids
  }

  EventLog(
      LogOutput output,
      long lastId,
      String name,
      Consumer<String> notices,
      int capacity,
      Duration patience,
      Duration retry) {
    writer = new LogWriter(output, lastId, name, notices, capacity, patience, retry);
    writer.start();
  }

  /** Lines that were lost so far. */
  public long lost() {
    return writer.lost();
  }

  @Override
  public void begun(MonitorStatus run) {
    status = run;
  }

  @Override
  public void said(LiveEvent event) {
    if (replays) {
      return;
    }
    String file = file(event);
    writer.put(lines -> lines.said(event, file));
  }

  @Override
  public void revised(LiveEvent before, LiveEvent now) {
    if (replays) {
      return;
    }
    String file = file(now);
    writer.put(lines -> lines.revised(before, now, file));
  }

  @Override
  public void withdrawn(LiveEvent before) {
    if (replays) {
      return;
    }
    String file = file(before);
    writer.put(lines -> lines.withdrawn(before, file));
  }

  @Override
  public void replaying(boolean on) {
    replays = on;
  }

  @Override
  public void finished(RunSummary summary) {
    close();
  }

  /** Waits a few seconds for what is not written yet, and ends. What remains is counted lost. */
  @Override
  public void close() {
    writer.end(LAST_WAIT);
  }

  private String file(LiveEvent event) {
    return status == null ? "" : status.fileName(event.event().packet().source());
  }
}
