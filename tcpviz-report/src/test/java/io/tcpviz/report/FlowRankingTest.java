// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections in order, all or the first few, from an analysis or from a file. */
class FlowRankingTest {
  private static final FlowField LOST = field("lost");

  @TempDir Path directory;

  private static FlowField field(String name) {
    return FlowFields.find(name).orElseThrow();
  }

  private static List<String> taken(FlowRanking ranking, FlowField field) throws IOException {
    List<String> values = new ArrayList<>();
    ranking.takeAll(List.of(field), row -> values.add(String.valueOf(row.text(field))));
    return values;
  }

  private Path file(List<Integer> lost, String more) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < lost.size(); i++) {
      lines.append("{\"connection\":" + i + ",\"lost_time_ms\":" + lost.get(i) + more + "}\n");
    }
    return Files.writeString(directory.resolve("flows.jsonl"), lines);
  }

  @Property(tries = 50)
  void theFirstFewAreThoseOfTheWholeOrder(
      @ForAll @Size(max = 200) List<@IntRange(max = 50) Integer> lost,
      @ForAll @IntRange(min = 1, max = 250) int most,
      @ForAll boolean descending)
      throws IOException {
    Path file = Files.createTempFile("flows", ".jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < lost.size(); i++) {
      lines.append("{\"connection\":" + i + ",\"lost_time_ms\":" + lost.get(i) + "}\n");
    }
    Files.writeString(file, lines);
    Comparator<Integer> byLost = Comparator.comparing(lost::get);
    List<String> expected =
        IntStream.range(0, lost.size())
            .boxed()
            .sorted(descending ? byLost.reversed() : byLost) // stable: then by number
            .limit(most)
            .map(String::valueOf)
            .toList();

    try (FlowRanking ranking =
        new FlowRanking(List.of(new FlowOrder(LOST, descending)), most, List.of("a"))) {
      ranking.read(file);
      assertEquals(expected, taken(ranking, field("connection")));
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void linesThatDoNotFitIntoMemoryAreReadAgain() throws IOException {
    List<Integer> lost = new ArrayList<>(IntStream.range(0, 1_000).boxed().toList());
    Collections.shuffle(lost, new java.util.Random(1));
    Path file = file(lost, ",\"file\":\"" + "x".repeat(60_000) + "\"");

    try (FlowRanking ranking =
        new FlowRanking(List.of(new FlowOrder(LOST, true)), 0, List.of("a"))) {
      ranking.read(file);
      List<String> values = taken(ranking, LOST);
      assertEquals(1_000, values.size());
      assertEquals("999", values.get(0));
      assertEquals("0", values.get(999));
    }
  }

  @Test
  void connectionsOfAnAnalysisGoThroughATemporaryFileThatGoes() throws IOException {
    try (FlowRanking ranking =
        new FlowRanking(List.of(new FlowOrder(field("connection"), true)), 0, List.of("a"))) {
      for (int i = 0; i < 40_000; i++) { // some 50 MB of lines
        ranking.flow(Samples.flow(i));
      }
      List<String> values = taken(ranking, field("connection"));
      assertEquals("39999", values.get(0));
      assertEquals("0", values.get(39_999));
    }
    try (var left =
        Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "tcpviz-flows-*")) {
      assertTrue(!left.iterator().hasNext());
    }
  }

  @Test
  void whatIsNotKnownComesLastInBothDirections() throws IOException {
    String lines =
        """
        {"connection":0,"handshake_ms":null}
        {"connection":1,"handshake_ms":2.5}
        {"connection":2}
        {"connection":3,"handshake_ms":10}
        """;
    Path file = Files.writeString(directory.resolve("flows.jsonl"), lines);
    for (boolean descending : new boolean[] {true, false}) {
      FlowOrder order = new FlowOrder(field("handshake"), descending);
      try (FlowRanking ranking = new FlowRanking(List.of(order), 0, List.of("a"))) {
        ranking.read(file);
        assertEquals(
            descending ? List.of("3", "1", "0", "2") : List.of("1", "3", "0", "2"),
            taken(ranking, field("connection")));
      }
    }
  }

  @Test
  void gravityHasAnOrderOfItsOwn() throws IOException {
    String lines =
        """
        {"connection":0,"severity":"WARNING","verdict":"degraded"}
        {"connection":1,"severity":"CRITICAL","verdict":"refused"}
        {"connection":2,"severity":"INFO","verdict":"healthy"}
        {"connection":3,"severity":"CRITICAL","verdict":"critical"}
        """;
    Path file = Files.writeString(directory.resolve("flows.jsonl"), lines);
    FlowOrder severity = new FlowOrder(field("severity"), true);
    FlowOrder verdict = new FlowOrder(field("verdict"), true);
    try (FlowRanking ranking = new FlowRanking(List.of(severity, verdict), 0, List.of("a"))) {
      ranking.read(file);
      assertEquals(List.of("1", "3", "0", "2"), taken(ranking, field("connection")));
    }
  }

  @Test
  void hostileLinesAreLeftOutAndHostileValuesAreUnknown() throws IOException {
    String lines =
        """
        {"connection":0,"lost_time_ms":1e999999999,"c2s":[1],"server":{"x":1}}
        {"connection":1,"lost_time_ms":"many","c2s":{"packets":99999999999999999999}}
        []
        {"connection":2
        {"lost_time_ms":3}
        """;
    Path file = Files.writeString(directory.resolve("flows.jsonl"), lines);
    List<FlowOrder> orders =
        List.of(new FlowOrder(LOST, true), new FlowOrder(field("packets"), true));
    try (FlowRanking ranking = new FlowRanking(orders, 0, List.of("a"))) {
      assertEquals(new SkippedLines(file, 3, 3), ranking.read(file).orElseThrow());
      assertEquals(List.of("0", "1"), taken(ranking, field("connection")));
    }
  }

  @Test
  void everyFieldOfALineHasAName() {
    assertEquals("connection", FlowFields.ofFile().get(0).name());
    for (String name :
        List.of("flow_id", "file", "capture_flaws", "event_counts.zero_window", "s2c.mss_bytes")) {
      assertTrue(FlowFields.ofFile().contains(field(name)), name);
    }
    assertTrue(FlowFields.names().containsAll(List.of("lost", "rtt", "from", "payload")));
  }
}
