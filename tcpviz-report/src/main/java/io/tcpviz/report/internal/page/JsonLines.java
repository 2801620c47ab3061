// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a file as octets, one at a time. A line that is too long to be one of ours is handed
 * out empty and costs no memory.
 */
public final class JsonLines implements Closeable {
  /** Octets of the longest line that is kept. */
  static final int LONGEST = 1 << 20;

  private final Path file;
  private final InputStream in;
  private final byte[] chunk = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] line = new byte[1024];
  private int length;
  private boolean tooLong;
  private long number;
  private long start;
  private long read;

  /** At the beginning of a file. */
  public JsonLines(Path file) throws IOException {
    this.file = file;
    this.in = Files.newInputStream(file);
  }

  /** Moves to the next line; false behind the last. */
  public boolean next() throws IOException {
    length = 0;
    number++;
    start = read - (limit - position);
    tooLong = false;
    boolean any = false;
    while (position < limit || fill()) {
      any = true;
      int end = position;
      while (end < limit && chunk[end] != '\n') {
        end++;
      }
      tooLong |= length + (end - position) > LONGEST;
      if (!tooLong) {
        append(end);
      }
      boolean complete = end < limit;
      position = complete ? end + 1 : end;
      if (complete) {
        break;
      }
    }
    length = tooLong ? 0 : length;
    return any;
  }

  private void append(int end) {
    int count = end - position;
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
    }
    System.arraycopy(chunk, position, line, length, count);
    length += count;
  }

  private boolean fill() throws IOException {
    try {
      position = 0;
      limit = Math.max(in.read(chunk), 0);
      read += limit;
      return limit > 0;
    } catch (IOException e) {
      throw new IOException(place() + ": " + e.getMessage(), e);
    }
  }

  /** The octets of the line begin the array; {@link #length()} says how many there are. */
  public byte[] octets() {
    return line;
  }

  /** How many octets the line has. */
  public int length() {
    return length;
  }

  /** The position of its first octet in the file. */
  public long start() {
    return start;
  }

  /** The number of this line, from 1. */
  public long number() {
    return number;
  }

  /** File name and line number, for messages. */
  String place() {
    return file.getFileName() + ", line " + number;
  }

  /** Whether the line has nothing to say: no octets but white space. */
  public boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] > ' ' || line[i] < 0) {
        return false;
      }
    }
    return !tooLong;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
