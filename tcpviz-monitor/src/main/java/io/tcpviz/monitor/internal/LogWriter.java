// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.internal;

import io.tcpviz.report.LiveEventLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes lines in a thread of its own. One thread puts; it waits for room once when the queue fills
 * up, and after that not until half of it is free again.
 */
public final class LogWriter {
  private static final int LINES_AT_ONCE = 1_024;
  private static final long LOOK_MILLIS = 50;

  private record Line(long lostBefore, Consumer<LiveEventLines> content) {}

  private final LogOutput output;
  private final String name;
  private final Consumer<String> notices;
  private final Duration patience;
  private final Duration retry;
  private final int capacity;
  private final BlockingQueue<Line> queue;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final LiveEventLines lines;
  private final Thread thread = new Thread(this::run, "tcpviz-events");
  private final CountDownLatch ending = new CountDownLatch(1);
  private final AtomicLong lost = new AtomicLong();
  private boolean stalled;
  private long lostSincePut;

  /**
   * Writes nothing until {@link #start}.
   *
   * @param lastId the greatest id that is taken
   * @param name of the output, for notices
   * @param capacity lines that may wait
   * @param patience how long {@link #put} may wait when the queue fills up
   * @param retry how long after a failure it is tried again
   */
  public LogWriter(
      LogOutput output,
      long lastId,
      String name,
      Consumer<String> notices,
      int capacity,
      Duration patience,
      Duration retry) {
    this.output = output;
    this.name = name;
    this.notices = notices;
    this.capacity = capacity;
    this.patience = patience;
    this.retry = retry;
    queue = new ArrayBlockingQueue<>(capacity);
    lines = new LiveEventLines(octets, lastId);
    thread.setDaemon(true);
  }

  /** Begins to write. */
  public void start() {
    thread.start();
  }

  /** Lines that were lost. */
  public long lost() {
    return lost.get();
  }

  /** Takes a line, or loses it. */
  public void put(Consumer<LiveEventLines> content) {
    if (stalled && queue.size() <= capacity / 2) {
      stalled = false;
    }
    Line line = new Line(lostSincePut, content);
    if (stalled ? queue.offer(line) : offerPatiently(line)) {
      if (lostSincePut > 0) {
        notices.accept(name + ": " + lostSincePut + " events were lost");
        lostSincePut = 0;
      }
      return;
    }
    if (!stalled) {
      stalled = true;
      notices.accept(name + ": events are lost, because it cannot be written fast enough");
    }
    lostSincePut++;
    lost.incrementAndGet();
  }

  private boolean offerPatiently(Line line) {
    try {
      return queue.offer(line, patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits so long for what is not written yet, and ends. Later calls do nothing. */
  public void end(Duration wait) {
    if (ending.getCount() == 0) {
      return;
    }
    ending.countDown();
    try {
      thread.join(wait.toMillis());
      if (thread.isAlive()) {
        thread.interrupt(); // which also ends a write that hangs
        thread.join(LOOK_MILLIS * 2);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (output) {
      List<Line> batch = new ArrayList<>();
      while (take(batch)) {
        for (Line line : batch) {
          lines.lost(line.lostBefore());
          line.content().accept(lines);
        }
        lines.flush();
        if (!write(ByteBuffer.wrap(octets.toByteArray()))) {
          giveUp(batch.size());
          return;
        }
        octets.reset();
        batch.clear();
      }
    } catch (IOException e) {
      notices.accept(name + ": " + e.getMessage());
    } catch (InterruptedException e) {
      giveUp(0);
    }
  }

  private void giveUp(int unwritten) {
    long rest = (long) unwritten + queue.size();
    lost.addAndGet(rest);
    notices.accept(name + ": the last " + rest + " events could not be written");
  }

  /** Waits for lines; false when there are none and none will come. */
  private boolean take(List<Line> batch) throws InterruptedException {
    while (true) {
      boolean isLast = ending.getCount() == 0;
      Line first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, LINES_AT_ONCE - 1);
        return true;
      }
      if (isLast) {
        return false;
      }
    }
  }

  /** Writes all of it, as often as it takes; false if it still fails when the writer has to end. */
  private boolean write(ByteBuffer chunk) throws InterruptedException {
    boolean failed = false;
    while (true) {
      boolean isLast = ending.getCount() == 0;
      try {
        output.append(chunk);
        if (failed) {
          notices.accept(name + ": is written again");
        }
        return true;
      } catch (IOException e) {
        if (!failed) {
          failed = true;
          notices.accept(name + ": cannot be written (" + e.getMessage() + "), tried again");
        }
      }
      if (isLast) {
        return false;
      }
      ending.await(retry.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
