// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/** How bad it is, the best first. */
public enum AlertLevel {
  /** Below all thresholds. */
  OK,

  /** Below all thresholds, but the capture itself lacks frames, so that nobody knows. */
  UNKNOWN,

  /** At or above the lower threshold. */
  WARN,

  /** At or above the upper threshold. */
  CRITICAL
}
