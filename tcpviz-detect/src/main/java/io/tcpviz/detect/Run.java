// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.LiveSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.CaptureGrade;
import io.tcpviz.core.metrics.CaptureQuality;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.wire.SkipReason;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.detect.internal.Engine;
import io.tcpviz.detect.internal.Findings;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One pass over one capture: frames in, results out, everything counted on the way. */
final class Run implements EventSink {
  /**
   * Frames read by one thread. The other processor is busy meanwhile: the virtual machine compiles.
   */
  private static final long FRAMES_ALONE = 1_000_000;

  private static final EventKind[] KINDS = EventKind.values();

  private final EventSink sink;
  private final Engine engine;
  private final TcpSegment segment = new TcpSegment();
  private final Decoding decoding;
  private final Findings findings = new Findings();
  private final long[] events = new long[KINDS.length];

  private final int threads;
  private long unlisted;
  private long gapBytes;
  private long uniqueBytes;

  Run(AnalysisConfig config, EventSink sink) {
    this(config, sink, null);
  }

  /**
   * A run that also tells events before they are settled.
   *
   * @param live told them; null for nobody
   */
  Run(AnalysisConfig config, EventSink sink, @Nullable LiveSink live) {
    this.sink = sink;
    this.engine = new Engine(config.thresholds(), this, live);
    this.decoding = new Decoding(config.tunnels());
    this.threads = config.threads();
  }

  RunSummary run(CaptureReader reader) throws IOException {
    return run(reader, threads > 1 ? FRAMES_ALONE : Long.MAX_VALUE, ReadAhead.USUAL_LENGTH);
  }

  /**
   * Analyses a capture, reading ahead if it is long.
   *
   * @param alone frames read by this thread; those behind are read by another
   * @param ahead how many segments that one may be ahead, a power of two
   */
  RunSummary run(CaptureReader reader, long alone, int ahead) throws IOException {
    Frame frame = new Frame();
    while (decoding.packets() < alone) {
      if (!reader.next(frame)) {
        return finish(reader.info());
      }
      frame(frame);
    }
    new ReadAhead(reader, decoding, engine.lookahead(), ahead).forEach(engine::onExpected);
    return finish(reader.info());
  }

  void frame(Frame frame) {
    if (decoding.decode(frame, segment)) {
      engine.onSegment(segment);
    }
  }

  void tick(long nanos) {
    engine.tick(nanos);
  }

  long segments() {
    return decoding.segments();
  }

  long skipped(SkipReason reason) {
    return decoding.skipped(reason);
  }

  long connections() {
    return engine.connections();
  }

  int openConnections() {
    return engine.openConnections();
  }

  long evictedConnections() {
    return engine.evicted();
  }

  List<FlowSummary> worstOpen(int atMost) {
    return engine.worstOpen(atMost);
  }

  void show(TrafficVisitor visitor) {
    engine.show(visitor);
  }

  RunSummary finish(CaptureInfo capture) {
    engine.finish();
    return summary(capture);
  }

  @Override
  public void event(TcpEvent event) {
    events[event.kind().ordinal()]++;
    findings.event(event);
    sink.event(event);
  }

  @Override
  public void flow(FlowSummary flow) {
    var there = flow.clientToServer();
    var back = flow.serverToClient();
    gapBytes += there.captureGapBytes() + back.captureGapBytes();
    uniqueBytes += there.uniqueBytes() + back.uniqueBytes();
    findings.flow(flow);
    if (engine.isEvicting() && isLoneSyn(flow)) {
      unlisted++;
    } else {
      sink.flow(flow);
    }
  }

  /**
   * Whether all there is to say is that a SYN passed: in a flood, millions say no more than one.
   */
  private static boolean isLoneSyn(FlowSummary flow) {
    return flow.state() == FlowState.SYN_SENT
        && flow.packets() == 1
        && flow.eventCounts().isEmpty();
  }

  RunSummary summary(CaptureInfo capture) {
    List<TcpEvent> standing = engine.standing();
    Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    for (EventKind kind : KINDS) {
      if (events[kind.ordinal()] > 0) {
        counts.put(kind, events[kind.ordinal()]);
      }
    }
    standing.forEach(event -> counts.merge(event.kind(), 1L, Long::sum));
    return new RunSummary(
        decoding.packets(),
        decoding.bytes(),
        decoding.segments(),
        decoding.skips(),
        engine.connections(),
        engine.evicted(),
        unlisted,
        counts,
        decoding.firstNanos(),
        decoding.lastNanos(),
        capture,
        quality(capture),
        findings.rankedWith(standing),
        findings.topFlows());
  }

  private CaptureQuality quality(CaptureInfo capture) {
    long dropped = dropped(capture);
    return new CaptureQuality(
        grade(dropped),
        engine.copies(),
        engine.isMirrored(),
        gapBytes,
        uniqueBytes,
        decoding.cutSegments(),
        decoding.timeReversals(),
        engine.oneSided(),
        dropped);
  }

  /** Of octets, of frames and of directions: the worst of what the capture lacks. */
  private CaptureGrade grade(long dropped) {
    return CaptureGrade.ofMissing(share(gapBytes, uniqueBytes))
        .and(CaptureGrade.ofMissing(share(Math.max(0, dropped), decoding.packets())))
        .and(CaptureGrade.ofMissing(share(engine.oneSided(), engine.connections())));
  }

  private static double share(long missing, long present) {
    return missing == 0 ? 0 : (double) missing / (missing + present);
  }

  private static long dropped(CaptureInfo capture) {
    long dropped = -1;
    for (var file : capture.files()) {
      for (var captured : file.interfaces()) {
        if (captured.dropped() >= 0) {
          dropped = Math.max(dropped, 0) + captured.dropped();
        }
      }
    }
    return dropped;
  }
}
