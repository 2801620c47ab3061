// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** A capture that ends when the user asks for it, and says how far it is. */
final class WatchedCapture implements CaptureReader {
  /** Frames between two looks at the position; a power of two. */
  private static final int STEP = 4096;

  private final CaptureReader capture;
  private final StopSignal stop;
  private final LongConsumer progress;
  private int frames;
  private boolean interrupted;

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
      interrupted = true;
      return false;
    }
    if ((++frames & STEP - 1) == 0) {
      progress.accept(capture.position());
    }
    return capture.next(frame);
  }

  /** {@inheritDoc} Results of a part must not pass for those of the whole. */
  @Override
  public CaptureInfo info() {
    CaptureInfo info = capture.info();
    return interrupted ? new CaptureInfo(info.backend(), cut(info.files())) : info;
  }

  /** The files; where reading ended is told of the last one that was read. */
  private List<CaptureFile> cut(List<CaptureFile> files) {
    List<CaptureFile> all = new ArrayList<>(files);
    int last = all.size() - 1;
    while (last > 0 && all.get(last).frames() == 0) {
      last--;
    }
    CaptureFile file = all.get(last);
    List<CaptureDamage> damages = new ArrayList<>(file.damages());
    long offset = all.size() == 1 ? capture.position() : 0; // several have one position
    damages.add(new CaptureDamage(file.name(), offset, CaptureDamage.INTERRUPTED));
    all.set(
        last,
        new CaptureFile(
            file.name(),
            file.format(),
            file.frames(),
            file.repeatedFrames(),
            file.interfaces(),
            damages));
    return all;
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
