// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;

/** A capture as another reader gives it; what differs is for its subclasses. */
abstract class PassedOn implements CaptureReader {
  private final CaptureReader capture;

  PassedOn(CaptureReader capture) {
    this.capture = capture;
  }

  @Override
  public boolean next(Frame frame) throws IOException {
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
