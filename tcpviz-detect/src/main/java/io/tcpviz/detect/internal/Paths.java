// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.wire.TcpSegment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The smallest round trips seen between the capture point and two hosts, shared by all connections
 * of the two to the same port. A connection that only ever saw a full queue does not know how short
 * its path is; another one may. Other ports may be answered elsewhere, by a proxy for one, so they
 * are kept apart. The number of paths is bounded; the one used longest ago is forgotten first.
 */
final class Paths {
  private static final int MAX_PATHS = 16_384;

  /** The way between the capture point and one host. */
  static final class Half {
    private long minNanos = Long.MAX_VALUE;

    void note(long nanos) {
      minNanos = Math.min(minNanos, nanos);
    }

    /** Smallest time to the host and back; {@link Long#MAX_VALUE} if unknown. */
    long minNanos() {
      return minNanos;
    }
  }

  private record Key(long clientHigh, long clientLow, long serverHigh, long serverLow, int port) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.clientHigh == clientHigh
          && key.clientLow == clientLow
          && key.serverHigh == serverHigh
          && key.serverLow == serverLow
          && key.port == port;
    }

    @Override
    public int hashCode() {
      long client = clientHigh * 31 + clientLow;
      long server = serverHigh * 31 + serverLow;
      return Long.hashCode(((client * 31 + server) * 31 + port) * 0x9E37_79B9_7F4A_7C15L);
    }
  }

  /** Both ways of a path. */
  static final class Path {
    final Half toClient = new Half();
    final Half toServer = new Half();
  }

  private final Map<Key, Path> paths =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Path> eldest) {
          return size() > MAX_PATHS;
        }
      };

  /** The path of a connection whose first segment this is. */
  Path of(TcpSegment first, boolean fromClient) {
    return paths.computeIfAbsent(key(first, fromClient), key -> new Path());
  }

  private static Key key(TcpSegment s, boolean fromClient) {
    return fromClient
        ? new Key(
            s.sourceHigh(),
            s.sourceLow(),
            s.destinationHigh(),
            s.destinationLow(),
            s.destinationPort())
        : new Key(
            s.destinationHigh(), s.destinationLow(), s.sourceHigh(), s.sourceLow(), s.sourcePort());
  }
}
