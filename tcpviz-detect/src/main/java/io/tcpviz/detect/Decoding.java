// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.SkipReason;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.core.wire.Tunnels;
import java.util.EnumMap;
import java.util.Map;

/** Decodes the frames of a capture, and counts what they were. Used by one thread at a time. */
final class Decoding {
  private static final SkipReason[] REASONS = SkipReason.values();

  private final SegmentDecoder decoder;
  private final long[] skipped = new long[REASONS.length];
  private long packets;
  private long bytes;
  private long segments;
  private long cutSegments;
  private long timeReversals;
  private long firstNanos;
  private long lastNanos;
  private long previousNanos;

  Decoding(Tunnels tunnels) {
    decoder = new SegmentDecoder(tunnels);
  }

  /**
   * Takes the next frame.
   *
   * @param segment filled where it holds one, undefined otherwise
   * @return whether it holds one
   */
  boolean decode(Frame frame, TcpSegment segment) {
    count(frame);
    if (!decoder.decode(frame, segment)) {
      skipped[decoder.skipReason().ordinal()]++;
      return false;
    }
    segments++;
    if (segment.capturedPayloadLength() < segment.payloadLength()) {
      cutSegments++;
    }
    return true;
  }

  private void count(Frame frame) {
    long nanos = frame.timestampNanos();
    if (packets++ == 0) {
      firstNanos = nanos;
      lastNanos = nanos;
    } else if (nanos < previousNanos) {
      timeReversals++;
    }
    previousNanos = nanos;
    firstNanos = Math.min(firstNanos, nanos);
    lastNanos = Math.max(lastNanos, nanos);
    bytes += frame.originalLength();
  }

  /** Frames so far. */
  long packets() {
    return packets;
  }

  /** Octets that they had on the wire. */
  long bytes() {
    return bytes;
  }

  /** Frames that held a segment. */
  long segments() {
    return segments;
  }

  /** Segments of whose payload the capture holds only a part. */
  long cutSegments() {
    return cutSegments;
  }

  /** Frames that are older than the one before. */
  long timeReversals() {
    return timeReversals;
  }

  /** The earliest time of a frame, nanoseconds since the epoch. */
  long firstNanos() {
    return firstNanos;
  }

  /** The latest time of a frame, nanoseconds since the epoch. */
  long lastNanos() {
    return lastNanos;
  }

  /** Frames as they were judged when they came: pieces of packets stay pieces. */
  long skipped(SkipReason reason) {
    return skipped[reason.ordinal()];
  }

  /** Frames without a segment, by reason, as they are judged by what came later. */
  Map<SkipReason, Long> skips() {
    Map<SkipReason, Long> skips = new EnumMap<>(SkipReason.class);
    for (SkipReason reason : REASONS) {
      long count = skipped(reason);
      if (reason == SkipReason.FRAGMENT) {
        count -= decoder.joinedFragments();
      } else if (reason == SkipReason.REASSEMBLED) {
        count += decoder.joinedFragments();
      }
      if (count > 0) {
        skips.put(reason, count);
      }
    }
    return skips;
  }
}
