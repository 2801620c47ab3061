// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.endurance;

import io.tcpviz.bench.trace.Shape;
import io.tcpviz.bench.trace.Trace;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import io.tcpviz.detect.FrameFeed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Feeds one analysis hour after hour of capture time, as fast as it takes them, and prints a line
 * of CSV behind each: what it holds after a garbage collection, among other things. An hour is a
 * rush of new connections at a million a minute, whose clients are others each time, beside
 * connections that live for as long as the run and lose a segment again and again. Some of the rush
 * are never closed, so that the analysis has to give them up in the end.
 *
 * <p>Each hour must tell of the rush what an analysis of it alone tells, and of the others each
 * repetition that was made.
 */
public final class Endurance {
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final long BEGIN_NANOS = 1_800_000_000_000_000_000L;

  /** One verdict in so many rests on what other clients of the same address did before. */
  private static final long DOUBTFUL = 1_000;

  private static final CaptureInfo NOWHERE = new CaptureInfo("", List.of());

  private final FrameFeed feed;
  private final ShiftedTrace rush;
  private final Map<EventKind, Long> ofRush;
  private final LongLived longLived = new LongLived(BEGIN_NANOS);
  private final long beganNanos = System.nanoTime();

  private Endurance(ShiftedTrace rush) throws IOException {
    this.rush = rush;
    FrameFeed alone = feed();
    rush.play(0, BEGIN_NANOS, alone, nanos -> {});
    ofRush = alone.finish().eventCounts();
    feed = feed();
  }

  private static FrameFeed feed() {
    return new FlowAnalyzer(AnalysisConfig.defaults().withIdleTimeout(Duration.ofHours(12)))
        .feed("endurance", event -> {});
  }

  /**
   * Runs for at least as many hours of capture time, and minutes of wall time, as told.
   *
   * @param args hours, minutes, and thousands of connections in the rush of each hour; 24, 20 and
   *     1000 if left out
   */
  public static void main(String[] args) throws IOException {
    int hours = args.length > 0 ? Integer.parseInt(args[0]) : 24;
    int minutes = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    int connections = 1_000 * (args.length > 2 ? Integer.parseInt(args[2]) : 1_000);
    Path trace = Files.createTempFile("tcpviz-endurance", ".pcap");
    try {
      write(trace, connections);
      new Endurance(new ShiftedTrace(trace)).run(hours, Duration.ofMinutes(minutes));
    } finally {
      Files.delete(trace);
    }
  }

  /** A million connections a minute, about ten packets each. */
  private static void write(Path trace, int connections) throws IOException {
    Shape shape =
        Shape.many()
            .packets(10L * connections)
            .connections(connections)
            .open(Math.min(50_000, connections / 10))
            .snapLength(96)
            .anomalies(0.01);
    try (OutputStream out = Files.newOutputStream(trace)) {
      Trace.write(shape, out);
    }
  }

  private void run(int hours, Duration atLeast) throws IOException {
    System.out.println(
        "hour,wall_s,packets,connections,open,given_up,events,heap_after_gc_mib,findings,worst");
    for (int hour = 0; hour < hours || elapsed().compareTo(atLeast) < 0; hour++) {
      Map<EventKind, Long> before = feed.summary(NOWHERE).eventCounts();
      long begin = BEGIN_NANOS + hour * HOUR_NANOS;
      long seededBefore = longLived.seeded();
      rush.play(hour, begin, feed, nanos -> longLived.playUntil(nanos, feed));
      longLived.playUntil(begin + HOUR_NANOS - 60_000_000_000L, feed);
      feed.tick(begin + HOUR_NANOS - 1); // nothing of this hour is held back any more
      RunSummary now = feed.summary(NOWHERE);
      long told = requireAll(before, now.eventCounts(), longLived.seeded() - seededBefore);
      print(hour, now, told);
    }
  }

  private void print(int hour, RunSummary now, long events) {
    List<Object> line =
        List.of(
            hour,
            elapsed().toSeconds(),
            now.packets(),
            now.connections(),
            feed.openConnections(),
            now.evictedConnections(),
            events,
            heapAfterCollection() >> 20,
            now.findings().size(),
            feed.worstOpen(10).size());
    System.out.println(line.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /** Compares the events of an hour with those that it must have; returns their number. */
  private long requireAll(Map<EventKind, Long> before, Map<EventKind, Long> now, long resent) {
    long all = 0;
    for (EventKind kind : EventKind.values()) {
      boolean ofRepetition = kind == EventKind.RETRANSMISSION || kind == EventKind.LOSS_INFER;
      long made = ofRush.getOrDefault(kind, 0L) + (ofRepetition ? resent : 0);
      long told = now.getOrDefault(kind, 0L) - before.getOrDefault(kind, 0L);
      if (Math.abs(told - made) > made / DOUBTFUL) {
        throw new IllegalStateException(kind + ": " + made + " were made, " + told + " told");
      }
      all += told;
    }
    return all;
  }

  private static long heapAfterCollection() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - beganNanos);
  }
}
