// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

/** Constants of real TCP stacks that a bystander has to reckon with. */
final class StackDefaults {
  /** Retransmission timeout before the first round-trip sample (RFC 6298 §2.1). */
  static final long INITIAL_RTO_NANOS = 1_000_000_000L;

  /** Shortest retransmission timeout in the field: Linux and Windows; RFC 6298 §2.4 says 1 s. */
  static final long MIN_RTO_NANOS = 200_000_000L;

  /**
   * Longest that a sender expects an acknowledgment to be delayed (RFC 8985 §7.2,
   * TLP.max_ack_delay).
   */
  static final long MAX_ACK_DELAY_NANOS = 200_000_000L;

  /** Largest segment size that is believed from payloads alone: above it, offload is at work. */
  static final int MAX_ASSUMED_MSS = 9_000;

  /** Segment size for IPv4 where nothing is known (RFC 9293 §3.7.1). */
  static final int DEFAULT_MSS = 536;

  /** Payload of a segment in a full Ethernet frame, without options. */
  static final int ETHERNET_MSS = 1460;

  private StackDefaults() {}
}
