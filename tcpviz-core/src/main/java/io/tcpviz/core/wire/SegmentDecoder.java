// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.wire;

import io.tcpviz.core.capture.Frame;

/**
 * Turns frames into segments. Total over all byte strings: whatever a frame holds, it either fills
 * the segment or names a {@link SkipReason}; it never throws and never reads outside the frame.
 */
public final class SegmentDecoder {
  private SkipReason skipReason = SkipReason.NOT_IP;

  /** A decoder for one thread. */
  public SegmentDecoder() {}

  /**
   * Decodes one frame.
   *
   * @param frame lent by a reader
   * @param segment overwritten when true is returned, undefined otherwise
   * @return whether the frame holds a TCP segment; if not, {@link #skipReason()} says why
   */
  public boolean decode(Frame frame, TcpSegment segment) {
    return false;
  }

  /** Why the last {@link #decode} returned false. */
  public SkipReason skipReason() {
    return skipReason;
  }
}
