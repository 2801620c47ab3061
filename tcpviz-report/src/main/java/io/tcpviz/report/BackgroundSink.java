// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hands everything on to another sink in a thread of its own, in the same order, so that an
 * analysis need not wait for what becomes of its results. At most some ten thousand of them are on
 * their way at any time; then the analysis waits after all.
 *
 * <p>What the other sink throws is thrown by one of the next calls here, and it is handed nothing
 * more. Used by one thread.
 */
public final class BackgroundSink implements EventSink, Closeable {
  private static final int BATCH = 128;
  private static final int BATCHES = 96;

  private final EventSink target;
  private final ExecutorService thread;
  private final Semaphore room = new Semaphore(BATCHES);
  private List<Object> batch = new ArrayList<>(BATCH);
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  /**
   * A sink that nothing has been given to.
   *
   * @param target called in the other thread only
   * @param name what the thread is called
   */
  public BackgroundSink(EventSink target, String name) {
    this.target = target;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  @Override
  public void event(TcpEvent event) {
    take(event);
  }

  @Override
  public void flow(FlowSummary flow) {
    take(flow);
  }

  private void take(Object result) {
    batch.add(result);
    if (batch.size() == BATCH) {
      handOver();
    }
  }

  private void handOver() {
    throwFailure();
    List<Object> full = batch;
    batch = new ArrayList<>(BATCH);
    room.acquireUninterruptibly();
    thread.execute(
        () -> {
          deliver(full);
          room.release();
        });
  }

  private void deliver(List<Object> results) {
    try {
      for (Object result : results) {
        if (closed || failure != null) {
          return;
        }
        if (result instanceof TcpEvent event) {
          target.event(event);
        } else {
          target.flow((FlowSummary) result);
        }
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Waits until the other sink has got everything. */
  public void finish() {
    join(then(() -> true));
  }

  /** Computes something in the other thread once its sink has got everything so far. */
  <T> CompletableFuture<T> then(Supplier<T> next) {
    handOver();
    return CompletableFuture.supplyAsync(
        () -> {
          throwFailure();
          return next.get();
        },
        thread);
  }

  /** Waits for the result of a task, or throws what it threw. */
  static <T> T join(CompletableFuture<T> task) {
    try {
      return task.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  /** Ends the thread, and waits until it has ended; what was not handed on by then is lost. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        thread.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true; // whoever closes the sink closes what it writes to next
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
