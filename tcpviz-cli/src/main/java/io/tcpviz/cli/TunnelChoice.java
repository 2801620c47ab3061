// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.wire.Tunnels;

/** Which packet of a tunnel is looked at, as users write it. */
enum TunnelChoice {
  /** The innermost. */
  INNER(Tunnels.INNER),
  /** The outermost. */
  OUTER(Tunnels.OUTER);

  private final Tunnels choice;

  TunnelChoice(Tunnels choice) {
    this.choice = choice;
  }

  Tunnels choice() {
    return choice;
  }

  @Override
  public String toString() {
    return choice.jsonName();
  }
}
