// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A capture beside which something happens: after each frame that was asked for, before the next.
 */
public record Slowed(
    FollowedCapture capture, Consumer<Frame> afterFrame, Consumer<List<CaptureLoss>> lost)
    implements FollowedCapture {
  @Override
  public boolean next(Frame frame) throws IOException {
    boolean hasNext = capture.next(frame);
    if (hasNext) {
      afterFrame.accept(frame);
    }
    return hasNext;
  }

  @Override
  public List<CaptureLoss> losses() {
    List<CaptureLoss> losses = capture.losses();
    lost.accept(losses);
    return losses;
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
  public @Nullable FollowedFile file(int source) {
    return capture.file(source);
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
  public void close() throws IOException {
    capture.close();
  }
}
