// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.tcp;

/** Which way a segment travels. */
public enum Direction {
  /** From the side that opened the connection. */
  CLIENT_TO_SERVER,
  /** From the side that was connected to. */
  SERVER_TO_CLIENT;

  /** The opposite way. */
  public Direction reverse() {
    return this == CLIENT_TO_SERVER ? SERVER_TO_CLIENT : CLIENT_TO_SERVER;
  }
}
