// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.report.internal.EventLines;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes what a live analysis says as lines like those of events.jsonl. Each line has an {@code id}
 * of its own. A revision is a whole line with {@code revises}, the id of the line that it replaces;
 * a withdrawal is the line that it takes back once more, with {@code revises} and {@code
 * withdrawn}. Who drops all lines that are revised and all withdrawals holds the events of the
 * whole analysis.
 *
 * <p>The ids follow from those of the analysis, so that nothing has to be remembered of lines that
 * are written: they rise, except those of withdrawals, and some are left out.
 *
 * <p>Methods throw {@link java.io.UncheckedIOException} when the stream does. Used by one thread.
 */
public final class LiveEventLines {
  private final EventLines lines;
  private final long lastId;
  private long lost;

  /**
   * Writes to {@code out}, which {@link #flush} reaches and nothing here closes.
   *
   * @param lastId the greatest id that is taken already, 0 for none
   */
  public LiveEventLines(OutputStream out, long lastId) {
    lines = new EventLines(out, List.of());
    this.lastId = lastId;
  }

  /**
   * An event that was not told before.
   *
   * @param file the name of the capture file of its packet; empty to leave it out
   */
  public void said(LiveEvent event, String file) {
    write(event, idOf(event), 0, false, file);
  }

  /** {@code now} takes the place of {@code before}. */
  public void revised(LiveEvent before, LiveEvent now, String file) {
    write(now, idOf(now), idOf(before), false, file);
  }

  /** {@code before} was wrong, and nothing takes its place. */
  public void withdrawn(LiveEvent before, String file) {
    write(before, idOf(before) + 1, idOf(before), true, file);
  }

  /** Some lines could not be written; the next one says so, in {@code lost_before}. */
  public void lost(long count) {
    lost += count;
  }

  /** Hands everything written so far to the stream. */
  public void flush() {
    lines.flush();
  }

  private void write(LiveEvent event, long id, long revises, boolean withdrawn, String file) {
    lines.writeLive(event.event(), id, revises, withdrawn, lost, file);
    lost = 0;
  }

  /** Each event of the analysis has two ids: its own, and that of its withdrawal. */
  private long idOf(LiveEvent event) {
    return lastId + 2 * event.id() - 1;
  }
}
