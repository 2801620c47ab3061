// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;

/** SND.WND of one sender: the window that its peer offers it, as the last acknowledgment says. */
abstract class OfferedWindow extends SendSequence {
  /**
   * Largest window that there can be (RFC 7323 §2.3); a number further off is of another stream.
   */
  private static final int MAX_WINDOW = 1 << 30;

  private int octets;
  private boolean known;
  private boolean scaleKnown;
  private int rightEdge; // behind the last octet that was ever allowed

  OfferedWindow(Flow flow) {
    super(flow);
  }

  /** Octets from una that may be sent; meaningful only if known. */
  int octets() {
    return octets;
  }

  boolean isKnown() {
    return known;
  }

  /** Whether the scale is certain: both SYNs were captured. */
  boolean isScaleKnown() {
    return scaleKnown;
  }

  boolean isClosed() {
    return known && octets == 0;
  }

  /** Whether a segment fits and leaves room for another one of size {@code mss}. */
  boolean hasRoom(int inFlight, int length, int mss) {
    return scaleKnown ? (long) inFlight + length + mss <= octets : octets > 0;
  }

  /**
   * Takes a window that an acknowledgment of {@code ack} offers.
   *
   * @param certain whether its scale is
   */
  void offer(int ack, int offered, boolean certain) {
    int edge = ack + offered;
    if (!known || !scaleKnown || SequenceSpace.isAfter(edge, rightEdge)) {
      rightEdge = edge;
    }
    octets = offered;
    known = true;
    scaleKnown = certain;
  }

  /**
   * Octets by which the right edge would move to the left of where it has been; 0 if it does not,
   * or by less than {@code unit}, which is rounding.
   */
  int takenBack(int ack, int offered, int unit) {
    int taken = SequenceSpace.distance(ack + offered, rightEdge);
    return scaleKnown && taken >= unit && taken <= MAX_WINDOW ? taken : 0;
  }

  /** The right edge is where it is now: what was taken back is said. */
  void acceptEdge(int ack, int offered) {
    rightEdge = ack + offered;
  }
}
