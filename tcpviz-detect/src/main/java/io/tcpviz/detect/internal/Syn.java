// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.wire.TcpSegment;

/** What one side's SYN or SYN-ACK says, as far as it was captured. */
abstract class Syn extends SenderMarks {
  /** Right shift that RFC 7323 §2.3 allows at most. */
  private static final int MAX_SHIFT = 14;

  private boolean seen;
  private int iss;
  private byte offeredShift = -1;
  private boolean sackPermitted;
  private boolean dataIgnored;

  /** Whether its SYN-ACK was captured. */
  boolean ackSent;

  Syn(Flow flow, Paths.Half way, IpIds ofHost, int owner) {
    super(flow, way, ofHost, owner);
  }

  // ---------------------------------------------------------------- looking

  boolean isSeen() {
    return seen;
  }

  /** The initial send sequence number; meaningful only if seen. */
  int iss() {
    return iss;
  }

  /** Whether it was captured and had that sequence number. */
  boolean hasIss(int seq) {
    return seen && iss == seq;
  }

  boolean sackPermitted() {
    return sackPermitted;
  }

  /** Whether data that begins there came in the SYN and was ignored: not lost, only not taken. */
  boolean wasIgnored(int seq) {
    return dataIgnored && seq == iss + 1;
  }

  /**
   * How a window field of this side is to be read: scaled only if both sides offered that.
   *
   * @param other the SYN of the other side
   */
  int shift(Syn other) {
    if (offeredShift < 0 || other.seen && other.offeredShift < 0) {
      return 0;
    }
    return Math.min(offeredShift, MAX_SHIFT);
  }

  // ----------------------------------------------------------------- moving

  void accept(Opening opening) {
    seen = true;
    iss = opening.iss;
    sackPermitted = opening.sackPermitted;
    offeredShift = (byte) Math.min(opening.windowShift, Byte.MAX_VALUE);
  }

  /**
   * Notes whether the SYN-ACK leaves out data of the SYN, which reaches up to {@code nxt}: it has
   * to be sent again (RFC 7413 §3).
   */
  void noteAnswer(TcpSegment synAck, int nxt) {
    dataIgnored = SequenceSpace.isAfter(nxt, synAck.ack());
  }
}
