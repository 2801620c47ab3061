// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * What one sender says of the octets that it sends next: whether more was waiting behind the newest
 * segment, and whether octets behind that were sent already without passing here.
 */
abstract class Burst extends Totals {
  /** Octets of options that a full segment may have beyond those that the MSS leaves out. */
  private static final int MAX_OPTION_OCTETS = 40;

  private long newestNanos;
  private boolean pushed = true; // nothing more was to be sent behind it, as far as it says
  private boolean pushes = true; // this side says so where nothing more is
  private int largest; // payload seen
  private int unseenEnd; // octets before this were sent, though not all of them passed here
  private @Nullable Wait wait;

  Burst(Flow flow, Paths.Half way) {
    super(flow, way);
  }

  // ---------------------------------------------------------------- looking

  /** When nxt last moved. */
  long newestNanos() {
    return newestNanos;
  }

  /**
   * Whether nothing may have been waiting behind the newest segment. Something was if that was full
   * and came without PSH (RFC 9293 §3.9.1.2, MUST-61), from a side that does not leave PSH out
   * where it sends less than a full segment.
   */
  boolean isPushed() {
    return pushed || !pushes;
  }

  /** Payload of the largest segment so far. */
  int largest() {
    return largest;
  }

  /** Octets before this were sent already, as far as the marks tell; nxt or less if unknown. */
  int unseenEnd() {
    return unseenEnd;
  }

  /** The segment that may have ended a timeout, if it is the newest; else null. */
  @Nullable
  Wait pendingWait() {
    return wait;
  }

  // ----------------------------------------------------------------- moving

  /** The sequence space begins. */
  void beginBurst(int nxt) {
    unseenEnd = nxt;
  }

  /** The segment moves nxt to its end. */
  void noteBurst(TcpSegment segment, int mss) {
    int length = segment.payloadLength();
    int nxt = segment.endSeq();
    newestNanos = segment.timestampNanos();
    pushed = segment.hasAny(TcpFlags.PSH | TcpFlags.FIN | TcpFlags.SYN);
    pushes &= pushed || length >= Math.max(mss, StackDefaults.DEFAULT_MSS) - MAX_OPTION_OCTETS;
    if (length < largest || SequenceSpace.isBefore(unseenEnd, nxt)) {
      unseenEnd = nxt; // a short segment ends a burst
    }
    largest = Math.max(largest, length);
  }

  /** So many segments behind {@code nxt} were sent already, and never passed here. */
  void noteUnseen(int segments, int nxt, int mss) {
    if (segments > 0) {
      int full = Math.min(largest, mss); // offload may have joined several
      unseenEnd = SequenceSpace.later(unseenEnd, nxt + segments * full);
    }
  }

  /** Notes the newest segment as one that may have ended a timeout; null if it did not. */
  void noteWait(@Nullable Wait next) {
    Wait before = wait;
    if (before != null) {
      before.dismiss();
    }
    wait = next;
  }
}
