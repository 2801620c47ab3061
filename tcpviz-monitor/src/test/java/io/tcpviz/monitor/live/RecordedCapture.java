// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.live;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.monitor.follow.FollowedCapture;
import io.tcpviz.monitor.follow.Slowed;
import io.tcpviz.testkit.CapturedPacket;
import java.util.Arrays;
import java.util.function.Consumer;

/** A capture whose frames somebody else gets to see as well. */
final class RecordedCapture {
  private RecordedCapture() {}

  static FollowedCapture of(FollowedCapture capture, Consumer<CapturedPacket> recorder) {
    return new Slowed(capture, frame -> recorder.accept(copy(frame)), losses -> {});
  }

  private static CapturedPacket copy(Frame frame) {
    int end = frame.offset() + frame.capturedLength();
    return new CapturedPacket(
        Arrays.copyOfRange(frame.bytes(), frame.offset(), end),
        frame.linkType(),
        frame.timestampNanos(),
        frame.originalLength());
  }
}
