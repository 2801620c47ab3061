// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.metrics.RunSummary;

/**
 * How a run of a monitor ended.
 *
 * @param summary what it came to
 * @param captureEnded whether nothing could come any more; otherwise the monitor was stopped or
 *     reached a limit, and may have left a record half read
 */
public record MonitorResult(RunSummary summary, boolean captureEnded) {
  /** Whether the capture has ended, and is damaged or cut. */
  public boolean isDamaged() {
    return captureEnded && !summary.capture().damages().isEmpty();
  }
}
