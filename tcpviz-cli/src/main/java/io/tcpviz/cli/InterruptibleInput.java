// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;

/**
 * A pipe or device whose blocked read can be ended. The reading thread is interrupted only while it
 * is inside the read: anywhere else the interrupt would close the files being written.
 */
final class InterruptibleInput extends InputStream {
  private final ReadableByteChannel channel;
  private @Nullable Thread reader;
  private boolean ended;

  /**
   * Reads from the channel until it ends or {@code stop} is requested.
   *
   * @param channel an interruptible one, such as a file channel
   */
  InterruptibleInput(ReadableByteChannel channel, StopSignal stop) {
    this.channel = channel;
    stop.whenRequested(this::end);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!enter()) {
      return -1;
    }
    try {
      return channel.read(ByteBuffer.wrap(bytes, offset, length));
    } catch (ClosedByInterruptException e) {
      return -1;
    } finally {
      leave();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private synchronized boolean enter() {
    reader = ended ? null : Thread.currentThread();
    return !ended;
  }

  private synchronized void leave() {
    reader = null;
    if (ended) {
      Thread.interrupted();
    }
  }

  private synchronized void end() {
    ended = true;
    if (reader != null) {
      reader.interrupt();
    }
  }
}
