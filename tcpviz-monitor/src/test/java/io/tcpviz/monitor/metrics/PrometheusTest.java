// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tcpviz.monitor.PlayedCapture;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself says of the metrics, and of what is contributed for it. */
class PrometheusTest {
  private static final Path CONTRIBUTED = Path.of("../contrib").toAbsolutePath().normalize();
  private static final Pattern METRIC = Pattern.compile("\\b(?:tcpviz|jvm|process)_[a-z_]+");
  private static final long PATIENCE_SECONDS = 60;

  @TempDir private Path directory;

  @BeforeEach
  void demandPrometheus() {
    for (String program : List.of("prometheus", "promtool")) {
      boolean there =
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      assumeTrue(there, program + " is not on the PATH; .ci/run demands it");
    }
  }

  @Test
  void promtoolFindsNothingWrongWithTheMetrics() throws Exception {
    try (ServedMetrics served = served()) {
      Path text = Files.writeString(directory.resolve("metrics"), served.text());
      assertEquals("", promtool(text, "check", "metrics"));
    }
  }

  @Test
  void theConfigurationAndTheRulesAreSoundAndFireWhenTheyShould() throws Exception {
    Path nothing = Files.createFile(directory.resolve("nothing"));
    String checked = promtool(nothing, "check", "config", contributed("prometheus.yml"));
    assertTrue(checked.contains("SUCCESS") && !checked.contains("FAILED"), checked);
    String tested = promtool(nothing, "test", "rules", contributed("tcpviz.test.yml"));
    assertTrue(tested.contains("SUCCESS") && !tested.contains("FAILED"), tested);
  }

  @Test
  void aServerScrapesThemAndAnswersWhatTheDashboardAndTheRulesAsk() throws Exception {
    try (ServedMetrics served = served()) {
      int port = freePort();
      Process prometheus = prometheus(served.port(), port);
      try {
        await(port, "tcpviz_packets_total == 6");
        await(port, "count(up{job=\"tcpviz\"} == 1)");
        List<String> expressions = expressions();
        assertTrue(expressions.size() > 25, expressions::toString);
        for (String expression : expressions) {
          String answer = query(port, expression);
          assertTrue(answer.contains("\"status\":\"success\""), expression + ": " + answer);
          for (String metric : metrics(expression)) {
            assertTrue(holds(port, metric), metric + " of " + expression + " is unknown");
          }
        }
      } finally {
        prometheus.destroy();
        assertTrue(prometheus.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
    }
  }

  private static ServedMetrics served() throws IOException {
    ServedMetrics served = new ServedMetrics();
    served.watch(new PlayedCapture().then(ServedMetrics.REPAIRED).thenDropped(1).thenSilence(1));
    return served;
  }

  private Process prometheus(int scraped, int port) throws IOException {
    String config =
        Files.readString(CONTRIBUTED.resolve("prometheus/prometheus.yml"))
            .replace("15s", "1s")
            .replace("localhost:9464", "localhost:" + scraped);
    Files.writeString(directory.resolve("prometheus.yml"), config);
    Files.copy(
        CONTRIBUTED.resolve("prometheus/tcpviz.rules.yml"), directory.resolve("tcpviz.rules.yml"));
    return new ProcessBuilder(
            "prometheus",
            "--config.file=" + directory.resolve("prometheus.yml"),
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  /** All that the dashboard and the rules ask, with the dashboard's variables filled in. */
  private static List<String> expressions() throws IOException {
    List<String> found = new ArrayList<>();
    try (InputStream json = Files.newInputStream(CONTRIBUTED.resolve("grafana/tcpviz.json"));
        JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && "expr".equals(parser.currentName())) {
          found.add(parser.getText().replace("$instance", ".*").replace("$__rate_interval", "1m"));
        }
      }
    }
    Pattern rule = Pattern.compile("(?m)^ +expr: (?:>-\\s+)?((?:.|\\n)+?)\\n +(?:for|labels):");
    rule.matcher(Files.readString(CONTRIBUTED.resolve("prometheus/tcpviz.rules.yml")))
        .results()
        .forEach(match -> found.add(match.group(1)));
    return found;
  }

  private static List<String> metrics(String expression) {
    return METRIC.matcher(expression).results().map(match -> match.group()).toList();
  }

  private static boolean holds(int port, String expression) throws Exception {
    return query(port, expression).contains("\"value\":");
  }

  private static void await(int port, String expression) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!holds(port, expression)) {
      assertTrue(System.nanoTime() < end, expression + " never came true");
      Thread.sleep(200);
    }
  }

  private static String query(int port, String expression) throws Exception {
    String asked = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + asked);
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return ""; // it does not listen yet
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String contributed(String name) {
    return CONTRIBUTED.resolve("prometheus").resolve(name).toString();
  }

  private static String promtool(Path input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(input.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
