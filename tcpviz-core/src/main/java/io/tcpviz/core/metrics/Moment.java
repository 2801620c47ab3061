// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

/**
 * One event of a finding, to be looked at first.
 *
 * @param connection number of its connection
 * @param source index of its file among the files of the capture
 * @param frame 1-based number of its packet in that file
 * @param timestampNanos capture time of that packet, nanoseconds since the epoch
 * @param lostTimeNanos time lost to this event, 0 where it cost none
 */
public record Moment(
    int connection, int source, long frame, long timestampNanos, long lostTimeNanos) {}
