// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;

/** The window episodes that one sender suffers at present. */
final class WindowEpisodes {
  /** Of the many senders that never suffer any; nobody writes to it. */
  static final WindowEpisodes NONE = new WindowEpisodes();

  private static final long NEVER = Long.MIN_VALUE / 2;

  /** The receiver's closed window. */
  @Nullable PendingEvent zero;

  long zeroSinceNanos;
  long reopenedNanos = NEVER;
  int advertisements;
  int probes;
  long lastFrame;

  /** Whether the sender keeps an idle connection alive. */
  boolean keptAlive;

  /** The full window that keeps the sender from sending. */
  @Nullable PendingEvent full;

  long fullSinceNanos;
  long fullOctets;

  /** Whether the window was ever closed: then a single octet may still be a probe of it. */
  boolean wasClosed() {
    return reopenedNanos != NEVER;
  }

  boolean isCalm() {
    return zero == null && full == null;
  }
}
