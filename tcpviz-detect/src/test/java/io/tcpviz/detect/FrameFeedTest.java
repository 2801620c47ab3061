// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PackedBytes;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An analysis gives the same whichever way its frames come. */
class FrameFeedTest {
  private static final Path SAMPLE = Path.of("..", "samples", "fast-retransmit.pcap");
  private static final FlowAnalyzer ANALYZER = new FlowAnalyzer(AnalysisConfig.defaults());

  @Test
  void framesOfTheCallerGiveTheEventsOfTheirFile() throws IOException {
    Analysis expected = FlowAnalyzer.analyze(SAMPLE);
    List<TcpEvent> events = new ArrayList<>();
    FrameFeed feed = ANALYZER.feed("tap", events::add);
    try (CaptureReader reader = Captures.open(SAMPLE)) {
      Frame frame = new Frame();
      while (reader.next(frame)) {
        int end = frame.offset() + frame.capturedLength();
        byte[] own = Arrays.copyOfRange(frame.bytes(), frame.offset(), end);
        feed.frame(
            own, 0, own.length, frame.originalLength(), frame.timestampNanos(), frame.linkType());
        Arrays.fill(own, (byte) 0xEE); // nothing of it may be kept
      }
    }
    RunSummary summary = feed.finish();

    assertEquals(expected.events(), events);
    assertEquals(expected.summary().packets(), summary.packets());
    assertEquals("tap", summary.capture().files().get(0).name());
    assertEquals(summary.packets(), summary.capture().files().get(0).interfaces().get(0).frames());
  }

  @Test
  void streamsAndChannelsAreCapturesToo() throws IOException {
    Analysis expected = FlowAnalyzer.analyze(SAMPLE);
    byte[] packed = PackedBytes.gzip(Files.readAllBytes(SAMPLE));
    for (CaptureSource source :
        List.of(
            CaptureSource.of("stream", new ByteArrayInputStream(packed)),
            CaptureSource.of("channel", Channels.newChannel(new ByteArrayInputStream(packed))))) {
      try (CaptureReader reader = Captures.open(source)) {
        assertEquals(expected.events(), ANALYZER.analyze(reader).events(), source.name());
      }
    }
  }

  @Test
  void timeLostIsKnownWhereAConnectionLastsLongerThan63BitsOfNanosecondsTell() {
    List<CapturedPacket> packets =
        SegmentScript.parse(
                """
                    0     >   S    0:0            win 64240 <mss 1460>
                 1000     >   S    0:0
                 1020     <   S.   0:0     ack 1  win 65160 <mss 1460>
                 1020.1   >   .    1:1     ack 1
                 1030     >   P.   1:101   ack 1
                """)
            .frames(Staging.plain());
    List<FlowSummary> flows = new ArrayList<>();
    FrameFeed feed =
        ANALYZER.feed(
            "tap",
            new EventSink() {
              @Override
              public void event(TcpEvent event) {}

              @Override
              public void flow(FlowSummary flow) {
                flows.add(flow);
              }
            });
    long begin = packets.get(0).timestampNanos();
    for (CapturedPacket packet : packets) {
      byte[] bytes = packet.bytes();
      long nanos = Long.MIN_VALUE + packet.timestampNanos() - begin;
      boolean last = packet == packets.get(packets.size() - 1);
      feed.frame(
          bytes, 0, bytes.length, bytes.length, last ? Long.MAX_VALUE : nanos, packet.linkType());
    }
    feed.finish();

    assertEquals(1, flows.size());
    assertEquals(Long.MAX_VALUE, flows.get(0).durationNanos());
    assertEquals(1_000_000_000, flows.get(0).lostTimeNanos());
  }

  @Test
  void aFeedTakesNothingBehindItsEndNorFromOutsideOfItsArray() {
    FrameFeed feed = ANALYZER.feed("tap", event -> {});

    assertThrows(IndexOutOfBoundsException.class, () -> feed.frame(new byte[4], 2, 3, 3, 0, 1));
    assertEquals(0, feed.finish().packets());
    assertThrows(IllegalStateException.class, feed::finish);
    assertThrows(IllegalStateException.class, () -> feed.frame(new byte[4], 0, 4, 4, 0, 1));
  }
}
