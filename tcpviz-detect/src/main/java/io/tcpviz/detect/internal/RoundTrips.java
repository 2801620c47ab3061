// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.metrics.PathSummary;
import io.tcpviz.core.metrics.Vantage;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * The times between the capture point and both ends of a connection, from the seat of one of its
 * sides. A capture sees only halves of a round trip: from here to the receiver and back, and from
 * here to the sender and back, which is the detour that feedback takes before its consequences pass
 * here. The sides know each other, as the detour of one is the half of the other.
 *
 * <pre>
 *   sender ◀──── detour ────▶ capture point ◀──── rtt ────▶ receiver
 * </pre>
 */
abstract class RoundTrips extends EchoTimes {
  private static final int BESIDE_PART = 20;
  private static final long BESIDE_NANOS = 300_000L;

  private final Paths.Half wayHere;

  /**
   * Nothing measured yet.
   *
   * @param way between this side's host and the capture point, shared with other connections
   */
  RoundTrips(Flow flow, Paths.Half way) {
    super(flow);
    wayHere = way;
  }

  /** From data of this side to its acknowledgment, as it passes here. */
  RttEstimator rtt() {
    return this;
  }

  /**
   * Smallest time from the capture point to this side's host and back, on any connection; 0 if this
   * one has measured nothing: then the other ones may all have seen a full queue that is empty now.
   */
  long minDetourNanos() {
    return isMeasured() ? wayHere.minNanos() : 0;
  }

  /** Present time from the capture point to this side and back; 0 if unknown. */
  long detourNanos() {
    return hasEchoes() ? recentEchoNanos() : peer().rtt().smoothedNanos();
  }

  /** Smallest time to the receiver and back to the sender; 0 if unknown. */
  long minPathNanos() {
    return peer().minDetourNanos() + minDetourNanos();
  }

  /** Smoothed time to the receiver and back to the sender; 0 if unknown. */
  long smoothedPathNanos() {
    return smoothedNanos() + detourNanos();
  }

  /** Whether the way between the capture point and this side was measured. */
  private boolean isMeasured() {
    return hasEchoes() || peer().rtt().hasSamples();
  }

  /**
   * Whether the capture point is so close to this side that nothing is lost between them: within
   * five percent of the path, or where a path is too short for that to be told.
   */
  boolean isBeside() {
    long path = minPathNanos();
    return path == 0 || minDetourNanos() < Math.max(BESIDE_NANOS, path / BESIDE_PART);
  }

  /** What is known of both ways. */
  static PathSummary summary(RoundTrips client, RoundTrips server) {
    long toClient = client.isMeasured() ? client.minDetourNanos() : -1;
    long toServer = server.isMeasured() ? server.minDetourNanos() : -1;
    return new PathSummary(vantage(client, server), toClient, toServer);
  }

  private static Vantage vantage(RoundTrips client, RoundTrips server) {
    boolean known = client.isMeasured() && server.isMeasured();
    if (!known || client.minPathNanos() == 0) {
      return Vantage.UNKNOWN; // or both hosts answered at once
    }
    boolean clientIsCloser = client.minDetourNanos() < server.minDetourNanos();
    if (!(clientIsCloser ? client : server).isBeside()) {
      return Vantage.MID_PATH;
    }
    return clientIsCloser ? Vantage.NEAR_CLIENT : Vantage.NEAR_SERVER;
  }

  /** Takes the time from data of this side to its acknowledgment. */
  void sample(long nanos) {
    takeRtt(nanos);
    if (hasSamples()) {
      peer().noteWayHere(minNanos());
    }
  }

  /** Takes the shortest time known from the capture point to this side and back. */
  void noteWayHere(long nanos) {
    wayHere.note(nanos);
  }

  /** Takes the timestamps of a segment of this side that is no copy. */
  void noteEcho(TcpSegment segment) {
    if (segment.hasTimestamps()) {
      peer().onTowards(segment);
      if (segment.has(TcpFlags.ACK) && onFrom(segment)) {
        wayHere.note(minEchoNanos());
      }
    }
  }
}
