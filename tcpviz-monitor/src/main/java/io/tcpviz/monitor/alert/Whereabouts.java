// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;

/**
 * Which connections a rule looks at.
 *
 * @param port the port of the server; -1 for any
 * @param host the address of either side, with any port; null for any
 */
record Whereabouts(int port, @Nullable Endpoint host) {
  static final Whereabouts ANYWHERE = new Whereabouts(-1, null);

  boolean contains(FlowId flow) {
    return (port < 0 || flow.server().port() == port)
        && (host == null || isAt(host, flow.client()) || isAt(host, flow.server()));
  }

  private static boolean isAt(Endpoint host, Endpoint side) {
    return host.high() == side.high() && host.low() == side.low();
  }
}
