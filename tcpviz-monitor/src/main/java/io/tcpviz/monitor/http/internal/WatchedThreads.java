// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import java.io.Closeable;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A bounded number of threads that wait for others, none of them without end: a thread that is
 * still at the same thing when its time is over is interrupted, which closes the channel at which
 * it waits. So clients that send or read slowly cannot keep all threads.
 */
final class WatchedThreads implements Executor, Closeable {
  private static final long LOOK_MILLIS = 500;
  private static final long IDLE_SECONDS = 30;

  private final Map<Thread, Watched> busy = new ConcurrentHashMap<>();
  private final long patienceNanos;
  private final ThreadPoolExecutor threads;
  private final Thread watch;

  /**
   * No threads yet.
   *
   * @param most how many there may be
   * @param waiting how many tasks may wait for one; more are refused
   * @param patienceNanos how long a task may take until {@link #moved} is called
   */
  WatchedThreads(String name, int most, int waiting, long patienceNanos) {
    this.patienceNanos = patienceNanos;
    ThreadFactory factory = task -> daemon(task, name);
    threads =
        new ThreadPoolExecutor(
            most, most, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), factory);
    threads.allowCoreThreadTimeOut(true);
    watch = factory.newThread(this::watch);
    watch.start();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, "tcpviz-" + name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Runs {@code task} in a thread of these.
   *
   * @throws RejectedExecutionException if too many wait already
   */
  @Override
  public void execute(Runnable task) {
    threads.execute(() -> watched(task));
  }

  private void watched(Runnable task) {
    Thread thread = Thread.currentThread();
    Watched watched = new Watched(thread, System.nanoTime() + patienceNanos);
    busy.put(thread, watched);
    try {
      task.run();
    } finally {
      busy.remove(thread);
      watched.end();
    }
  }

  /** The calling thread's task has come further, and gets so much time from here on. */
  void moved(long moreNanos) {
    Watched watched = busy.get(Thread.currentThread());
    if (watched != null) {
      watched.until(System.nanoTime() + moreNanos);
    }
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        long now = System.nanoTime();
        busy.values().forEach(watched -> watched.look(now));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  @Override
  public void close() {
    watch.interrupt();
    threads.shutdownNow();
  }

  private static final class Watched {
    private final Thread thread;
    private long deadlineNanos;
    private boolean ended;

    Watched(Thread thread, long deadlineNanos) {
      this.thread = thread;
      this.deadlineNanos = deadlineNanos;
    }

    synchronized void until(long nanos) {
      deadlineNanos = nanos;
    }

    synchronized void look(long now) {
      if (!ended && now - deadlineNanos > 0) {
        thread.interrupt();
      }
    }

    /** The thread goes on to something else, which no interrupt is meant for. */
    synchronized void end() {
      ended = true;
      Thread.interrupted();
    }
  }
}
