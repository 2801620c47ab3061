// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import io.tcpviz.core.event.FieldVisitor;

/**
 * Round-trip times from the capture point to the receiver and back: from a data segment to the
 * acknowledgment that covers it. Segments that were sent more than once give no sample (Karn's
 * rule, RFC 6298 §3).
 *
 * @param samples how many
 * @param minNanos smallest, -1 without samples
 * @param meanNanos mean, -1 without samples
 * @param maxNanos largest, -1 without samples
 * @param smoothedNanos SRTT (RFC 6298 §2) at the end, -1 without samples
 */
public record RttSummary(
    long samples, long minNanos, long meanNanos, long maxNanos, long smoothedNanos) {
  /** Presents every field under its stable name. */
  public void visit(FieldVisitor out) {
    out.number("rtt_samples", samples);
    out.millisOrUnknown("rtt_min_ms", minNanos);
    out.millisOrUnknown("rtt_mean_ms", meanNanos);
    out.millisOrUnknown("rtt_max_ms", maxNanos);
    out.millisOrUnknown("rtt_smoothed_ms", smoothedNanos);
  }
}
