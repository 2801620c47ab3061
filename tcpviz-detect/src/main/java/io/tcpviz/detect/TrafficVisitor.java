// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.FlowId;

/** Shown what has passed in each direction of the connections held at present. */
@FunctionalInterface
public interface TrafficVisitor {
  /**
   * One direction of a connection, from its beginning on.
   *
   * @param firstNanos capture time of the first packet of the connection, nanoseconds since the
   *     epoch
   * @param lastNanos capture time of its last packet so far
   * @param segments segments sent in this direction
   * @param octets payload octets of them, repeats included
   */
  void direction(
      FlowId flow,
      Direction direction,
      long firstNanos,
      long lastNanos,
      long segments,
      long octets);
}
