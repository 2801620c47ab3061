// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.monitor.follow.FollowedFile;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Where a monitor was: behind a frame, or before the first one of all. All that an analysis knows
 * can be had again by reading the ring again; what cannot is what has been told of it.
 *
 * @param file the file of the last frame that was analysed
 * @param frame its number in that file; 0 if none of that file was
 * @param capturedNanos the latest time of a frame until then, nanoseconds since the epoch
 * @param tickedNanos up to when time had passed for the analysis, or the least number
 * @param lastId the last number that an event was told under
 * @param open events that were told and may still be told otherwise
 */
record CheckpointState(
    FollowedFile file,
    long frame,
    long capturedNanos,
    long tickedNanos,
    long lastId,
    List<OpenEvent> open) {
  /**
   * An event that was told and may still be told otherwise.
   *
   * @param id the number that it was told under
   * @param file that of its frame
   * @param frame number of the frame in that file
   * @param kind what kind of event it is
   */
  record OpenEvent(long id, FollowedFile file, long frame, EventKind kind) {}

  private static final String TITLE = "tcpviz checkpoint 1";

  /** Copies the list. */
  CheckpointState {
    open = List.copyOf(open);
  }

  /** Whether no frame had been analysed. */
  boolean isBeginning() {
    return frame == 0;
  }

  /** As lines, the last of which is a checksum. */
  String text() {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    text.append("file ").append(words(file)).append('\n');
    text.append("frame ").append(frame).append(' ').append(capturedNanos).append('\n');
    text.append("ticked ").append(tickedNanos).append('\n');
    text.append("last ").append(lastId).append('\n');
    for (OpenEvent event : open) {
      text.append("open ").append(event.id()).append(' ').append(words(event.file()));
      text.append(' ').append(event.frame()).append(' ').append(event.kind().name()).append('\n');
    }
    return text + "sum " + sum(text.toString()) + "\n";
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if that is something else, or not all of it
   */
  static CheckpointState parse(String text) {
    int end = text.lastIndexOf("sum ");
    if (!text.startsWith(TITLE + "\n") || end < 0) {
      throw new IllegalArgumentException("is no checkpoint of a monitor");
    }
    if (!text.substring(end).equals("sum " + sum(text.substring(0, end)) + "\n")) {
      throw new IllegalArgumentException("is damaged");
    }
    List<String[]> lines = text.substring(0, end).lines().map(line -> line.split(" ")).toList();
    List<OpenEvent> open = new ArrayList<>();
    for (String[] line : lines.subList(5, lines.size())) {
      open.add(
          new OpenEvent(
              number(line[1]), file(line, 2), number(line[5]), EventKind.valueOf(line[6])));
    }
    return new CheckpointState(
        file(lines.get(1), 1),
        number(lines.get(2)[1]),
        number(lines.get(2)[2]),
        number(lines.get(3)[1]),
        number(lines.get(4)[1]),
        open);
  }

  private static String words(FollowedFile file) {
    String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8);
    return file.firstNanos() + " " + file.fingerprint() + " " + name;
  }

  private static FollowedFile file(String[] words, int at) {
    String name = URLDecoder.decode(words[at + 2], StandardCharsets.UTF_8);
    return new FollowedFile(name, number(words[at]), number(words[at + 1]));
  }

  private static long number(String word) {
    return Long.parseLong(word);
  }

  private static long sum(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
