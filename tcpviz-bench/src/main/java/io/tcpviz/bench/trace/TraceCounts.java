// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

/**
 * What a trace holds, known from how it was made.
 *
 * @param packets all of them
 * @param bytes octets on the wire
 * @param connections all of them
 * @param dataSegments segments with payload, copies too
 * @param retransmissions segments sent again, as far as they passed the capture point
 * @param unseenRepairs those of them that look like new data: neither the original nor anything
 *     behind it had passed before
 * @param outOfOrder originals that passed behind a later one
 * @param duplicates packets that the network copied
 * @param lost segments, repairs too, that did not reach their receiver
 */
public record TraceCounts(
    long packets,
    long bytes,
    long connections,
    long dataSegments,
    long retransmissions,
    long unseenRepairs,
    long outOfOrder,
    long duplicates,
    long lost) {

  /** One count a line. */
  @Override
  public String toString() {
    return String.join(
        System.lineSeparator(),
        "packets         " + packets,
        "bytes           " + bytes,
        "connections     " + connections,
        "data_segments   " + dataSegments,
        "retransmissions " + retransmissions,
        "unseen_repairs  " + unseenRepairs,
        "out_of_order    " + outOfOrder,
        "duplicates      " + duplicates,
        "lost            " + lost);
  }
}
