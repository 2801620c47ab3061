// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.monitor.follow.CaptureLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What was gone before it was read, until somebody asks. */
final class LossLog {
  /** Of more, the last stands for all further ones: nobody may ever ask. */
  private static final int KEPT = 64;

  private final LongSupplier lastFrameNanos;
  private List<CaptureLoss> losses = new ArrayList<>();

  LossLog(LongSupplier lastFrameNanos) {
    this.lastFrameNanos = lastFrameNanos;
  }

  void add(String file, long octets, int files) {
    int last = losses.size() - 1;
    if (losses.size() == KEPT) {
      CaptureLoss before = losses.get(last);
      losses.set(
          last,
          new CaptureLoss(
              before.file(),
              before.octets() + octets,
              before.files() + files,
              before.afterNanos()));
    } else {
      losses.add(new CaptureLoss(file, octets, files, lastFrameNanos.getAsLong()));
    }
  }

  /** Those since the last call. */
  List<CaptureLoss> take() {
    List<CaptureLoss> taken = losses;
    losses = new ArrayList<>();
    return taken;
  }
}
