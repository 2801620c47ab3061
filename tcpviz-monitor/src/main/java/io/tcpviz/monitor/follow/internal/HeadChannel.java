// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * The beginning of a file as it is at present, read in small pieces: most heads are short. Neither
 * moves the file's position nor closes it.
 */
final class HeadChannel implements ReadableByteChannel {
  /** A head has no more octets; a capture that holds no frame up to there counts as none. */
  static final int LONGEST = 1 << 25;

  private static final int PIECE = 1 << 12;

  private final FileChannel file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long position;
  private boolean reachedEnd;

  HeadChannel(FileChannel file) {
    this.file = file;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    if (position >= LONGEST) {
      return -1;
    }
    int limit = buffer.limit();
    buffer.limit(Math.min(limit, buffer.position() + PIECE));
    int count = file.read(buffer, position);
    buffer.limit(limit);
    if (count < 0) {
      reachedEnd = true;
    } else {
      position += count;
      keep(buffer, count);
    }
    return count;
  }

  /** Whether the file ended before its reader had enough. */
  boolean hasReachedEnd() {
    return reachedEnd;
  }

  /** The first octets that were read, up to so many. */
  byte[] first(long length) {
    return Arrays.copyOf(kept.toByteArray(), (int) Math.min(length, kept.size()));
  }

  private void keep(ByteBuffer buffer, int count) {
    int room = Math.min(count, Head.KEPT - kept.size());
    if (room > 0) {
      byte[] octets = new byte[room];
      buffer.get(buffer.position() - count, octets);
      kept.writeBytes(octets);
    }
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
