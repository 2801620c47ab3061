// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Which frames the events of a page are about, as columns. */
public final class FramesOfEvents {
  private int[] connections = new int[64];
  private int[] files = new int[64];
  private long[] frames = new long[64];
  private int count;

  /** None. */
  public FramesOfEvents() {}

  /**
   * Adds the frame of an event.
   *
   * @param connection names its connection
   * @param file names its file
   * @param frame its number there
   */
  public void add(int connection, int file, long frame) {
    if (count == frames.length) {
      connections = Arrays.copyOf(connections, count * 2);
      files = Arrays.copyOf(files, count * 2);
      frames = Arrays.copyOf(frames, count * 2);
    }
    connections[count] = connection;
    files[count] = file;
    frames[count++] = frame;
  }

  /**
   * Those of one connection.
   *
   * @param sourceOf the index, in the capture, of the file that a name stands for
   */
  public EventFrames of(int connection, IntUnaryOperator sourceOf) {
    List<EventFrames.FrameOfEvent> own = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (connections[i] == connection) {
        own.add(new EventFrames.FrameOfEvent(sourceOf.applyAsInt(files[i]), frames[i]));
      }
    }
    return new EventFrames(own);
  }
}
