// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import io.tcpviz.core.replay.ConnectionBeginning;

/**
 * What the analysis knows of a connection whose segments a page may carry. Files may claim
 * anything, so nothing here is taken for true before the segments were seen.
 *
 * @param beginning which segments are its own
 * @param firstNanos capture time of its first packet
 * @param clientPackets segments that the client sent
 * @param serverPackets segments that the server sent
 * @param payloadBytes payload octets of both
 * @param lostTimeNanos time that it spent waiting
 * @param severity 0 to 2
 * @param events events of it
 */
public record Candidate(
    ConnectionBeginning beginning,
    long firstNanos,
    long clientPackets,
    long serverPackets,
    long payloadBytes,
    long lostTimeNanos,
    int severity,
    long events) {
  /** Segments of both directions; the largest number where that is not enough. */
  public long packets() {
    long sum = Math.max(0, clientPackets) + Math.max(0, serverPackets);
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** First packet to last; 0 where the last lies before the first, or too far behind it. */
  long durationNanos() {
    return Math.max(0, beginning.lastNanos() - firstNanos);
  }
}
