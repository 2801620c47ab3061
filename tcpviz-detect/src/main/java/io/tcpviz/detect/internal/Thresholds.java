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
    boolean prediction) {}
