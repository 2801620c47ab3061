// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.TcpSegment;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticTraceTest {
  private final SyntheticTrace trace = SyntheticTrace.of(20, 10, 0.2, 7);

  @Test
  void theSameSeedGivesTheSameOctets() {
    SyntheticTrace again = SyntheticTrace.of(20, 10, 0.2, 7);
    assertEquals(trace.packets().size(), again.packets().size());
    for (int i = 0; i < trace.packets().size(); i++) {
      assertArrayEquals(trace.packets().get(i).bytes(), again.packets().get(i).bytes());
      assertEquals(
          trace.packets().get(i).timestampNanos(), again.packets().get(i).timestampNanos());
    }
  }

  @Test
  void everyFrameIsASegmentAndRepeatedOctetsAreTheLosses() throws IOException {
    SegmentDecoder decoder = new SegmentDecoder();
    TcpSegment segment = new TcpSegment();
    Frame frame = new Frame();
    Set<Long> seen = new HashSet<>();
    int repeated = 0;
    long number = 0;
    try (CaptureReader reader = trace.reader()) {
      while (reader.next(frame)) {
        assertTrue(decoder.decode(frame, segment), "frame " + frame.number());
        assertEquals(++number, frame.number());
        long identity = (long) segment.sourcePort() << 32 | segment.seq() & 0xFFFF_FFFFL;
        if (segment.payloadLength() > 0 && !seen.add(identity)) {
          repeated++;
        }
      }
    }
    assertEquals(trace.packets().size(), number);
    assertTrue(trace.losses() > 10, "losses: " + trace.losses());
    assertEquals(trace.losses(), repeated);
  }
}
