// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A log of events that lines are appended to. Where a write fails in the middle of a line, the next
 * one goes on there; {@link #close} takes away a line that was not completed.
 */
public final class LogFile implements LogOutput {
  private final FileChannel channel;
  private final boolean isRegular;
  private final long lastId;
  private long openOctets; // of a line that is not complete

  private LogFile(FileChannel channel, boolean isRegular, long lastId) {
    this.channel = channel;
    this.isRegular = isRegular;
    this.lastId = lastId;
  }

  /**
   * Opens a log, which may exist. A line at its end that is not complete, as a crash leaves it, is
   * taken away. Pipes and devices are written to as they are.
   *
   * @throws IOException if it cannot be opened, if it is another kind of file, or if somebody else
   *     is writing to it
   */
  public static LogFile open(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return new LogFile(FileChannel.open(path, StandardOpenOption.WRITE), false, 0);
    }
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean opened = false;
    try {
      lock(path, channel);
      LogTail tail = LogTail.read(path, channel);
      channel.truncate(tail.endOfLines());
      channel.position(tail.endOfLines());
      LogFile log = new LogFile(channel, true, tail.lastId());
      opened = true;
      return log;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  private static void lock(Path path, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException ownRun) {
      // As with that of another process.
    }
    throw new IOException(path + ": somebody else is writing to it");
  }

  /** The greatest id in the file; 0 if there is none. */
  public long lastId() {
    return lastId;
  }

  @Override
  public void append(ByteBuffer lines) throws IOException {
    if (isRegular) {
      channel.position(channel.size()); // somebody may have emptied it
    }
    while (lines.hasRemaining()) {
      int from = lines.position();
      channel.write(lines);
      for (int i = from; i < lines.position(); i++) {
        openOctets = lines.get(i) == '\n' ? 0 : openOctets + 1;
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (isRegular && openOctets > 0) {
        channel.truncate(Math.max(0, channel.size() - openOctets));
      }
    }
  }
}
