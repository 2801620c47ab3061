// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.TcpEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A segment that came in order after a silence as long as a timeout. Either its sender had nothing
 * to say before, or it repairs the first of a flight of which nothing came this far. The next
 * segment tells: after a timeout it skips what is still to be repaired. Until then the places are
 * kept of the events that this would be.
 */
final class Wait {
  private record Kept(PendingEvent place, TcpEvent event) {}

  /** Sequence number behind the segment. */
  final int end;

  private final List<Kept> kept = new ArrayList<>(2);

  Wait(int end) {
    this.end = end;
  }

  void keep(PendingEvent place, TcpEvent event) {
    kept.add(new Kept(place, event));
  }

  /** It was a repair. */
  void confirm() {
    for (Kept one : kept) {
      one.place().put(one.event());
      one.place().settle();
    }
    kept.clear();
  }

  /** Nothing speaks for it. */
  void dismiss() {
    kept.forEach(one -> one.place().withdraw());
    kept.clear();
  }
}
