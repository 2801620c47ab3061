// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.Trouble;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been told of connections so far, so that a connection counts once in each trouble, and a
 * moment of its life counts once as lost, whatever the events that tell of it. Kept of so many
 * connections; of those that had no event for longest, it is forgotten.
 */
final class TroubledConnections {
  private static final int MOST = 65_536;

  private static final class Told {
    long untilNanos = Long.MIN_VALUE;
    int troubles;
  }

  private final Map<Integer, Told> told =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Told> eldest) {
          return size() > MOST;
        }
      };

  /** The same, going its own way from here on. */
  TroubledConnections copy() {
    TroubledConnections copy = new TroubledConnections();
    told.forEach(
        (connection, was) -> {
          Told is = new Told();
          is.untilNanos = was.untilNanos;
          is.troubles = was.troubles;
          copy.told.put(connection, is);
        });
    return copy;
  }

  /** Whether the connection of {@code event} had no event of that trouble before. */
  boolean isFirst(Trouble trouble, TcpEvent event) {
    Told connection = of(event);
    int bit = 1 << trouble.ordinal();
    boolean first = (connection.troubles & bit) == 0;
    connection.troubles |= bit;
    return first;
  }

  /** What {@code event} adds to the time that its connection lost. */
  long lostNanos(TcpEvent event) {
    long lost = LostTime.of(event);
    if (lost == 0) {
      return 0;
    }
    Told connection = of(event);
    long at = event.packet().timestampNanos();
    long begin = LostTime.isForward(event) ? at : at - lost;
    long end = begin + lost;
    long added = Math.max(0, end - Math.max(begin, connection.untilNanos));
    connection.untilNanos = Math.max(connection.untilNanos, end);
    return Math.min(added, lost); // where the sum of hostile times overflows
  }

  private Told of(TcpEvent event) {
    return told.computeIfAbsent(event.flow().connection(), number -> new Told());
  }
}
