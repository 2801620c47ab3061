// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;
import java.util.Arrays;

/**
 * Segments, column by column. A row is some forty octets, and no object. The number of rows is
 * fixed beforehand; selective acknowledgments, which few segments have, follow each other in a
 * column of their own.
 */
public final class SegmentLog {
  private static final int FLAGS = 0x1FF;
  private static final int FROM_SERVER = 0x200;
  private static final int SACKS_SHIFT = 10;

  private final long[] times;
  private final long[] frames;
  private final int[] seqs;
  private final int[] acks;
  private final int[] lengths;
  private final char[] windows;
  private final char[] codes; // flags, direction, number of SACK blocks
  private final char[] sources;
  private final int[] sackPlaces;
  private int[] sackEdges = new int[64];
  private int sackCount;

  /** A log of {@code rows} empty rows. */
  SegmentLog(int rows) {
    times = new long[rows];
    frames = new long[rows];
    seqs = new int[rows];
    acks = new int[rows];
    lengths = new int[rows];
    windows = new char[rows];
    codes = new char[rows];
    sources = new char[rows];
    sackPlaces = new int[rows];
  }

  /** Writes a row. */
  void put(int row, TcpSegment segment, boolean fromClient) {
    seqs[row] = segment.seq();
    lengths[row] = segment.payloadLength();
    putLast(row, segment, fromClient);
    int blocks = segment.has(TcpFlags.ACK) ? segment.sackCount() : 0;
    if (blocks > 0) {
      codes[row] |= (char) (blocks << SACKS_SHIFT);
      putSacks(row, segment, blocks);
    }
  }

  /** Lets the row stand for one more segment: what the last one says of the receiver holds. */
  void putLast(int row, TcpSegment segment, boolean fromClient) {
    times[row] = segment.timestampNanos();
    frames[row] = segment.frameNumber();
    sources[row] = (char) segment.source();
    acks[row] = segment.ack();
    windows[row] = (char) segment.window();
    codes[row] = (char) (codes[row] | segment.flags() & FLAGS | (fromClient ? 0 : FROM_SERVER));
  }

  /** Widens the row to the given octets. */
  void cover(int row, int seq, int length) {
    seqs[row] = seq;
    lengths[row] = length;
  }

  private void putSacks(int row, TcpSegment segment, int blocks) {
    if (sackCount + 2 * blocks > sackEdges.length) {
      sackEdges = Arrays.copyOf(sackEdges, sackEdges.length * 2);
    }
    sackPlaces[row] = sackCount;
    for (int i = 0; i < blocks; i++) {
      sackEdges[sackCount++] = segment.sackStart(i);
      sackEdges[sackCount++] = segment.sackEnd(i);
    }
  }

  /** Capture time, since the epoch. */
  public long timeNanos(int row) {
    return times[row];
  }

  /** Number of the frame in its file. */
  public long frame(int row) {
    return frames[row];
  }

  /** Index of that file. */
  public int source(int row) {
    return sources[row];
  }

  /** SEG.SEQ. */
  public int seq(int row) {
    return seqs[row];
  }

  /** SEG.ACK; meaningful only with the ACK bit. */
  public int ack(int row) {
    return acks[row];
  }

  /** Payload octets. */
  public int length(int row) {
    return lengths[row];
  }

  /** The window field, not scaled. */
  public int window(int row) {
    return windows[row];
  }

  /** The control bits. */
  public int flags(int row) {
    return codes[row] & FLAGS;
  }

  /** Whether the server sent it. */
  public boolean isFromServer(int row) {
    return (codes[row] & FROM_SERVER) != 0;
  }

  /** Number of SACK blocks. */
  public int sacks(int row) {
    return codes[row] >>> SACKS_SHIFT;
  }

  /** An edge of a SACK block: twice its index for the left one, one more for the right one. */
  public int sackEdge(int row, int index) {
    return sackEdges[sackPlaces[row] + index];
  }
}
