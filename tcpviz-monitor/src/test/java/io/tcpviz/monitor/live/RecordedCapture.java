// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.live;

import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.monitor.follow.CaptureLoss;
import io.tcpviz.monitor.follow.FollowedCapture;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A capture whose frames somebody else gets to see as well. */
record RecordedCapture(FollowedCapture capture, Consumer<CapturedPacket> recorder)
    implements FollowedCapture {
  @Override
  public boolean next(Frame frame) throws IOException {
    boolean more = capture.next(frame);
    if (more) {
      int end = frame.offset() + frame.capturedLength();
      recorder.accept(
          new CapturedPacket(
              Arrays.copyOfRange(frame.bytes(), frame.offset(), end),
              frame.linkType(),
              frame.timestampNanos(),
              frame.originalLength()));
    }
    return more;
  }

  @Override
  public CaptureInfo info() {
    return capture.info();
  }

  @Override
  public long position() {
    return capture.position();
  }

  @Override
  public String fileName(int source) {
    return capture.fileName(source);
  }

  @Override
  public boolean hasManyFiles() {
    return capture.hasManyFiles();
  }

  @Override
  public long octetsBehind() {
    return capture.octetsBehind();
  }

  @Override
  public List<CaptureLoss> losses() {
    return capture.losses();
  }

  @Override
  public void close() throws IOException {
    capture.close();
  }
}
