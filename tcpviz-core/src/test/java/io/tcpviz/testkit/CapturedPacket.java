// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

/**
 * One packet to be written into a capture.
 *
 * @param bytes its captured octets
 * @param linkType registry number of its link type
 * @param timestampNanos nanoseconds since the epoch
 * @param originalLength octets on the wire
 */
public record CapturedPacket(byte[] bytes, int linkType, long timestampNanos, int originalLength) {
  /** A packet captured whole. */
  public CapturedPacket(byte[] bytes, int linkType, long timestampNanos) {
    this(bytes, linkType, timestampNanos, bytes.length);
  }
}
