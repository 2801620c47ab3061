// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

/**
 * The thresholds of an analysis in the units that the engine counts in. The public configuration
 * says what each means.
 */
public record Thresholds(
    int duplicateAcks,
    long minStallNanos,
    double stallRttFactor,
    long synTimeoutNanos,
    int stormCount,
    long stormWindowNanos,
    int maxConnections,
    int maxHeldEvents,
    long idleNanos,
    boolean prediction) {
  /** As {@link #idleNanos}: however long a connection is silent, it is kept. */
  public static final long NEVER = Long.MAX_VALUE;
}
