// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.browser.Browser;
import io.tcpviz.report.browser.InBrowser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages say what the files of their session say. */
@InBrowser
class PagesInBrowserTest {
  @TempDir static Path directory;
  private static AnalysedSample sample;
  private static AnalysedSample several;

  @BeforeAll
  static void analyse() {
    sample = AnalysedSample.of(directory.resolve("one"), "slow-readers.pcap");
    several =
        AnalysedSample.of(
            directory.resolve("several"), "slow-readers.pcap", "syn-retries.pcap", "timeout.pcap");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "timeline", "summary"})
  void everyPageOpensInSilenceAndAsksForNothing(String page, Browser browser) {
    browser.open(sample.page(page));
    browser.assertQuiet();
    browser.open(several.page(page));
    browser.assertQuiet();

    assertTrue(browser.driver().getTitle().contains("slow-readers.pcap"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast-retransmit.pcap", "sequence-wrap.pcap", "mirrored-port.pcap"})
  void aPageOfFewEventsOrNoneOpensInSilenceToo(String name, Browser browser) {
    AnalysedSample few = AnalysedSample.of(directory.resolve(name), name);

    browser.open(few.report());

    assertEquals(few.flows().size(), connections(browser).rows().size());
  }

  @Test
  void chipsCountTheEventsOfTheFileBySeverityAndByKind(Browser browser) {
    for (AnalysedSample each : List.of(sample, several)) {
      browser.open(each.report());

      assertEquals(new TreeMap<>(each.eventsBy("severity")), severityChips(browser));
      assertEquals(new TreeMap<>(each.eventsBy("event")), kindChips(browser));
    }
  }

  @Test
  void factsAreThoseOfTheSummary(Browser browser) {
    browser.open(sample.report());

    Map<String, Object> summary = sample.summary();
    String facts = browser.text("main");
    for (String expected :
        List.of(
            "TCP packets" + grouped(summary.get("tcp_packets")),
            "Connections" + summary.get("connections"),
            "Events" + sample.events().size())) {
      assertTrue(facts.contains(expected), () -> expected + " in " + facts);
    }
  }

  @Test
  void everyConnectionHasARowWithItsEnds(Browser browser) {
    browser.open(several.report());

    List<Map<String, String>> rows = connections(browser).rows();

    assertEquals(several.flows().size(), rows.size());
    for (Map<String, String> row : rows) {
      Map<String, Object> flow = several.flows().get(Integer.parseInt(row.get("#")));
      assertEquals(flow.get("client") + ":" + flow.get("cport"), row.get("Client"));
      assertEquals(flow.get("server") + ":" + flow.get("sport"), row.get("Server"));
    }
  }

  @Test
  void everyConnectionHasARowWithItsEvents(Browser browser) {
    browser.open(sample.report());

    Map<String, Long> counts = sample.eventsBy("connection");
    for (Map<String, String> row : connections(browser).rows()) {
      long events = counts.getOrDefault(row.get("#"), 0L);
      assertEquals(String.valueOf(events), row.get("Events").split(" ")[0]);
    }
  }

  @Test
  void everyFindingIsToldInItsOrderWithTheEventsThatItCounts(Browser browser) {
    browser.open(sample.report());

    List<String> shown = browser.texts("#findings li");
    List<?> findings = (List<?>) sample.summary().get("findings");
    assertEquals(findings.size(), shown.size());
    for (int i = 0; i < shown.size(); i++) {
      Map<?, ?> finding = (Map<?, ?>) findings.get(i);
      String sentence =
          String.valueOf(finding.get("sentence")).replaceFirst("(, [\\d.]+ m?s in all)? \\(.*", "");
      String text = shown.get(i);
      assertTrue(text.contains(sentence), () -> sentence + " in " + text);
      assertTrue(text.contains(finding.get("events") + " event"), text);
    }
  }

  private static PageTable connections(Browser browser) {
    return new PageTable(browser, "#connections .table");
  }

  private static Map<String, Long> severityChips(Browser browser) {
    return chips(
        browser,
        "Severities",
        Map.of("Note", "INFO", "Warning", "WARNING", "Critical", "CRITICAL"));
  }

  private static Map<String, Long> kindChips(Browser browser) {
    Map<String, String> names = new TreeMap<>();
    List<?> kinds = (List<?>) browser.run("return session.kinds");
    kinds.forEach(kind -> names.put(name(kind, "title"), name(kind, "name")));
    return chips(browser, "Kinds of events", names);
  }

  private static String name(Object kind, String field) {
    return String.valueOf(((Map<?, ?>) kind).get(field));
  }

  /** The counts of a group of chips, under the names that files have for their titles. */
  private static Map<String, Long> chips(Browser browser, String group, Map<String, String> names) {
    Map<String, Long> counts = new TreeMap<>();
    for (String chip : browser.texts("[aria-label='" + group + "'] .chip")) {
      int digits = chip.replaceFirst("[\\d,]+$", "").length();
      counts.put(
          names.get(chip.substring(0, digits)),
          Long.valueOf(chip.substring(digits).replace(",", "")));
    }
    return counts;
  }

  private static String grouped(Object number) {
    return String.format(java.util.Locale.ROOT, "%,d", number);
  }
}
