// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.json.Json;

/** A session made from samples, with all its pages, and what its files say, line by line. */
record AnalysedSample(
    Path session,
    Map<String, Object> summary,
    List<Map<String, Object>> events,
    List<Map<String, Object>> flows) {
  private static final Json JSON = new Json();
  private static final List<String> PAGES = List.of("report", "plot", "summary");

  /** Analyses the samples of these names as one capture, in a session below {@code directory}. */
  static AnalysedSample of(Path directory, String... names) {
    Path session = directory.resolve("session");
    Stream<Object> inputs = Stream.of(names).map(Samples::file);
    run(directory, Stream.concat(inputs, Stream.of("--out", session)), "parse-pcap");
    PAGES.forEach(command -> run(directory, Stream.of(session), command));
    return new AnalysedSample(
        session,
        lines(session.resolve("summary.json")).get(0),
        lines(session.resolve("events.jsonl")),
        lines(session.resolve("flows.jsonl")));
  }

  private static void run(Path directory, Stream<Object> arguments, String command) {
    Run run = Run.in(directory).of(Stream.concat(Stream.of(command), arguments).toArray());
    assertEquals(0, run.status(), run.err());
  }

  private static List<Map<String, Object>> lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(AnalysedSample::object).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Times as texts, for a double does not hold them. */
  private static Map<String, Object> object(String text) {
    String exact = text.replaceAll("(\"(?:first_|last_)?ts\":)([\\d.]+)", "$1\"$2\"");
    return JSON.toType(exact, Json.MAP_TYPE);
  }

  Path report() {
    return page("report");
  }

  /** {@code report}, {@code timeline} or {@code summary}. */
  Path page(String name) {
    return session.resolve(name + ".html");
  }

  /** When an event happened, in seconds since the beginning of the capture. */
  BigDecimal seconds(Map<String, Object> event) {
    return time(event, "ts").subtract(time(summary, "first_ts"));
  }

  private static BigDecimal time(Map<String, Object> object, String field) {
    return new BigDecimal((String) object.get(field));
  }

  /** How many events have each value of a field. */
  Map<String, Long> eventsBy(String field) {
    return events.stream()
        .map(event -> String.valueOf(event.get(field)))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /**
   * A figure of a connection by the name that the page gives it: {@code c2s_packets} is {@code
   * packets} in {@code c2s}, {@code loss_infer_events} a count of events, {@code events} all of
   * them. Null if the file does not have it.
   */
  Double figure(Map<String, Object> flow, String name) {
    Map<?, ?> counts = (Map<?, ?>) flow.get("event_counts");
    Object value =
        name.equals("events")
            ? counts.values().stream().mapToLong(count -> ((Number) count).longValue()).sum()
            : name.endsWith("_events")
                ? counts.get(name.replaceFirst("_events$", ""))
                : field(flow, name.replaceFirst("^(c2s|s2c)_", "$1."));
    boolean isNone = value == null && name.endsWith("_events");
    return isNone
        ? (Double) 0.0
        : value instanceof Number known ? (Double) known.doubleValue() : null;
  }

  /** The value of a field of an object, which may lie in another: {@code extra.reason}. */
  static Object field(Map<?, ?> object, String path) {
    int dot = path.indexOf('.');
    return dot < 0
        ? object.get(path)
        : field((Map<?, ?>) object.get(path.substring(0, dot)), path.substring(dot + 1));
  }
}
