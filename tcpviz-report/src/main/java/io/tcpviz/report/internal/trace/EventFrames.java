// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The frames of one connection that events are about, met in the order of the capture. */
public final class EventFrames {
  /** No capture of ours has so many about one connection; a file may claim any number. */
  private static final int MOST = 1 << 19;

  private final Map<Integer, OfFile> files = new HashMap<>();
  private final int count;

  /** The given frames, in any order; the same one may be there several times. */
  EventFrames(List<FrameOfEvent> frames) {
    List<FrameOfEvent> distinct =
        frames.stream()
            .distinct()
            .sorted(Comparator.comparingLong(FrameOfEvent::frame))
            .limit(MOST)
            .toList();
    count = distinct.size();
    for (FrameOfEvent each : distinct) {
      files.computeIfAbsent(each.source(), unused -> new OfFile()).add(each.frame());
    }
  }

  /**
   * A frame.
   *
   * @param source index of its file
   * @param frame its number there
   */
  record FrameOfEvent(int source, long frame) {}

  /** How many there are. */
  int count() {
    return count;
  }

  /** Whether the next segment is one of them; frames of one file come in their order. */
  boolean isNext(int source, long frame) {
    OfFile file = count == 0 ? null : files.get(source);
    return file != null && file.isNext(frame);
  }

  private static final class OfFile {
    private long[] frames = new long[4];
    private int count;
    private int passed;

    void add(long frame) {
      if (count == frames.length) {
        frames = Arrays.copyOf(frames, count * 2);
      }
      frames[count++] = frame;
    }

    boolean isNext(long frame) {
      while (passed < count && frames[passed] < frame) {
        passed++;
      }
      return passed < count && frames[passed] == frame;
    }
  }
}
