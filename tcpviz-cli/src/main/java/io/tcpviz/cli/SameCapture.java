// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;

/**
 * A capture that was read before: it ends where it ended then, though its file may have grown, and
 * fails where it has become another.
 */
final class SameCapture implements CaptureReader {
  private final CaptureReader capture;
  private final List<Long> frames;
  private final StopSignal stop;
  private final long most;
  private long read;

  /**
   * A capture at its beginning.
   *
   * @param frames how many were read of each of its files
   * @param stop ends the reading, which fails then
   */
  SameCapture(CaptureReader capture, List<Long> frames, StopSignal stop) {
    this.capture = capture;
    this.frames = frames;
    this.stop = stop;
    most = frames.stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    if (stop.isRequested()) {
      throw new InterruptedIOException("interrupted");
    }
    if (read < most && capture.next(frame)) {
      read++;
      return true;
    }
    requireSame(capture.info().files());
    return false;
  }

  private void requireSame(List<CaptureFile> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      if (i >= frames.size() || files.get(i).frames() != frames.get(i)) {
        throw new IOException(files.get(i).name() + " is not the capture that was analysed");
      }
    }
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
  public void close() throws IOException {
    capture.close();
  }
}
