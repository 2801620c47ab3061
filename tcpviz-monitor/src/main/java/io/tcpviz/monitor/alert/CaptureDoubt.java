// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/**
 * Whether the capture lately lacked frames, so that a low count may mean nothing: from the moment
 * that is noticed until a whole window has passed without.
 */
final class CaptureDoubt {
  private final long windowNanos;
  private long dropped;
  private long lostOctets;
  private boolean raised;
  private long endsNanos = Long.MAX_VALUE;

  CaptureDoubt(long windowNanos) {
    this.windowNanos = windowNanos;
  }

  boolean isRaised() {
    return raised;
  }

  /** When it ends if nothing more is dropped; {@link Long#MAX_VALUE} if there is none. */
  long endsNanos() {
    return endsNanos;
  }

  /** Octets of the capture were gone before they could be read. */
  void lost(long octets) {
    lostOctets += octets;
  }

  /**
   * Compares with what the capturing host says.
   *
   * @param droppedSoFar frames; less than before where a count has begun anew, -1 where unknown
   * @param fromNanos since when they may have been dropped
   * @param toNanos the present
   * @param sink told if the doubt begins with it
   */
  void look(long droppedSoFar, long fromNanos, long toNanos, AlertSink sink) {
    long more = droppedSoFar < dropped ? droppedSoFar : droppedSoFar - dropped;
    dropped = Math.max(0, droppedSoFar);
    if (more <= 0 && lostOctets == 0) {
      return;
    }
    long end = toNanos + windowNanos;
    endsNanos = end < toNanos ? Long.MAX_VALUE : end;
    if (!raised) {
      raised = true;
      sink.alert(alert(AlertLevel.UNKNOWN, Math.max(0, more), lostOctets, fromNanos));
    }
    lostOctets = 0;
  }

  /** A whole window has passed. */
  void end(AlertSink sink) {
    raised = false;
    sink.alert(alert(AlertLevel.OK, 0, 0, endsNanos));
    endsNanos = Long.MAX_VALUE;
  }

  private Alert alert(AlertLevel level, long frames, long octets, long nanos) {
    return new Alert(
        level,
        level == AlertLevel.OK ? AlertLevel.UNKNOWN : AlertLevel.OK,
        Alert.CAPTURE_DROPS,
        Alert.WHOLE_CAPTURE,
        frames,
        windowNanos / 1e9,
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        nanos,
        "capture",
        octets > 0 ? octets : frames,
        octets > 0 ? "octets" : "frames",
        "");
  }
}
