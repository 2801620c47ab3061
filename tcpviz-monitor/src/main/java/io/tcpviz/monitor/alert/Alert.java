// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/**
 * One change of a level.
 *
 * @param level how bad it is from here on
 * @param before how bad it was
 * @param event what is counted: the JSON name of a kind of event, or of a rule
 * @param subject of whom: a direction of a connection, a host, a pair of hosts, a port
 * @param count how many within the window
 * @param windowSeconds length of the window of capture time
 * @param warn threshold of {@link AlertLevel#WARN}
 * @param critical threshold of {@link AlertLevel#CRITICAL}
 * @param timestampNanos capture time of the change, nanoseconds since the epoch
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
    long timestampNanos) {}
