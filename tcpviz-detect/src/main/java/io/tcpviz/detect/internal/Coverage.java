// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;

/**
 * What is known of a range of octets below nxt before a segment with them passes.
 *
 * @param hole octets never seen
 * @param seen octets seen before
 * @param acked octets, seen or not, that are acknowledged
 * @param sacked octets that are selectively acknowledged, beyond the acknowledged ones
 * @param firstHole the first entry that is a hole, or the flight's tail without one
 * @param firstSeen the first entry that was seen, or the flight's tail without one
 */
record Coverage(int hole, int seen, int acked, int sacked, int firstHole, int firstSeen) {
  static Coverage of(Sender sender, int start, int end) {
    Flight flight = sender.flight();
    int hole = 0;
    int sacked = 0;
    int firstHole = flight.tail();
    int firstSeen = flight.tail();
    int entry = flight.firstReaching(start);
    for (; entry != flight.tail(); entry++) {
      if (SequenceSpace.isAtOrAfter(flight.start(entry), end)) {
        break;
      }
      int from = SequenceSpace.later(start, flight.start(entry));
      int octets = SequenceSpace.distance(from, SequenceSpace.earlier(end, flight.end(entry)));
      if (flight.is(entry, Flight.HOLE)) {
        hole += octets;
        firstHole = firstHole == flight.tail() ? entry : firstHole;
      } else {
        firstSeen = firstSeen == flight.tail() ? entry : firstSeen;
      }
      if (flight.is(entry, Flight.SACKED) && SequenceSpace.isAtOrAfter(from, sender.una())) {
        sacked += octets;
      }
    }
    int total = SequenceSpace.distance(start, end);
    int acked = SequenceSpace.distance(start, sender.ackedTo(start, end));
    return new Coverage(hole, total - hole, acked, sacked, firstHole, firstSeen);
  }

  int total() {
    return hole + seen;
  }

  /** Whether the receiver has all of it, as far as it has told this capture. */
  boolean isKnownReceived() {
    return acked + sacked >= total();
  }
}
