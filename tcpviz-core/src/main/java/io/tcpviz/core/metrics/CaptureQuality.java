// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

/**
 * How far the capture itself can be trusted.
 *
 * @param grade the verdict
 * @param duplicateSegments segments that repeat a packet already captured
 * @param mirrored whether the capture holds most packets twice
 * @param gapBytes octets acknowledged that the capture lacks
 * @param uniqueBytes distinct payload octets seen
 * @param cutSegments segments whose payload the snap length cut
 * @param timeReversals frames stamped earlier than the frame before them
 * @param oneSidedConnections connections of which only one direction was captured
 * @param droppedByHost frames that the capturing host says it lost, -1 if it does not say
 */
public record CaptureQuality(
    CaptureGrade grade,
    long duplicateSegments,
    boolean mirrored,
    long gapBytes,
    long uniqueBytes,
    long cutSegments,
    long timeReversals,
    long oneSidedConnections,
    long droppedByHost) {}
