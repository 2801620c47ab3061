// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts things of one kind by the host that does them, or to which they are done, and tells when
 * there are many in a short time: when the storm begins, and that it goes on.
 */
final class Storms {
  /** Hosts watched at once; beyond it the one that was entered first is forgotten. */
  private static final int MAX_HOSTS = 4_096;

  /** Whether something belongs to a storm. */
  enum Wave {
    /** There are not many. */
    NONE,
    /** A storm begins with it. */
    BEGINS,
    /** The storm goes on. */
    GOES_ON
  }

  private static final class Count {
    final ArrayDeque<Long> times = new ArrayDeque<>();
    boolean storming;
  }

  private final int threshold;
  private final long windowNanos;
  private final Map<HostAddress, Count> hosts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<HostAddress, Count> eldest) {
          return size() > MAX_HOSTS;
        }
      };

  Storms(int threshold, long windowNanos) {
    this.threshold = threshold;
    this.windowNanos = windowNanos;
  }

  long windowNanos() {
    return windowNanos;
  }

  int threshold() {
    return threshold;
  }

  /** Counts something that a host did, or that was done to it. */
  Wave note(long high, long low, long nowNanos) {
    Count count = hosts.computeIfAbsent(new HostAddress(high, low), host -> new Count());
    count.times.add(nowNanos);
    while (nowNanos - count.times.element() > windowNanos || count.times.size() > threshold) {
      count.times.remove();
    }
    boolean many = count.times.size() >= threshold;
    boolean begins = many && !count.storming;
    count.storming = many;
    return begins ? Wave.BEGINS : many ? Wave.GOES_ON : Wave.NONE;
  }
}
