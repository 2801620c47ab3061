// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.bench.trace.TraceCounts;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.metrics.RunSummary;

/** Refuses to time code that gives a wrong answer. */
final class Gate {
  private Gate() {}

  static void check(String what, long expected, long actual) {
    checkBetween(what, expected, expected, actual);
  }

  /**
   * Compares an analysis with what is known of its trace. What looks like new data need not be told
   * as a repair, and where nothing was seen of the original, a few repairs and late originals are
   * taken for each other.
   */
  static void check(TraceCounts known, RunSummary told) {
    check("segments", known.packets(), told.tcpPackets());
    check("octets", known.bytes(), told.bytes());
    check("connections", known.connections(), told.connections());
    check("copies", known.duplicates(), count(told, EventKind.DUPLICATE_PACKET));
    long doubtful = (known.retransmissions() + 99) / 100;
    checkBetween(
        "retransmissions",
        known.retransmissions() - known.unseenRepairs() - doubtful,
        known.retransmissions() + doubtful,
        count(told, EventKind.RETRANSMISSION));
    checkBetween(
        "out of order",
        known.outOfOrder() - doubtful,
        known.outOfOrder() + doubtful,
        count(told, EventKind.OUT_OF_ORDER));
    if (known.lost() + known.outOfOrder() + known.duplicates() == 0) {
      check("events", 0, told.eventCounts().values().stream().mapToLong(Long::longValue).sum());
    }
  }

  private static void checkBetween(String what, long least, long most, long actual) {
    if (actual < least || actual > most) {
      throw new IllegalStateException(
          what + ": expected " + least + (least == most ? "" : " to " + most) + ", got " + actual);
    }
  }

  private static long count(RunSummary summary, EventKind kind) {
    return summary.eventCounts().getOrDefault(kind, 0L);
  }
}
