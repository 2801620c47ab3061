// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.browser;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.logging.Logs;

/**
 * What a page should not do: warn or fail on the console, break its own policy, or ask for a
 * resource other than itself.
 */
final class Complaints {
  private static final Json JSON = new Json();

  private final Logs logs;
  private final Set<String> expected = new HashSet<>();

  Complaints(Logs logs) {
    this.logs = logs;
  }

  static void collect(ChromeOptions options) {
    LoggingPreferences wanted = new LoggingPreferences();
    wanted.enable(LogType.BROWSER, Level.ALL);
    wanted.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, wanted);
    options.setExperimentalOption(
        "perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
  }

  /** A file that may be asked for. */
  void expect(Path file) {
    expected.add(file.toAbsolutePath().toUri().toString());
  }

  /** A server that may be asked for anything. */
  void expectServer(String origin) {
    expected.add(origin);
  }

  void forget() {
    take();
    expected.clear();
  }

  /** All complaints since the last call, a line each; empty if there are none. */
  String take() {
    List<String> said = entries(LogType.BROWSER).map(LogEntry::toString).toList();
    List<String> asked =
        entries(LogType.PERFORMANCE)
            .flatMap(entry -> requests(entry.getMessage()))
            .filter(url -> !allowed(url))
            .map(url -> "asked for " + url)
            .toList();
    return String.join("\n", Stream.concat(said.stream(), asked.stream()).toList());
  }

  private Stream<LogEntry> entries(String type) {
    return logs.get(type).getAll().stream();
  }

  private boolean allowed(String url) {
    return expected.contains(url.replaceFirst("#.*", ""))
        || expected.contains(url.replaceFirst("(?s)(http://[^/]*).*", "$1"))
        || url.matches("(?s)(blob|data|about):.*");
  }

  private static Stream<String> requests(String entry) {
    Map<?, ?> message = (Map<?, ?>) ((Map<?, ?>) JSON.toType(entry, Map.class)).get("message");
    if (!"Network.requestWillBeSent".equals(message.get("method"))) {
      return Stream.empty();
    }
    Map<?, ?> parameters = (Map<?, ?>) message.get("params");
    return Stream.of(String.valueOf(((Map<?, ?>) parameters.get("request")).get("url")));
  }
}
