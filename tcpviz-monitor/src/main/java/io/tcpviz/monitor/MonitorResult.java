// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.metrics.RunSummary;

/**
 * How a run of a monitor ended.
 *
 * @param summary what it came to
 * @param captureEnded whether nothing could come any more; otherwise the monitor was stopped or
 *     reached a limit, and may have left a record half read
 * @param lostOctets octets that were gone before they could be read, at least
 */
public record MonitorResult(RunSummary summary, boolean captureEnded, long lostOctets) {
  /** Whether all of the capture was read that there was. */
  public boolean isWhole() {
    return lostOctets == 0 && (!captureEnded || summary.capture().damages().isEmpty());
  }
}
