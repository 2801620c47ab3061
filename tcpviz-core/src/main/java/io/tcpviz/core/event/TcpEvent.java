// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.FlowId;

/**
 * One thing that tcpviz has to say: what happened, on which packet, how sure it is and why.
 *
 * @param severity how much it matters
 * @param reason the rule or the deciding evidence
 * @param confidence 0 to 1: the share of such verdicts that are right
 * @param flow the connection
 * @param direction the direction of the packet
 * @param packet the packet that shows it
 * @param path what was known of the sender's path at that moment
 * @param detail what this kind of event adds
 */
public record TcpEvent(
    Severity severity,
    Reason reason,
    double confidence,
    FlowId flow,
    Direction direction,
    PacketRef packet,
    PathEstimate path,
    EventDetail detail) {
  /** What kind of event this is. */
  public EventKind kind() {
    return detail.kind();
  }
}
