// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.metrics.RttSummary;

/**
 * The round trips from the capture point to a receiver and back, smoothed as RFC 6298 §2 does. The
 * time from the capture point to the sender is not in them; the other direction's estimator has it.
 */
abstract class RttEstimator extends Flight {
  private long samples;
  private long min = Long.MAX_VALUE; // all times in nanoseconds
  private long max;
  private long sum;
  private long smoothed;
  private long variation;

  RttEstimator(Flow flow) {
    super(flow);
  }

  void takeRtt(long nanos) {
    if (nanos < 0) {
      return; // the capture's clock went backwards
    }
    min = Math.min(min, nanos);
    max = Math.max(max, nanos);
    sum += nanos;
    if (samples++ == 0) {
      smoothed = nanos;
      variation = nanos / 2;
    } else {
      variation += (Math.abs(smoothed - nanos) - variation) / 4;
      smoothed += (nanos - smoothed) / 8;
    }
  }

  boolean hasSamples() {
    return samples > 0;
  }

  /** Smallest sample, 0 without any. */
  long minNanos() {
    return samples == 0 ? 0 : min;
  }

  /** SRTT, 0 without samples. */
  long smoothedNanos() {
    return smoothed;
  }

  /** RTTVAR, 0 without samples. */
  long variationNanos() {
    return variation;
  }

  RttSummary rttSummary() {
    return samples == 0
        ? new RttSummary(0, -1, -1, -1, -1)
        : new RttSummary(samples, min, sum / samples, max, smoothed);
  }
}
