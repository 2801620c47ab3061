// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

/** Whether a retransmission was needless: the receiver had the octets already. */
public enum Spurious {
  /** An acknowledgment, SACK or D-SACK shows that it was needless. */
  YES,
  /** The receiver said before that it lacked the octets. */
  NO,
  /** This capture cannot show it. */
  UNKNOWN
}
