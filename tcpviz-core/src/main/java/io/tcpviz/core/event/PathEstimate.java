// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

/**
 * What a bystander knew of a sender's path when it spoke.
 *
 * @param flightBytes octets sent and not acknowledged, the stand-in for the congestion window (RFC
 *     5681 §2, FlightSize); -1 when unknown
 * @param maxFlightBytes the largest such value so far; -1 when unknown
 * @param smoothedRttNanos smoothed round-trip time as this capture point sees it (RFC 6298 §2); -1
 *     before the first sample
 */
public record PathEstimate(long flightBytes, long maxFlightBytes, long smoothedRttNanos) {}
