// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** What must hold for any octets. */
final class Octets {
  private static final FlowAnalyzer ANALYZER = new FlowAnalyzer(AnalysisConfig.defaults());

  private Octets() {}

  /** Reads the octets as a capture. */
  static void readAll(byte[] file) throws IOException {
    try (CaptureReader reader = open(file)) {
      Frame frame = new Frame();
      long frames = 0;
      long number = 0;
      long position = 0;
      while (reader.next(frame)) {
        frames++;
        assertTrue(frame.number() > number, "numbers increase");
        assertTrue(frame.capturedLength() >= 0 && frame.offset() >= 0, "lengths are no negatives");
        assertTrue(
            frame.offset() + frame.capturedLength() <= frame.bytes().length, "frames are lent");
        assertTrue(frame.capturedLength() <= frame.originalLength(), "frames are cut, not grown");
        assertTrue(reader.position() >= position, "the position never decreases");
        number = frame.number();
        position = reader.position();
      }
      CaptureInfo info = reader.info();
      assertEquals(frames, info.frames());
    } catch (CaptureException refused) {
      assertTrue(refused.offset() >= 0, refused.getMessage());
    }
  }

  /** Analyses the octets as a capture. */
  static void analyze(byte[] file) throws IOException {
    try (CaptureReader reader = open(file)) {
      RunSummary summary = ANALYZER.analyze(reader).summary();
      long skipped = summary.skipped().values().stream().mapToLong(Long::longValue).sum();
      assertEquals(summary.packets(), summary.tcpPackets() + skipped, "every frame is counted");
    } catch (CaptureException refused) {
      assertTrue(refused.offset() >= 0, refused.getMessage());
    }
  }

  private static CaptureReader open(byte[] file) throws IOException {
    CaptureSource source = CaptureSource.of("fuzz", new ByteArrayInputStream(file));
    return Captures.open(List.of(source), Captures.provider(Captures.NATIVE));
  }
}
