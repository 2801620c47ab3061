// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import io.tcpviz.core.event.FieldVisitor;

/**
 * What one side of a connection sent.
 *
 * @param packets segments captured
 * @param dataPackets segments with payload
 * @param payloadBytes payload octets, repeats included
 * @param uniqueBytes distinct payload octets: the advance of the sequence numbers that was seen
 * @param retransmittedPackets segments judged to be retransmissions
 * @param retransmittedBytes payload octets sent again
 * @param outOfOrderPackets segments judged to be overtaken on the way
 * @param duplicatePackets copies of packets made by the network or the capture
 * @param lostRanges ranges inferred lost
 * @param timeouts retransmissions by timer
 * @param duplicateAcks duplicate ACKs sent (RFC 5681 §2)
 * @param zeroWindows times this side closed its window
 * @param zeroWindowNanos how long in all
 * @param stallNanos how long this side's data waited in acknowledgment stalls
 * @param captureGapBytes octets acknowledged that the capture lacks
 * @param maxFlightBytes most octets outstanding at once
 * @param maxWindowBytes largest window offered, scaled
 * @param mss maximum segment size option sent, 0 if not seen
 * @param windowShift window scale in force, -1 if not known
 * @param rtt round trips of this side's data
 */
public record DirectionSummary(
    long packets,
    long dataPackets,
    long payloadBytes,
    long uniqueBytes,
    long retransmittedPackets,
    long retransmittedBytes,
    long outOfOrderPackets,
    long duplicatePackets,
    long lostRanges,
    long timeouts,
    long duplicateAcks,
    long zeroWindows,
    long zeroWindowNanos,
    long stallNanos,
    long captureGapBytes,
    long maxFlightBytes,
    long maxWindowBytes,
    int mss,
    int windowShift,
    RttSummary rtt) {
  /** Presents every field under its stable name. */
  public void visit(FieldVisitor out) {
    out.number("packets", packets);
    out.number("data_packets", dataPackets);
    out.number("payload_bytes", payloadBytes);
    out.number("unique_bytes", uniqueBytes);
    out.number("retransmitted_packets", retransmittedPackets);
    out.number("retransmitted_bytes", retransmittedBytes);
    out.number("out_of_order_packets", outOfOrderPackets);
    out.number("duplicate_packets", duplicatePackets);
    out.number("lost_ranges", lostRanges);
    out.number("timeouts", timeouts);
    out.number("duplicate_acks", duplicateAcks);
    out.number("zero_windows", zeroWindows);
    out.millis("zero_window_ms", zeroWindowNanos);
    out.millis("stall_ms", stallNanos);
    out.number("capture_gap_bytes", captureGapBytes);
    out.number("max_flight_bytes", maxFlightBytes);
    out.number("max_window_bytes", maxWindowBytes);
    out.numberOrUnknown("mss_bytes", mss == 0 ? -1 : mss);
    out.numberOrUnknown("window_shift", windowShift);
    rtt.visit(out);
  }
}
