// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

/** Where a connection stood when the capture, or the connection, ended: a bystander's view. */
public enum FlowState {
  /** A SYN, and nothing that answers it. */
  SYN_SENT("syn_sent", "no answer to the SYN"),
  /** A SYN-ACK, and no acknowledgment of it. */
  SYN_RECEIVED("syn_received", "handshake not completed"),
  /** Open on both sides. */
  ESTABLISHED("established", "open at the end of the capture"),
  /** One side has sent a FIN. */
  HALF_CLOSED("half_closed", "closed by one side"),
  /** Both sides have sent a FIN. */
  CLOSED("closed", "closed by both sides"),
  /** Ended by a RST. */
  RESET("reset", "reset"),
  /** A SYN answered by a RST. */
  REFUSED("refused", "refused");

  private final String jsonName;
  private final String title;

  FlowState(String jsonName, String title) {
    this.jsonName = jsonName;
    this.title = title;
  }

  /** The stable name in flows.jsonl. */
  public String jsonName() {
    return jsonName;
  }

  /** Words for people. */
  public String title() {
    return title;
  }
}
