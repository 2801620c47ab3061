// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.core.capture.LiveCaptureOptions;
import java.io.IOException;
import java.util.List;

/**
 * What passes an interface. Frames that the kernel dropped are counted by {@link
 * io.tcpviz.core.capture.CaptureInterface#dropped()} of {@link #info}, not told as {@link #losses}.
 */
public final class InterfaceCapture implements FollowedCapture {
  private final CaptureReader reader;

  private InterfaceCapture(CaptureReader reader) {
    this.reader = reader;
  }

  /**
   * Begins to capture.
   *
   * @param idle asked while no frame comes
   * @throws IOException if it cannot be captured from; the message says in words for the user what
   *     to do about it
   */
  public static FollowedCapture open(LiveCaptureOptions options, IdleListener idle)
      throws IOException {
    return new InterfaceCapture(Captures.liveProvider().open(options, idle));
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    return reader.next(frame);
  }

  @Override
  public CaptureInfo info() {
    return reader.info();
  }

  @Override
  public long position() {
    return reader.position();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  @Override
  public String fileName(int source) {
    return "";
  }

  @Override
  public boolean hasManyFiles() {
    return false;
  }

  @Override
  public long octetsBehind() {
    return 0;
  }

  @Override
  public List<CaptureLoss> losses() {
    return List.of();
  }
}
