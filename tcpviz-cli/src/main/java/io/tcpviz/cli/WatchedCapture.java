// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;
import java.util.function.LongConsumer;

/** A capture that ends when the user asks for it, and says how far it is. */
final class WatchedCapture implements CaptureReader {
  /** Frames between two looks at the position; a power of two. */
  private static final int STEP = 4096;

  private final CaptureReader capture;
  private final StopSignal stop;
  private final LongConsumer progress;
  private int frames;

  /**
   * Watches a capture.
   *
   * @param progress told the position now and then
   */
  WatchedCapture(CaptureReader capture, StopSignal stop, LongConsumer progress) {
    this.capture = capture;
    this.stop = stop;
    this.progress = progress;
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    if (stop.isRequested()) {
      return false;
    }
    if ((++frames & STEP - 1) == 0) {
      progress.accept(capture.position());
    }
    return capture.next(frame);
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
