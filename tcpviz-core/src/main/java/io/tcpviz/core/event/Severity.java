// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

/** How much an event matters to the people who use the connection. */
public enum Severity {
  /** Worth knowing; TCP coped with it at once. */
  INFO,
  /** Cost time or octets. */
  WARNING,
  /** A person notices: seconds lost, or a connection that failed. */
  CRITICAL
}
