// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/**
 * The octets of one generation, as far as they are written and then on. It ends when nothing comes
 * any more, or when its file is made anew: what stands there then belongs to another.
 */
final class GrowingChannel implements ReadableByteChannel {
  /** Asked by the channel where it has to wait. */
  interface Waiting {
    /** Something is read. */
    void reads();

    /** There was nothing to read: whether to try again. May wait. */
    boolean isToReadOn();
  }

  private FileChannel file;
  private final Head head;
  private final Waiting waiting;
  private boolean waits;
  private long position;
  private boolean ended;
  private boolean overwritten;

  /**
   * Begins with the first octet.
   *
   * @param waits whether to wait at the end; a reader need not do so for more than the first frame
   */
  GrowingChannel(FileChannel file, Head head, boolean waits, Waiting waiting) {
    this.file = file;
    this.head = head;
    this.waits = waits;
    this.waiting = waiting;
  }

  /** From here on it waits at the end. */
  void waitAtEnd() {
    waits = true;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    while (!ended) {
      waiting.reads();
      int count = readThis(buffer);
      if (count > 0) {
        return count;
      }
      if (!waits) {
        return -1;
      }
      ended = overwritten || !waiting.isToReadOn();
    }
    return -1;
  }

  /**
   * Reads what is there. Files are written from their beginning on, so that octets read before the
   * beginning was seen to be the old one are old ones too.
   */
  private int readThis(ByteBuffer buffer) throws IOException {
    int start = buffer.position();
    int count = file.read(buffer, position);
    if (!head.isStill(file) || count < 0 && file.size() < position) {
      buffer.position(start);
      overwritten = true;
      return -1;
    }
    position += Math.max(0, count);
    return count;
  }

  /**
   * Goes on in another file, if that holds the same and more, as a copy does that took the place of
   * an earlier one. That one is closed where it does not.
   *
   * @return whether it does
   */
  boolean hasMovedTo(FileChannel copy) throws IOException {
    boolean isMore = !overwritten && copy.size() >= position && head.isStill(copy);
    FileChannel left = isMore ? file : copy;
    file = isMore ? copy : file;
    left.close();
    return isMore;
  }

  /** Octets handed out so far. */
  long position() {
    return position;
  }

  /** Octets that are there to be read. */
  long behind() throws IOException {
    return overwritten || !file.isOpen() ? 0 : Math.max(0, file.size() - position);
  }

  /** Whether the file was made anew. */
  boolean isOverwritten() {
    return overwritten;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
