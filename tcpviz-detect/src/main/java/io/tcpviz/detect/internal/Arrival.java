// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

/** What a segment is to the sequence space of its sender. */
enum Arrival {
  /** Begins at nxt. */
  NEXT,
  /** Begins behind nxt: octets were skipped. */
  OPENS_HOLE,
  /** Octets before nxt, sent again. */
  RETRANSMISSION,
  /** Octets before nxt, overtaken on their way. */
  REORDERED,
  /** Occupies no sequence space and says nothing about it. */
  EMPTY,
  /** A keep-alive or window probe. */
  PROBE,
  /** The same packet again, or one that cannot be of this connection. */
  IGNORED;

  /** Whether its identification and timestamp are the newest of its sender. */
  boolean isNewest() {
    return this == NEXT || this == OPENS_HOLE || this == RETRANSMISSION || this == PROBE;
  }
}
