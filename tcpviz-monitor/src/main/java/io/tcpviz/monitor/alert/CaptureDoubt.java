// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.monitor.follow.CaptureLoss;

/**
 * Whether the capture lately lacked frames, so that a low count may mean nothing: from the moment
 * that is noticed until a whole window has passed without.
 */
final class CaptureDoubt {
  private final long windowNanos;
  private long dropped;
  private long losses; // not looked at so far
  private long lostOctets;
  private long lostFiles;
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

  /** Part of the capture was gone before it could be read, whether or not it can be counted. */
  void lost(CaptureLoss loss) {
    losses++;
    lostOctets += loss.octets();
    lostFiles += loss.files();
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
    if (more <= 0 && losses == 0) {
      return;
    }
    long end = toNanos + windowNanos;
    endsNanos = end < toNanos ? Long.MAX_VALUE : end;
    if (!raised) {
      raised = true;
      sink.alert(alert(AlertLevel.UNKNOWN, Math.max(0, more), fromNanos));
    }
    losses = 0;
    lostOctets = 0;
    lostFiles = 0;
  }

  /** A whole window has passed. */
  void end(AlertSink sink) {
    raised = false;
    sink.alert(alert(AlertLevel.OK, 0, endsNanos));
    endsNanos = Long.MAX_VALUE;
  }

  private Alert alert(AlertLevel level, long frames, long nanos) {
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
        amount(frames),
        unit(),
        "");
  }

  private long amount(long frames) {
    return switch (unit()) {
      case "octets" -> lostOctets;
      case "files" -> lostFiles;
      case "losses" -> losses;
      default -> frames;
    };
  }

  /** What can be counted of that which is lost, the finest of it. */
  private String unit() {
    if (lostOctets > 0) {
      return "octets";
    }
    if (lostFiles > 0) {
      return "files";
    }
    return losses > 0 ? "losses" : "frames";
  }
}
