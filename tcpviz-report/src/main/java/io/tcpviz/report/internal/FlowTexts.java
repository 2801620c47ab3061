// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;

/**
 * The part of an event line that is the same for all packets of one direction, ready to be copied.
 * Events of a connection come in bursts, so a small table of the latest ones saves most of the
 * formatting of addresses; its size is fixed.
 */
final class FlowTexts {
  private static final int SLOTS = 1024; // a power of two

  private final @Nullable FlowId[] flows = new FlowId[2 * SLOTS];
  private final byte[][] texts = new byte[2 * SLOTS][];

  /**
   * The fields {@code flow_id}, {@code src}, {@code dst}, {@code sport} and {@code dport} as they
   * stand in an object.
   */
  byte[] of(FlowId flow, Direction direction) {
    int slot = 2 * (flow.connection() & SLOTS - 1) + direction.ordinal();
    if (!flow.equals(flows[slot])) {
      flows[slot] = flow;
      texts[slot] = format(flow, direction);
    }
    return texts[slot];
  }

  // Addresses and ports consist of characters that JSON does not escape.
  private static byte[] format(FlowId flow, Direction direction) {
    Endpoint source = flow.source(direction);
    Endpoint destination = flow.destination(direction);
    return JsonOctets.encode(
        "\"flow_id\":\""
            + flow.text(direction)
            + "\",\"src\":\""
            + source.address()
            + "\",\"dst\":\""
            + destination.address()
            + "\",\"sport\":"
            + source.port()
            + ",\"dport\":"
            + destination.port());
  }
}
