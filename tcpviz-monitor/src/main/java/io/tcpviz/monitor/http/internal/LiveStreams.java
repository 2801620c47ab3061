// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import io.tcpviz.core.Nullable;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The streams of server-sent events, each in a thread of its own that reads the common log at the
 * speed of its client.
 */
final class LiveStreams implements Closeable {
  private static final byte[] RESYNC = ascii("event: resync\ndata: {}\n\n");
  private static final byte[] STILL_HERE = ascii(": still here\n\n");
  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final PartLog log;
  private final LiveState state;
  private final WatchedThreads threads;
  private final int most;
  private int open;

  /**
   * No streams.
   *
   * @param state told while somebody looks
   * @param most how many there may be
   */
  LiveStreams(PartLog log, LiveState state, int most) {
    this.log = log;
    this.state = state;
    this.most = most;
    threads = new WatchedThreads("live", most, 1, WRITE_NANOS);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Begins a stream behind the part of that number, if there is room for one more. */
  boolean begin(Request request, long behind) throws IOException {
    if (!enter()) {
      return false;
    }
    boolean began = false;
    try {
      OutputStream out = request.stream(200, "text/event-stream");
      threads.execute(() -> run(request, out, behind));
      began = true;
    } finally {
      if (!began) {
        leave();
      }
    }
    return true;
  }

  private synchronized boolean enter() {
    if (open >= most) {
      return false;
    }
    open++;
    return true;
  }

  private synchronized void leave() {
    open--;
    notifyAll();
  }

  private void run(Request request, OutputStream out, long behind) {
    try {
      follow(out, behind);
    } catch (IOException e) {
      // the client has gone, or did not read for too long
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server closes
    } finally {
      request.close();
      leave();
    }
  }

  private void follow(OutputStream out, long behind) throws IOException, InterruptedException {
    long at = behind;
    while (!log.endsAt(at)) {
      state.look();
      threads.moved(BEAT_NANOS + WRITE_NANOS);
      List<byte[]> parts = log.behind(at, BEAT_NANOS);
      threads.moved(WRITE_NANOS);
      write(out, parts);
      if (parts == null) {
        return;
      }
      at += parts.size();
    }
  }

  private static void write(OutputStream out, @Nullable List<byte[]> parts) throws IOException {
    if (parts == null) {
      out.write(RESYNC);
    } else if (parts.isEmpty()) {
      out.write(STILL_HERE);
    } else {
      for (byte[] part : parts) {
        out.write(part);
      }
    }
    out.flush();
  }

  /** Waits until none is open any more, for so long at most. */
  synchronized void awaitNone(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    long left = nanos;
    while (open > 0 && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
