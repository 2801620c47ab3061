// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;

/**
 * Fetches the state of connections from memory before their segments are analysed, in the thread
 * that decodes them.
 *
 * <p>With thousands of open connections the analysis of a segment is mostly waiting: for the place
 * in the table, then for the connection, for both senders, and for what they have in flight, each
 * of which says where the next is. A thread that looks at several segments at once waits for
 * several at a time, and what it has read is then close to all processors.
 *
 * <p>It reads what the analysing thread writes, and without any order between the two; so what it
 * reads may be old, or of two moments. That does no harm, because nothing is concluded from it: the
 * numbers are added up and forgotten, and the connection that it guesses is taken only if it is
 * held and carries the segment, which the analysing thread sees for itself. What is reached is
 * whole, as connections and their senders are reached through final fields (JLS §17.5), and rings
 * are looked at within the bounds of the one that was found.
 */
public final class Lookahead {
  /** Segments that are looked at together. */
  public static final int BATCH = 32;

  private final FlowTable table;
  private final @Nullable Flow[] flows = new Flow[BATCH];
  private long sum; // of all that was read, so that no compiler leaves the reading out

  Lookahead(FlowTable table) {
    this.table = table;
  }

  /**
   * Fetches what {@value #BATCH} segments need, and guesses their connections.
   *
   * @param from the place of the first of them
   */
  public void fetch(ExpectedSegment[] coming, int from) {
    long read = sum;
    for (int i = 0; i < BATCH; i++) {
      read += table.touch(coming[from + i].segment);
    }
    for (int i = 0; i < BATCH; i++) {
      ExpectedSegment expected = coming[from + i];
      flows[i] = table.guess(expected.segment);
      expected.guess = flows[i];
    }
    for (Flow flow : flows) {
      read += flow == null ? 0 : flow.lastNanos();
    }
    for (Flow flow : flows) {
      read += flow == null ? 0 : flow.client.touch() + flow.server.touch();
    }
    for (Flow flow : flows) {
      read += flow == null ? 0 : flow.client.touchRing() + flow.server.touchRing();
    }
    sum = read;
  }
}
