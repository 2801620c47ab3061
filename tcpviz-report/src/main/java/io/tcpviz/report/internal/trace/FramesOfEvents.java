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
  private long[] order = {}; // connection and place of each, sorted

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
    if (order.length != count) {
      order = new long[count];
      Arrays.setAll(order, i -> (long) connections[i] << Integer.SIZE | i);
      Arrays.sort(order);
    }
    List<EventFrames.FrameOfEvent> own = new ArrayList<>();
    int first = Arrays.binarySearch(order, (long) connection << Integer.SIZE);
    for (int at = first < 0 ? -first - 1 : first; at < count; at++) {
      int i = (int) order[at];
      if (connections[i] != connection) {
        break;
      }
      own.add(new EventFrames.FrameOfEvent(sourceOf.applyAsInt(files[i]), frames[i]));
    }
    return new EventFrames(own);
  }
}
