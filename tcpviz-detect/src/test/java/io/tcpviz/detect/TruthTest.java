// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.TcpEvent;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts on real TCP, frame by frame, against what the link wrote down. */
class TruthTest {
  private static final double ENOUGH = 0.98;

  /** The same of what made a sender repeat, some of which cannot be known everywhere. */
  private static final double ENOUGH_OF_CAUSES = 0.9;

  /** The same where only time tells. */
  private static final double ENOUGH_WITHOUT_MARKS = 0.9;

  private static final Set<RetransmissionKind> TIMEOUTS =
      EnumSet.of(RetransmissionKind.RTO, RetransmissionKind.RTO_FOLLOWUP);
  private static final Set<RetransmissionKind> REPORTS =
      EnumSet.of(RetransmissionKind.FAST, RetransmissionKind.SACK, RetransmissionKind.RACK);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss-heavy-sender",
        "loss-heavy-mid",
        "loss-heavy-receiver",
        "spurious-fast-sender",
        "spurious-fast-mid",
        "spurious-fast-receiver",
        "blackout-sender",
        "blackout-mid",
        "blackout-receiver",
        "tail-loss-sender",
        "tail-loss-mid",
        "tail-loss-receiver"
      })
  void retransmissionsAndReorderingAreToldApart(String name) throws IOException {
    Map<Long, Set<String>> truth = truth(name);
    Analysis analysis = analyze(name);
    assertTrue(analysis.summary().tcpPackets() > 1_500, "the whole capture was read");

    Set<Long> hidden = framesLabelled(truth, "rtx_hidden");
    double resent =
        f1(
            framesLabelled(truth, "retransmission"),
            framesOf(analysis, EventKind.RETRANSMISSION),
            hidden);
    double overtaken =
        f1(
            framesLabelled(truth, "out_of_order"),
            framesOf(analysis, EventKind.OUT_OF_ORDER),
            hidden);
    System.out.printf(
        "%s: retransmission F1 %.3f, out of order F1 %.3f%n", name, resent, overtaken);

    assertTrue(resent >= ENOUGH, () -> "retransmission " + resent);
    assertTrue(overtaken >= ENOUGH, () -> "out of order " + overtaken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss-heavy-sender",
        "loss-heavy-mid",
        "loss-heavy-receiver",
        "blackout-sender",
        "blackout-mid",
        "blackout-receiver"
      })
  void retransmissionsAreToldByTimeWhereNothingMarksThem(String name) throws IOException {
    Map<Long, Set<String>> truth = truth(name);
    double resent =
        f1(
            framesLabelled(truth, "retransmission"),
            framesOf(analyzeUnmarked(name), EventKind.RETRANSMISSION),
            framesLabelled(truth, "rtx_hidden"));
    System.out.printf("%s without marks: retransmission F1 %.3f%n", name, resent);
    assertTrue(resent >= ENOUGH_WITHOUT_MARKS, () -> "retransmission " + resent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blackout-sender", "blackout-mid", "blackout-receiver"})
  void timeoutsAreToldFromReportsWhereverTheCaptureWasMade(String name) throws IOException {
    Map<Long, Set<String>> truth = truth(name);
    Analysis analysis = analyze(name);
    Set<Long> timeouts = framesLabelled(truth, "rtx_rto");
    timeouts.addAll(framesLabelled(truth, "rtx_loss_recovery"));
    double byTimeout = f1(timeouts, framesOf(analysis, TIMEOUTS), Set.of());
    double byReport = f1(framesLabelled(truth, "rtx_fast"), framesOf(analysis, REPORTS), Set.of());
    System.out.printf("%s: timeouts F1 %.3f, reports F1 %.3f%n", name, byTimeout, byReport);
    assertTrue(byTimeout >= ENOUGH_OF_CAUSES, () -> "timeouts " + byTimeout);
    assertTrue(byReport >= ENOUGH_OF_CAUSES, () -> "reports " + byReport);
  }

  @ParameterizedTest
  @ValueSource(strings = {"loss-heavy-sender", "spurious-fast-receiver", "blackout-mid"})
  void predictionChangesNothing(String name) throws IOException {
    Analysis quiet = analyze(name, AnalysisConfig.defaults());
    Analysis loud = analyze(name, AnalysisConfig.defaults().withPrediction(false));
    assertEquals(loud, quiet);
  }

  /**
   * Harmonic mean of precision and recall; 1 where there is nothing to find and nothing was said.
   */
  private static double f1(Set<Long> truth, Set<Long> said, Set<Long> leftOut) {
    Set<Long> wanted = new TreeSet<>(truth);
    wanted.removeAll(leftOut);
    Set<Long> found = new TreeSet<>(said);
    found.removeAll(leftOut);
    if (wanted.isEmpty() && found.isEmpty()) {
      return 1;
    }
    long both = found.stream().filter(wanted::contains).count();
    return 2.0 * both / (wanted.size() + found.size());
  }

  private static Set<Long> framesOf(Analysis analysis, EventKind kind) {
    return analysis.events().stream()
        .filter(event -> event.kind() == kind && event.packet().payloadLength() > 0)
        .map((TcpEvent event) -> event.packet().frame())
        .collect(Collectors.toSet());
  }

  private static Set<Long> framesOf(Analysis analysis, Set<RetransmissionKind> kinds) {
    return analysis.events().stream()
        .filter(event -> event.packet().payloadLength() > 0)
        .filter(
            event ->
                event.detail() instanceof EventDetail.Retransmission resent
                    && kinds.contains(resent.trigger()))
        .map(event -> event.packet().frame())
        .collect(Collectors.toSet());
  }

  private static Set<Long> framesLabelled(Map<Long, Set<String>> truth, String label) {
    return truth.entrySet().stream()
        .filter(row -> row.getValue().contains(label))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Analysis analyze(String name) throws IOException {
    return analyze(name, AnalysisConfig.defaults());
  }

  private static Analysis analyze(String name, AnalysisConfig config) throws IOException {
    CaptureSource source = CaptureSource.of(name, new GZIPInputStream(resource(name + ".pcap.gz")));
    try (CaptureReader reader =
        Captures.open(List.of(source), Captures.provider(Captures.NATIVE))) {
      return new FlowAnalyzer(config).analyze(reader);
    }
  }

  /** Analyses the capture as if its hosts wrote neither identifications nor timestamps. */
  private static Analysis analyzeUnmarked(String name) throws IOException {
    try (InputStream packed = new GZIPInputStream(resource(name + ".pcap.gz"))) {
      byte[] file = packed.readAllBytes();
      Unmarked.strip(file);
      CaptureSource source = CaptureSource.of(name, new ByteArrayInputStream(file));
      try (CaptureReader reader =
          Captures.open(List.of(source), Captures.provider(Captures.NATIVE))) {
        return new FlowAnalyzer(AnalysisConfig.defaults()).analyze(reader);
      }
    }
  }

  private static Map<Long, Set<String>> truth(String name) throws IOException {
    Map<Long, Set<String>> rows = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(resource(name + ".tsv"), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split("\t");
        rows.put(Long.valueOf(columns[0]), Set.of(columns[1].split(",")));
      }
    }
    return rows;
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(TruthTest.class.getResourceAsStream("truth/" + name), name);
  }
}
