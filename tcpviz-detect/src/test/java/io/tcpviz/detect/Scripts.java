// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.MemoryCaptures;
import io.tcpviz.testkit.PcapBytes;
import io.tcpviz.testkit.PcapngBytes;
import io.tcpviz.testkit.SegmentScript;
import io.tcpviz.testkit.Staging;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Plays a {@link SegmentScript} and compares what is heard with what it expects; then again in
 * variations that must not change it.
 */
final class Scripts {
  private static final long YEAR_NANOS = 365L * 24 * 3600 * 1_000_000_000;

  private static final String OPENING_AT_CLIENT =
      """
          0   >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>
         10   <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ws 7>
         10   >   .    1:1     ack 1  win 502
      """;
  private static final String OPENING_AT_SERVER =
      """
          0   >   S    0:0            win 64240 <mss 1460, sackOK, ws 7>
          0   <   S.   0:0     ack 1  win 65160 <mss 1460, sackOK, ws 7>
         80   >   .    1:1     ack 1  win 502
      """;
  private static final String OPENING_WITHOUT_OPTIONS =
      """
          0   >   S    0:0            win 64240 <mss 1460>
         10   <   S.   0:0     ack 1  win 65160 <mss 1460>
         10   >   .    1:1     ack 1
      """;

  private Scripts() {}

  /**
   * A script behind a handshake from 0 to 10 ms, captured beside the client, 10 ms from the server.
   */
  static String besideClient(String script) {
    return OPENING_AT_CLIENT + script;
  }

  /**
   * A script behind a handshake from 0 to 80 ms, captured beside the server, 80 ms from the client.
   */
  static String besideServer(String script) {
    return OPENING_AT_SERVER + script;
  }

  /** Like {@link #besideClient}, between hosts that know neither SACK nor window scaling. */
  static String withoutOptions(String script) {
    return OPENING_WITHOUT_OPTIONS + script;
  }

  /** Plays a script with the default thresholds; returns the analysis of it as written. */
  static Analysis verify(String script) {
    return verify(script, AnalysisConfig.defaults());
  }

  /** Plays a script with other thresholds. */
  static Analysis verify(String text, AnalysisConfig config) {
    SegmentScript script = SegmentScript.parse(text);
    Analysis asWritten = verifyStaged(script, Staging.plain(), config);
    for (Staging staging : variations(script)) {
      verifyStaged(script, staging, config);
    }
    assertEquals(
        asWritten.events(),
        verifyStaged(script, Staging.plain(), config.withPrediction(false)).events(),
        "without prediction");
    assertEquals(
        LiveReader.sorted(asWritten.events()),
        LiveReader.of(script.frames(Staging.plain()), config).events(),
        "live");
    verifyFiles(script, config);
    if (!script.needs("alone")) {
      verifyBesideAnother(script, config);
    }
    return asWritten;
  }

  private static List<Staging> variations(SegmentScript script) {
    Staging plain = Staging.plain();
    List<Staging> variations = new ArrayList<>();
    for (int before : new int[] {1, 2, 3, 700, 1_500, 3_001, 5_001}) {
      variations.add(plain.withIsns("ISNs " + before + " before the wrap", -before, -before));
    }
    variations.add(plain.withIsns("ISNs at half the circle", (1 << 31) - 1_000, (1 << 31) - 1));
    variations.add(plain.withClocks("timestamps wrap", -105, 100));
    variations.add(plain.withStart("thirty years later", plain.startNanos() + 30 * YEAR_NANOS));
    variations.add(plain.withStart("thirty years earlier", plain.startNanos() - 30 * YEAR_NANOS));
    variations.add(plain.withFrames("in a VLAN", false, true));
    variations.add(plain.withSwappedSides("sides swapped"));
    if (!script.needs("ids")) {
      variations.add(plain.withFrames("IPv6", true, false));
      variations.add(plain.withFrames("IPv6", true, true).withSwappedSides("IPv6, sides swapped"));
    }
    return variations;
  }

  private static Analysis verifyStaged(
      SegmentScript script, Staging staging, AnalysisConfig config) {
    Analysis analysis = analyze(script.frames(staging), config);
    check(script, staging, staging.name(), analysis, LongUnaryOperator.identity());
    assertCountsAgree(analysis);
    Heard.record(analysis);
    return analysis;
  }

  /** Analyses packets from memory. */
  static Analysis analyze(List<CapturedPacket> packets, AnalysisConfig config) {
    List<Frame> frames = new ArrayList<>();
    for (CapturedPacket packet : packets) {
      frames.add(
          Frames.frame(
              packet.bytes(), packet.linkType(), packet.timestampNanos(), frames.size() + 1));
    }
    return analyze("script", new MemoryCaptures().with("script", frames), config);
  }

  private static Analysis analyze(String name, CaptureProvider provider, AnalysisConfig config) {
    return analyze(CaptureSource.of(name, new ByteArrayInputStream(new byte[0])), provider, config);
  }

  private static Analysis analyze(
      CaptureSource source, CaptureProvider provider, AnalysisConfig config) {
    try (CaptureReader reader = Captures.open(List.of(source), provider)) {
      return new FlowAnalyzer(config).analyze(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(
      SegmentScript script,
      Staging staging,
      String variation,
      Analysis analysis,
      LongUnaryOperator lineOfFrame) {
    String differences = script.differences(analysis.events(), staging, lineOfFrame);
    if (!differences.isEmpty()) {
      fail(variation + ":\n" + differences);
    }
  }

  private static void assertCountsAgree(Analysis analysis) {
    long packets = analysis.flows().stream().mapToLong(flow -> flow.packets()).sum();
    assertEquals(analysis.summary().tcpPackets(), packets, "packets of all connections");
    long counted = analysis.flows().stream().mapToLong(flow -> flow.events()).sum();
    assertEquals(analysis.events().size(), counted, "events of all connections");
    assertEquals(analysis.events().size(), analysis.summary().events(), "events of the run");
  }

  // ------------------------------------------------------------------ files

  private static void verifyFiles(SegmentScript script, AnalysisConfig config) {
    List<CapturedPacket> packets = script.frames(Staging.plain());
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      for (PcapBytes.Variant variant :
          List.of(PcapBytes.Variant.MICROSECOND, PcapBytes.Variant.NANOSECOND)) {
        PcapBytes file = new PcapBytes(variant, order, 1);
        packets.forEach(file::packet);
        verifyFile(script, "pcap " + order + " " + variant, file.bytes(), config);
      }
      verifyFile(script, "pcapng " + order + " us", pcapng(packets, order, 6), config);
      verifyFile(script, "pcapng " + order + " ns", pcapng(packets, order, 9), config);
    }
  }

  private static byte[] pcapng(List<CapturedPacket> packets, ByteOrder order, int resolution) {
    PcapngBytes file = new PcapngBytes(order).section();
    file.interfaceDescription(1, 0, PcapngBytes.Option.timestampResolution(resolution));
    long nanosPerTick = resolution == 6 ? 1_000 : 1;
    for (CapturedPacket packet : packets) {
      file.enhancedPacket(
          0, packet.timestampNanos() / nanosPerTick, packet.originalLength(), packet.bytes());
    }
    return file.bytes();
  }

  private static void verifyFile(
      SegmentScript script, String format, byte[] file, AnalysisConfig config) {
    CaptureSource source = CaptureSource.of(format, new ByteArrayInputStream(file));
    Analysis analysis = analyze(source, Captures.provider(Captures.NATIVE), config);
    assertEquals(script.lines().size(), analysis.summary().packets(), format);
    check(script, Staging.plain(), format, analysis, LongUnaryOperator.identity());
  }

  // ------------------------------------------------- beside another connection

  /**
   * Interleaves a connection that carries one segment, at once acknowledged, behind each packet.
   */
  private static void verifyBesideAnother(SegmentScript script, AnalysisConfig config) {
    Staging beside = // of other hosts, as its round trips are nothing like the script's
        Staging.plain().withIsns("beside", 70_000, 90_000).withFrames("beside", true, false);
    List<CapturedPacket> packets = script.frames(Staging.plain());
    StringBuilder other = new StringBuilder();
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < packets.size(); i++) {
      latest = Math.max(latest, script.lines().get(i).nanos());
      other.append(exchange(i, latest));
    }
    List<CapturedPacket> others = SegmentScript.parse(other.toString()).frames(beside);
    List<CapturedPacket> mixed = new ArrayList<>();
    for (int i = 0; i < packets.size(); i++) {
      mixed.add(packets.get(i));
      mixed.addAll(others.subList(2 * i, 2 * i + 2));
    }
    Analysis analysis = analyze(mixed, config);
    assertTrue(analysis.summary().connections() > 1);
    check(
        script,
        Staging.plain(),
        "beside another connection",
        analysis,
        frame -> frame % 3 == 1 ? (frame + 2) / 3 : 0);
  }

  private static String exchange(int index, long nanos) {
    String millis = java.math.BigDecimal.valueOf(nanos, 6).toPlainString();
    String template = "%1$s >9999 . %2$d:%3$d ack 1%n%1$s <9999 . 1:1 ack %3$d%n";
    return template.formatted(millis, index * 10 + 1, index * 10 + 11);
  }
}
