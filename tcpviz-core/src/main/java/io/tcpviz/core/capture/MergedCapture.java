// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import java.io.IOException;
import java.util.List;

/** Several captures as one, in time order. */
final class MergedCapture {
  private MergedCapture() {}

  static CaptureReader open(List<CaptureSource> sources, CaptureProvider provider)
      throws IOException {
    throw new IOException("not yet");
  }
}
