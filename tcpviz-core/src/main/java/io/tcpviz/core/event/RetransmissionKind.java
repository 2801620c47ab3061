// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

/** What made the sender send again. */
public enum RetransmissionKind {
  /** Three duplicate ACKs (RFC 5681 §3.2). */
  FAST("fast"),
  /** A hole reported by SACK, in the same recovery (RFC 6675 §5, RFC 8985 §6.2). */
  SACK("sack"),
  /** A hole below something sent later that arrived, before three reports of it (RFC 8985 §6.2). */
  RACK("rack"),
  /** A tail loss probe (RFC 8985 §7). */
  TLP("tlp"),
  /** The retransmission timer (RFC 6298 §5). */
  RTO("rto"),
  /** Further old octets after a timeout. */
  RTO_FOLLOWUP("rto_followup"),
  /** A SYN again. */
  SYN("syn"),
  /** A SYN-ACK again. */
  SYN_ACK("syn_ack"),
  /** A FIN again. */
  FIN("fin"),
  /** Octets that the receiver had already acknowledged when this copy passed. */
  UNNEEDED("unneeded"),
  /** The capture does not show it. */
  UNKNOWN("unknown");

  private final String jsonName;

  RetransmissionKind(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The stable name in {@code extra.kind}. */
  public String jsonName() {
    return jsonName;
  }
}
