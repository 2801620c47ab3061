// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/**
 * One change of a level.
 *
 * @param level how bad it is from here on
 * @param before how bad it was
 * @param event what is counted: the JSON name of a kind of event, the name of what a rule counts,
 *     or {@link #CAPTURE_DROPS}
 * @param subject of whom: a direction of a connection, a host, a pair of hosts, a port, or {@link
 *     #WHOLE_CAPTURE}
 * @param count how many events within the window; for {@link #CAPTURE_DROPS} frames
 * @param windowSeconds length of the window of capture time
 * @param warn threshold of {@link AlertLevel#WARN}; infinite if there is none
 * @param critical threshold of {@link AlertLevel#CRITICAL}; infinite if there is none
 * @param timestampNanos capture time of the change, nanoseconds since the epoch
 * @param per what kind of subject it is: a name of {@link Per}, or "capture"
 * @param value what is compared with the thresholds, in {@code unit}
 * @param unit "events", "octets", or "%" of what a rule names; for {@link #CAPTURE_DROPS} "frames",
 *     "octets", "files", or "losses" where nothing finer can be counted
 * @param rule the rule as it was given; empty for the thresholds that all kinds share
 */
public record Alert(
    AlertLevel level,
    AlertLevel before,
    String event,
    String subject,
    long count,
    double windowSeconds,
    double warn,
    double critical,
    long timestampNanos,
    String per,
    double value,
    String unit,
    String rule) {
  /** What is counted where the capture itself lacks frames. */
  public static final String CAPTURE_DROPS = "capture_drops";

  /** The subject where the capture itself lacks frames. */
  public static final String WHOLE_CAPTURE = "*";
}
