// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

/** SND.WND of one sender: the window that its peer offers it, as the last acknowledgment says. */
final class OfferedWindow {
  private long octets;
  private boolean known;
  private boolean scaleKnown;

  /** Octets from una that may be sent; meaningful only if known. */
  long octets() {
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

  void offer(long offered, boolean certain) {
    octets = offered;
    known = true;
    scaleKnown = certain;
  }
}
