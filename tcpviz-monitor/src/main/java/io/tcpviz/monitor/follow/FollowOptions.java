// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.Captures;
import java.time.Duration;

/**
 * How files are followed.
 *
 * @param provider reads them
 * @param pollInterval how often it is looked for what has changed where no file event tells; zero
 *     looks all the time
 * @param fileEvents whether the file system is asked to tell what changes; where it cannot, as on
 *     network shares, the interval is what counts
 * @param newestOnly whether of the files that are there in the beginning only the newest is read
 */
public record FollowOptions(
    CaptureProvider provider, Duration pollInterval, boolean fileEvents, boolean newestOnly) {
  /** Checks the interval. */
  public FollowOptions {
    if (pollInterval.isNegative()) {
      throw new IllegalArgumentException("the interval must not be negative");
    }
  }

  /** All files that are there, read by the native backend; events, and a look every 2 s. */
  public static FollowOptions defaults() {
    return new FollowOptions(
        Captures.provider(Captures.NATIVE), Duration.ofSeconds(2), true, false);
  }
}
