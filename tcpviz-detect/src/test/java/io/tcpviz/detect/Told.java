// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that an analysis told before it ended or failed, and the threads that read for it. */
final class Told implements EventSink {
  /** In order: events, connections, and the summary or what was thrown. */
  final List<String> words = new ArrayList<>();

  /** The threads that called the reader. */
  final Set<Thread> readers = new HashSet<>();

  private final int failAt;

  private Told(int failAt) {
    this.failAt = failAt;
  }

  /** For an analysis that is not run. */
  static Told nothing() {
    return new Told(-1);
  }

  /**
   * Analyses.
   *
   * @param failAt the result at which the sink fails; -1 for none
   * @param alone frames read by the calling thread; those behind are read by another
   * @param ahead how many segments that one may be ahead
   */
  static Told by(CaptureReader capture, AnalysisConfig config, int failAt, long alone, int ahead) {
    Told told = new Told(failAt);
    try {
      told.words.add(new Run(config, told).run(told.noting(capture), alone, ahead).toString());
    } catch (IOException | RuntimeException | Error e) {
      told.words.add(e.toString());
    }
    told.readers.remove(Thread.currentThread());
    told.readers.forEach(reader -> assertFalse(reader.isAlive(), "outlives the analysis"));
    return told;
  }

  @Override
  public void event(TcpEvent event) {
    take(event);
  }

  @Override
  public void flow(FlowSummary flow) {
    take(flow);
  }

  private void take(Object result) {
    if (words.size() == failAt) {
      throw new IllegalStateException("no room for result " + failAt);
    }
    words.add(result.toString());
  }

  private CaptureReader noting(CaptureReader capture) {
    return new PassedOn(capture) {
      @Override
      public boolean next(Frame frame) throws IOException {
        readers.add(Thread.currentThread());
        return super.next(frame);
      }
    };
  }
}
