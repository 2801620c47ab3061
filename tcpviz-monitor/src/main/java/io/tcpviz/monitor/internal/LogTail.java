// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a log of events as it is found.
 *
 * @param endOfLines behind the last line that is complete
 * @param lastId the greatest id; 0 if there is none
 */
record LogTail(long endOfLines, long lastId) {
  private static final int FIRST_LOOK = 1 << 20;
  private static final int LONGEST_LOOK = 1 << 26;
  private static final String BEGINNING = "{\"id\":";
  private static final Pattern ID = Pattern.compile("\\{\"id\":([0-9]{1,18}),(.*\"ts\":.*)");
  private static final Pattern WITHDRAWAL =
      Pattern.compile("\"revises\":[0-9]+,\"withdrawn\":true,.*");

  /**
   * Looks at a log, at its beginning and at as much of its end as is needed.
   *
   * @throws IOException if it cannot be read, or is no log of events
   */
  static LogTail read(Path path, FileChannel channel) throws IOException {
    long size = channel.size();
    String beginning = text(channel, 0, (int) Math.min(size, BEGINNING.length()));
    if (!BEGINNING.startsWith(beginning)) {
      throw noLog(path);
    }
    for (long length = FIRST_LOOK; ; length *= 2) {
      long from = Math.max(0, size - length);
      LogTail tail = of(text(channel, from, (int) (size - from)), from);
      if (tail.lastId() > 0 || from == 0 && tail.endOfLines() == 0) {
        return tail;
      }
      if (from == 0 || length >= LONGEST_LOOK) {
        throw noLog(path);
      }
    }
  }

  private static IOException noLog(Path path) {
    return new IOException(path + ": is no log of events, so nothing is appended to it");
  }

  /** Lines of withdrawals have small ids of their own, so the last other line is looked for. */
  private static LogTail of(String text, long from) {
    int end = text.lastIndexOf('\n') + 1;
    int lineEnd = end - 1;
    while (lineEnd > 0) {
      int lineBegin = text.lastIndexOf('\n', lineEnd - 1) + 1;
      Matcher line = ID.matcher(text.substring(lineBegin, lineEnd));
      if (line.matches() && !WITHDRAWAL.matcher(line.group(2)).matches()) {
        long id = Long.parseLong(line.group(1));
        return new LogTail(from + end, id + 1); // its own withdrawal would have that
      }
      lineEnd = lineBegin - 1;
    }
    return new LogTail(from + end, 0);
  }

  private static String text(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer octets = ByteBuffer.allocate(length);
    while (octets.hasRemaining() && channel.read(octets, from + octets.position()) > 0) {
      // until all of it is there
    }
    return new String(octets.array(), 0, octets.position(), StandardCharsets.ISO_8859_1);
  }
}
