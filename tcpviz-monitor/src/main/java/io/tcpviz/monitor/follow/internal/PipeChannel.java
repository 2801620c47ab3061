// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.IdleListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stream that is read by a thread of its own, since nobody can tell how long a read takes. Blocks
 * wait in a bounded queue; where it is full, the stream is left alone, and whoever writes into the
 * pipe waits.
 */
final class PipeChannel implements ReadableByteChannel {
  static final int BLOCK = 1 << 18;
  private static final int BLOCKS = 8;
  private static final long IDLE_MILLIS = 50;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  /** Octets that were read, or the end: of the stream, or with the failure that ended it. */
  private record Block(ByteBuffer octets, boolean isLast, @Nullable IOException failure) {}

  private final PipeOpening opening;
  private final IdleListener idle;
  private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BLOCKS);
  private final AtomicLong waiting = new AtomicLong();
  private final Thread thread;
  private @Nullable ByteBuffer block; // null while none is read
  private boolean ended;
  private volatile boolean closed;

  PipeChannel(String name, PipeOpening opening, IdleListener idle) {
    this.opening = opening;
    this.idle = idle;
    for (int i = 0; i < BLOCKS; i++) {
      free.add(ByteBuffer.allocate(BLOCK));
    }
    thread = new Thread(this::pump, "tcpviz-pipe " + name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Reads what has come, or waits for it.
   *
   * @return -1 at the end of the stream, or when the listener ended the wait
   * @throws IOException if the stream failed
   */
  @Override
  public int read(ByteBuffer buffer) throws IOException {
    ByteBuffer octets = octets();
    if (octets == null) {
      return -1;
    }
    int count = Math.min(buffer.remaining(), octets.remaining());
    buffer.put(octets.slice(octets.position(), count));
    octets.position(octets.position() + count);
    waiting.addAndGet(-count);
    return count;
  }

  /** Octets that have come and were not read yet. */
  long waiting() {
    return waiting.get();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  /** Ends the reading. A read that is under way may go on until the stream has something. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /** What is to be read next; null at the end. */
  private @Nullable ByteBuffer octets() throws IOException {
    ByteBuffer last = block;
    if (last != null && !last.hasRemaining()) {
      block = null;
      free.add(last);
    }
    if (!ended && block == null) {
      block = takeNext();
      ended = block == null;
    }
    return block;
  }

  /** Waits for the next block; null at the end. */
  private @Nullable ByteBuffer takeNext() throws IOException {
    Block next = filled.poll();
    try {
      while (next == null) {
        if (!idle.waitOn()) {
          return null;
        }
        next = filled.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    IOException failure = next.failure();
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    return next.isLast() ? null : next.octets();
  }

  /** Reads until the end; runs in the thread of this channel. */
  private void pump() {
    IOException failure = null;
    try (InputStream stream = opening.open()) {
      while (!closed) {
        ByteBuffer octets = free.take();
        int length = stream.read(octets.array(), octets.arrayOffset(), octets.capacity());
        if (length < 0) {
          break;
        }
        waiting.addAndGet(length);
        filled.add(new Block(octets.position(0).limit(length), false, null));
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      return; // closed
    }
    filled.add(new Block(NONE, true, failure));
  }
}
