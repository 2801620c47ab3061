// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.core.wire.Tunnels;
import io.tcpviz.detect.internal.Thresholds;
import java.time.Duration;

/**
 * Every setting of an analysis, immutable. Start from {@link #defaults()} and change what you need:
 *
 * <pre>{@code
 * AnalysisConfig config = AnalysisConfig.defaults().withSynTimeout(Duration.ofSeconds(1));
 * }</pre>
 *
 * @param duplicateAckThreshold duplicate ACKs that report a loss, at least 1 (RFC 5681 §3.2: 3)
 * @param minStall shortest wait for an acknowledgment that counts as a stall
 * @param stallRttFactor a stall also lasts at least this many smoothed round trips
 * @param synTimeout how long after the last SYN a missing SYN-ACK is reported; the same for what
 *     should follow a SYN-ACK and a FIN
 * @param stormCount RST (or FIN) segments of one host, or unanswered SYNs to one, that make a
 *     storm; at least 2
 * @param stormWindow the time they fall into
 * @param maxConnections connections kept at once; beyond it the longest silent ones are closed
 *     early and counted
 * @param maxHeldEvents events kept back until later packets settle them; beyond it the oldest are
 *     given out as they stand
 * @param idleTimeout how long a connection may be silent before it is given up, so that another one
 *     begins with its next segment; zero for ever. For analyses without an end: at least five
 *     minutes and {@code synTimeout} pass in any case
 * @param tunnels which packet of a tunnel is looked at
 * @param prediction whether segments that are simply next in order take the short way; the result
 *     is the same
 * @param threads at most so many read and analyse a capture, at least 1; more than two are of no
 *     use, and the result is the same. By default two, or one where there is one processor
 */
public record AnalysisConfig(
    int duplicateAckThreshold,
    Duration minStall,
    double stallRttFactor,
    Duration synTimeout,
    int stormCount,
    Duration stormWindow,
    int maxConnections,
    int maxHeldEvents,
    Duration idleTimeout,
    Tunnels tunnels,
    boolean prediction,
    int threads) {
  private static final int MOST_THREADS = 2;
  private static final Duration LONGEST = Duration.ofDays(10_000);

  private static final AnalysisConfig DEFAULTS =
      new AnalysisConfig(
          3,
          Duration.ofMillis(400),
          4.0,
          Duration.ofSeconds(3),
          50,
          Duration.ofSeconds(10),
          250_000,
          250_000,
          Duration.ZERO,
          Tunnels.INNER,
          true,
          Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));

  /** Checks the ranges. */
  public AnalysisConfig {
    require(duplicateAckThreshold >= 1, "duplicateAckThreshold must be at least 1");
    require(isDuration(minStall), "minStall must be between 0 and 10000 days");
    require(stallRttFactor >= 0, "stallRttFactor must not be negative");
    require(isDuration(synTimeout), "synTimeout must be between 0 and 10000 days");
    require(stormCount >= 2, "stormCount must be at least 2");
    require(
        isDuration(stormWindow) && !stormWindow.isZero(),
        "stormWindow must be positive and at most 10000 days");
    require(maxConnections >= 1, "maxConnections must be at least 1");
    require(maxHeldEvents >= 1, "maxHeldEvents must be at least 1");
    require(threads >= 1, "threads must be at least 1");
    require(isDuration(idleTimeout), "idleTimeout must be between 0 and 10000 days");
  }

  /** The thresholds that tcpviz uses when nobody says otherwise. */
  public static AnalysisConfig defaults() {
    return DEFAULTS;
  }

  /** A copy with another {@link #duplicateAckThreshold()}. */
  public AnalysisConfig withDuplicateAckThreshold(int count) {
    return new AnalysisConfig(
        count,
        minStall,
        stallRttFactor,
        synTimeout,
        stormCount,
        stormWindow,
        maxConnections,
        maxHeldEvents,
        idleTimeout,
        tunnels,
        prediction,
        threads);
  }

  /** A copy with another {@link #minStall()}. */
  public AnalysisConfig withMinStall(Duration duration) {
    return new AnalysisConfig(
        duplicateAckThreshold,
        duration,
        stallRttFactor,
        synTimeout,
        stormCount,
        stormWindow,
        maxConnections,
        maxHeldEvents,
        idleTimeout,
        tunnels,
        prediction,
        threads);
  }

  /** A copy with another {@link #stallRttFactor()}. */
  public AnalysisConfig withStallRttFactor(double factor) {
    return new AnalysisConfig(
        duplicateAckThreshold,
        minStall,
        factor,
        synTimeout,
        stormCount,
        stormWindow,
        maxConnections,
        maxHeldEvents,
        idleTimeout,
        tunnels,
        prediction,
        threads);
  }

  /** A copy with another {@link #synTimeout()}. */
  public AnalysisConfig withSynTimeout(Duration duration) {
    return new AnalysisConfig(
        duplicateAckThreshold,
        minStall,
        stallRttFactor,
        duration,
        stormCount,
        stormWindow,
        maxConnections,
        maxHeldEvents,
        idleTimeout,
        tunnels,
        prediction,
        threads);
  }

  /** A copy with another {@link #stormCount()} and {@link #stormWindow()}. */
  public AnalysisConfig withStorm(int count, Duration window) {
    return new AnalysisConfig(
        duplicateAckThreshold,
        minStall,
        stallRttFactor,
        synTimeout,
        count,
        window,
        maxConnections,
        maxHeldEvents,
        idleTimeout,
        tunnels,
        prediction,
        threads);
  }

  /** A copy with other bounds of memory. */
  public AnalysisConfig withBounds(int connections, int heldEvents) {
    return new AnalysisConfig(
        duplicateAckThreshold,
        minStall,
        stallRttFactor,
        synTimeout,
        stormCount,
        stormWindow,
        connections,
        heldEvents,
        idleTimeout,
        tunnels,
        prediction,
        threads);
  }

  /** A copy with another {@link #idleTimeout()}. */
  public AnalysisConfig withIdleTimeout(Duration duration) {
    return new AnalysisConfig(
        duplicateAckThreshold,
        minStall,
        stallRttFactor,
        synTimeout,
        stormCount,
        stormWindow,
        maxConnections,
        maxHeldEvents,
        duration,
        tunnels,
        prediction,
        threads);
  }

  /** A copy that looks at other packets of tunnels. */
  public AnalysisConfig withTunnels(Tunnels choice) {
    return new AnalysisConfig(
        duplicateAckThreshold,
        minStall,
        stallRttFactor,
        synTimeout,
        stormCount,
        stormWindow,
        maxConnections,
        maxHeldEvents,
        idleTimeout,
        choice,
        prediction,
        threads);
  }

  /** A copy with {@link #prediction()} on or off. */
  public AnalysisConfig withPrediction(boolean on) {
    return new AnalysisConfig(
        duplicateAckThreshold,
        minStall,
        stallRttFactor,
        synTimeout,
        stormCount,
        stormWindow,
        maxConnections,
        maxHeldEvents,
        idleTimeout,
        tunnels,
        on,
        threads);
  }

  /** A copy with another {@link #threads()}. */
  public AnalysisConfig withThreads(int atMost) {
    return new AnalysisConfig(
        duplicateAckThreshold,
        minStall,
        stallRttFactor,
        synTimeout,
        stormCount,
        stormWindow,
        maxConnections,
        maxHeldEvents,
        idleTimeout,
        tunnels,
        prediction,
        atMost);
  }

  /**
   * Presents every threshold that is set under its stable name, units in the names. The number of
   * threads is none: it changes no result.
   */
  public void visit(FieldVisitor out) {
    out.number("duplicate_ack_threshold", duplicateAckThreshold);
    out.millis("min_stall_ms", minStall.toNanos());
    out.number("stall_rtt_factor", stallRttFactor);
    out.millis("syn_timeout_ms", synTimeout.toNanos());
    out.number("storm_count", stormCount);
    out.millis("storm_window_ms", stormWindow.toNanos());
    out.number("max_connections", maxConnections);
    out.number("max_held_events", maxHeldEvents);
    if (!idleTimeout.isZero()) {
      out.millis("idle_timeout_ms", idleTimeout.toNanos());
    }
    out.text("tunnels", tunnels.jsonName());
    out.truth("prediction", prediction);
  }

  Thresholds thresholds() {
    return new Thresholds(
        duplicateAckThreshold,
        minStall.toNanos(),
        stallRttFactor,
        synTimeout.toNanos(),
        stormCount,
        stormWindow.toNanos(),
        maxConnections,
        maxHeldEvents,
        idleTimeout.isZero() ? Thresholds.NEVER : idleTimeout.toNanos(),
        prediction);
  }

  private static boolean isDuration(Duration duration) {
    return !duration.isNegative() && duration.compareTo(LONGEST) <= 0;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
