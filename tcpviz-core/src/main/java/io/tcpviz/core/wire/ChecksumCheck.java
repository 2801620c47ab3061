// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

/** What the checksum of a segment says of its octets (RFC 9293 §3.1). */
public enum ChecksumCheck {
  /** Nobody looked, or nothing can be said. */
  NOT_MADE,
  /** It is the sum of the octets. */
  HOLDS,
  /** It contradicts the octets: a receiver discards the segment. */
  FAILS
}
