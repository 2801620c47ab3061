// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;

/**
 * Of whom something is counted. What does not matter for the kind of subject is zero, so that equal
 * subjects are equal.
 */
record Subject(Per per, Endpoint from, Endpoint to) {
  private static final Endpoint NOBODY = new Endpoint(0, 0, 0);

  /** The subject to which a packet of {@code flow} in {@code direction} belongs. */
  static Subject of(Per per, FlowId flow, Direction direction) {
    return switch (per) {
      case DIRECTION -> new Subject(per, flow.source(direction), flow.destination(direction));
      case HOST -> new Subject(per, host(flow.source(direction)), NOBODY);
      case PAIR -> pair(host(flow.client()), host(flow.server()));
      case PORT -> new Subject(per, new Endpoint(0, 0, flow.server().port()), NOBODY);
    };
  }

  /** As alerts name it; consists of characters of addresses alone. */
  String text() {
    return switch (per) {
      case DIRECTION -> from + "->" + to;
      case HOST -> from.address();
      case PAIR -> from.address() + "<->" + to.address();
      case PORT -> ":" + from.port();
    };
  }

  private static Endpoint host(Endpoint endpoint) {
    return new Endpoint(endpoint.high(), endpoint.low(), 0);
  }

  private static Subject pair(Endpoint one, Endpoint other) {
    int order = Long.compareUnsigned(one.high(), other.high());
    if (order == 0) {
      order = Long.compareUnsigned(one.low(), other.low());
    }
    return order <= 0 ? new Subject(Per.PAIR, one, other) : new Subject(Per.PAIR, other, one);
  }
}
