// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Alerts on their way to others, in threads of their own. What finds no room in the queue is
 * dropped, counted and said; the analysis never waits.
 */
final class Outbox implements AlertSink, Closeable {
  /** Brings one alert to where it belongs, and may take its time. */
  @FunctionalInterface
  interface Delivery {
    /**
     * Delivers an alert.
     *
     * @param json the alert as an object
     * @throws IOException if it could not be delivered; the message says why
     * @throws InterruptedException if it has to end
     */
    void deliver(Alert alert, String json) throws IOException, InterruptedException;
  }

  private static final long KEEP_SECONDS = 10;

  private final Delivery delivery;
  private final Complaints complaints;
  private final ThreadPoolExecutor threads;
  private final AlertJson json = new AlertJson();
  private final AtomicLong dropped = new AtomicLong();
  private final Duration lastWait;

  /**
   * Nothing on its way.
   *
   * @param most how many deliveries there may be at once
   * @param capacity how many alerts may wait
   * @param lastWait how long {@link #close} waits for them
   */
  Outbox(
      String threadName,
      int most,
      int capacity,
      Duration lastWait,
      Delivery delivery,
      Complaints complaints) {
    this.delivery = delivery;
    this.complaints = complaints;
    this.lastWait = lastWait;
    threads =
        new ThreadPoolExecutor(
            most,
            most,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(capacity),
            task -> daemon(task, threadName));
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, "tcpviz-" + name);
    thread.setDaemon(true);
    return thread;
  }

  /** Alerts that were not delivered for want of room or of time. */
  long dropped() {
    return dropped.get();
  }

  @Override
  public void alert(Alert alert) {
    String object = json.of(alert);
    try {
      threads.execute(() -> deliver(alert, object));
    } catch (RejectedExecutionException e) {
      dropped.incrementAndGet();
      complaints.say("alerts are dropped, because it takes too long");
    }
  }

  private void deliver(Alert alert, String object) {
    try {
      delivery.deliver(alert, object);
    } catch (IOException e) {
      complaints.say(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      dropped.incrementAndGet();
      Thread.currentThread().interrupt();
    }
  }

  /** Waits a little for what is on its way, and gives up the rest. Later calls do nothing. */
  @Override
  public void close() {
    if (threads.isShutdown()) {
      return;
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(lastWait.toMillis(), TimeUnit.MILLISECONDS)) {
        dropped.addAndGet(threads.shutdownNow().size());
        threads.awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      dropped.addAndGet(threads.shutdownNow().size());
      Thread.currentThread().interrupt();
    }
    complaints.sayRest();
    if (dropped.get() > 0) {
      complaints.sayAtOnce(dropped.get() + " alerts were dropped in all");
    }
  }
}
