// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.SegmentDecoder;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.report.browser.Browser;
import io.tcpviz.report.browser.InBrowser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The segments that a page hands out are those of the capture, number by number. */
@InBrowser
class SegmentsInBrowserTest {
  /** Each segment in one line, with its numbers as they stand in the capture. */
  private static final String LINES =
      """
      const circle = (n) => ((n % 2 ** 32) + 2 ** 32) % 2 ** 32;
      const lines = [];
      for (let row = 0; row < session.connections.rows; row++) {
        const t = session.trace(row);
        const details = session.connections.details(row);
        const shifts = ["c2s", "s2c"].map((side) => details.get(side + ".window_shift") ?? 0);
        for (let i = 0; i < t.rows; i++) {
          const [own, other] = t.fromServer[i] ? [1, 0] : [0, 1];
          const scale = t.flags[i] & 2 ? 1 : 2 ** shifts[own];
          const sacks = Array.from(t.sacks.subarray(t.sackFrom[i], t.sackFrom[i + 1]));
          lines.push(
            [
              t.file ? t.file[i] : 0,
              t.frame[i],
              t.time[i] - t.time[0] + session.connections.columns.first[row] - session.from,
              t.flags[i],
              circle(t.base[own] + t.seq[i]),
              t.length[i],
              t.flags[i] & 16 ? circle(t.base[other] + t.ack[i]) : "-",
              t.window[i] / scale,
              sacks.map((edge) => circle(t.base[other] + edge)).join("+"),
              t.merged[i],
              t.since[i] === t.time[i],
              t.segments === t.rows && t.detail === "full",
            ].join(" "),
          );
        }
      }
      return lines.sort();
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fast-retransmit.pcap",
        "mirrored-port.pcap",
        "sequence-wrap.pcap",
        "slow-readers.pcap",
        "syn-retries.pcap"
      })
  void everySegmentOfACaptureIsOnItsPage(String name, Browser browser) throws IOException {
    AnalysedSample sample = AnalysedSample.of(directory, name);
    browser.open(sample.report());

    assertEquals(decoded(name), browser.run(LINES));
    assertEquals(true, browser.run("return session.hasTraces && session.traceNote === ''"));
    browser.assertQuiet();
  }

  @Test
  void segmentsOfSeveralFilesNameTheirs(Browser browser) throws IOException {
    String[] names = {"reordering.pcap", "timeout.pcap", "sequence-wrap.pcap"};
    browser.open(AnalysedSample.of(directory, names).report());

    assertEquals(decoded(names), browser.run(LINES));
  }

  @Test
  void relativeNumbersCountFromTheSynAndGoOnWhereTheCircleEnds(Browser browser) {
    browser.open(AnalysedSample.of(directory, "sequence-wrap.pcap").report());

    Object result =
        browser.run(
            """
            const t = session.trace(0);
            const sent = [...t.seq.keys()].filter((i) => !t.fromServer[i] && t.length[i] > 0);
            const next = sent.slice(1).map((i, k) => t.seq[i] - t.seq[sent[k]] - t.length[sent[k]]);
            return [t.seq[0], t.seq[sent[0]], Math.max(...next), t.base[0] + t.seq[sent.at(-1)] > 2 ** 32];
            """);
    assertEquals(List.of(0L, 1L, 0L, true), result);
  }

  @Test
  void aSparkHasSixteenPartsOfWhichTheBusiestIsFull(Browser browser) {
    browser.open(AnalysedSample.of(directory, "slow-readers.pcap").report());

    List<?> sparks =
        (List<?>)
            browser.run(
                "return Array.from({ length: session.connections.rows }, (_, row) =>"
                    + " session.spark(row)).filter(Boolean)"
                    + ".map((spark) => [spark.length, Math.max(...spark)].join())");
    assertFalse(sparks.isEmpty());
    assertTrue(sparks.stream().allMatch("16,255"::equals), sparks::toString);
  }

  private static List<String> decoded(String... names) throws IOException {
    List<CaptureSource> sources =
        Stream.of(names).map(name -> CaptureSource.of(Samples.file(name))).toList();
    List<String> lines = new ArrayList<>();
    SegmentDecoder decoder = new SegmentDecoder();
    TcpSegment s = new TcpSegment();
    Frame frame = new Frame();
    long begin = -1;
    try (CaptureReader reader = Captures.open(sources, Captures.provider(Captures.NATIVE))) {
      while (reader.next(frame)) {
        begin = begin < 0 ? frame.timestampNanos() : begin;
        if (decoder.decode(frame, s)) {
          lines.add(line(s, s.timestampNanos() - begin));
        }
      }
    }
    return lines.stream().sorted().toList();
  }

  private static String line(TcpSegment s, long nanos) {
    List<String> edges = new ArrayList<>();
    for (int i = 0; i < s.sackCount(); i++) {
      edges.add(Integer.toUnsignedString(s.sackStart(i)));
      edges.add(Integer.toUnsignedString(s.sackEnd(i)));
    }
    String ack = s.has(TcpFlags.ACK) ? Integer.toUnsignedString(s.ack()) : "-";
    return Stream.of(
            s.source(),
            s.frameNumber(),
            nanos,
            s.flags(),
            Integer.toUnsignedString(s.seq()),
            s.payloadLength(),
            ack,
            s.window(),
            String.join("+", edges),
            1,
            true,
            true)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
