// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.wire.TcpSegment;

/**
 * How long it takes from the capture point to one side and back, read from timestamps (RFC 7323
 * §4.1): from the first segment towards it with a TSval to the first one from it that echoes that
 * TSval. Unlike the time from data to its acknowledgment this needs no data towards it, so it
 * measures the sender of a one-way transfer throughout, also while it repairs.
 *
 * <p>A side with nothing to say echoes late. So the smallest of the last few samples counts, kept
 * in two halves that take turns.
 */
abstract class EchoTimes extends RttEstimator {
  private static final int HALF = 8;
  private static final long NONE = Long.MAX_VALUE;

  private int awaitedTsVal;
  private long awaitedNanos = NONE; // when it passed; NONE if no echo is awaited
  private int newestTsVal;
  private boolean heard;

  private long min = NONE;
  private long older = NONE; // the smallest of the half before,
  private long recent = NONE; // and of the present one
  private int samples;

  EchoTimes(Flow flow) {
    super(flow);
  }

  /** A segment towards this side passes. */
  void onTowards(TcpSegment segment) {
    int tsVal = segment.tsVal();
    if (heard && !SequenceSpace.isAfter(tsVal, newestTsVal)) {
      return;
    }
    heard = true;
    newestTsVal = tsVal;
    if (awaitedNanos == NONE) {
      awaitedTsVal = tsVal;
      awaitedNanos = segment.timestampNanos();
    }
  }

  /** A segment from this side passes; whether it gives a sample. */
  boolean onFrom(TcpSegment segment) {
    if (awaitedNanos == NONE || SequenceSpace.isBefore(segment.tsEcr(), awaitedTsVal)) {
      return false;
    }
    long nanos = segment.timestampNanos() - awaitedNanos;
    awaitedNanos = NONE;
    if (segment.tsEcr() != awaitedTsVal || nanos < 0) {
      return false;
    }
    sampleEcho(nanos);
    return true;
  }

  private void sampleEcho(long nanos) {
    min = Math.min(min, nanos);
    recent = Math.min(recent, nanos);
    if (++samples % HALF == 0) {
      older = recent;
      recent = NONE;
    }
  }

  boolean hasEchoes() {
    return samples > 0;
  }

  /** Smallest sample; meaningful only if there are any. */
  long minEchoNanos() {
    return min;
  }

  /** Smallest of the latest samples; meaningful only if there are any. */
  long recentEchoNanos() {
    return Math.min(older, recent);
  }
}
