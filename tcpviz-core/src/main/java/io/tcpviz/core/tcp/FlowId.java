// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.tcp;

/**
 * One connection in a capture: one incarnation of one pair of endpoints.
 *
 * @param connection number in order of first sight, from 0; behind {@link Integer#MAX_VALUE} they
 *     begin anew
 * @param client the side that opened it (RFC 9293 §3.5), guessed where the opening was not captured
 * @param server the other side
 * @param openingSeen whether a SYN or SYN-ACK settled who is who
 */
public record FlowId(int connection, Endpoint client, Endpoint server, boolean openingSeen) {
  /** The sender in the given direction. */
  public Endpoint source(Direction direction) {
    return direction == Direction.CLIENT_TO_SERVER ? client : server;
  }

  /** The receiver in the given direction. */
  public Endpoint destination(Direction direction) {
    return source(direction.reverse());
  }

  /** {@code src:sport->dst:dport} for the given direction, IPv6 addresses in brackets. */
  public String text(Direction direction) {
    return source(direction) + "->" + destination(direction);
  }
}
