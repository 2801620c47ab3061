// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** Which packet of a tunnel is looked at, where an IP packet carries another one. */
public enum Tunnels {
  /** The innermost: GRE, IP in IP, VXLAN, GTP-U and their like are opened. */
  INNER("inner"),
  /** The outermost: what travels inside is counted ({@link SkipReason#TUNNEL}) and left alone. */
  OUTER("outer");

  private final String jsonName;

  Tunnels(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The stable name in summary.json and on the command line. */
  public String jsonName() {
    return jsonName;
  }
}
