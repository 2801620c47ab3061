// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;

/** The window episodes that one sender suffers at present. */
final class WindowEpisodes {
  /** The receiver's closed window. */
  @Nullable PendingEvent zero;

  long zeroSinceNanos;
  long reopenedNanos = Long.MIN_VALUE / 2;
  int advertisements;
  int probes;
  long lastFrame;

  /** The full window that keeps the sender from sending. */
  @Nullable PendingEvent full;

  long fullSinceNanos;

  boolean isCalm() {
    return zero == null && full == null;
  }
}
