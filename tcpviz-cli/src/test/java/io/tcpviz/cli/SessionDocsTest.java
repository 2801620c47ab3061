// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.Trouble;
import io.tcpviz.core.wire.SkipReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document on the files of a session names every field that is written, and no other. */
class SessionDocsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "SESSION.md"); // seen from the module
  private static final Pattern KEY = Pattern.compile("\"([a-z0-9_]+)\":");
  private static final Pattern CODE = Pattern.compile("`([a-z0-9_]+)`");
  private static final String COUNTS = "(\"(?:event_counts|skipped)\":)\\{[^}]*}";

  @TempDir Path directory;

  @Test
  void everyFieldOfAConnectionIsDocumentedAndNoOther() throws IOException {
    String flows = Files.readString(analysed().resolve("flows.jsonl"));

    assertEquals(names(KEY, flows.replaceAll(COUNTS, "$1{}")), documented("## `flows.jsonl`"));
  }

  @Test
  void everyFieldOfASummaryIsDocumentedAndNoOther() throws IOException {
    String summary =
        Files.readString(analysed().resolve("summary.json"))
            .replaceAll(COUNTS, "$1{}")
            .replaceAll("\"top_flows\":.*,\"options\"", "\"top_flows\":[],\"options\"");

    Set<String> words = documented("## `summary.json`");
    words.addAll(documented("### Parts of the summary"));
    assertEquals(names(KEY, summary), words);
  }

  @Test
  void everyReasonForSkippingAFrameHasItsRow() throws IOException {
    String document = Files.readString(DOCUMENT);
    for (SkipReason reason : SkipReason.values()) {
      String row =
          "| `%s` | %s | %s |"
              .formatted(reason.jsonName(), reason.title(), reason.hidesTcp() ? "yes" : "no");
      assertTrue(document.contains(row), row);
    }
  }

  @Test
  void everyStateOfAConnectionIsNamed() throws IOException {
    String document = Files.readString(DOCUMENT);
    for (FlowState state : FlowState.values()) {
      assertTrue(document.contains("`" + state.jsonName() + "`"), state.jsonName());
    }
  }

  @Test
  void everyTroubleHasItsRow() throws IOException {
    String document = Files.readString(DOCUMENT);
    for (Trouble trouble : Trouble.values()) {
      String row =
          "| `%s` | %s | `%s` | "
              .formatted(trouble.jsonName(), trouble.title(), trouble.kind().jsonName());
      assertTrue(document.contains(row), row);
    }
  }

  /** Two files, one of them damaged, so that every field is there. */
  private Path analysed() throws IOException {
    byte[] whole = Samples.bytes("timeout.pcap");
    Path cut = Files.write(directory.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 5));
    Path session = directory.resolve("session");
    Run run =
        Run.in(directory)
            .of("parse-pcap", cut, Samples.file("slow-readers.pcap"), "--out", session);
    assertEquals(4, run.status(), run.err());
    return session;
  }

  /** The words in the first columns of a section's tables, and among fields of lists the others. */
  private static Set<String> documented(String heading) throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf("\n" + heading + "\n");
    assertTrue(start >= 0, heading);
    String body = document.substring(start + 1 + heading.length());
    String section = body.split("\n##", 2)[0];
    Set<String> words = new TreeSet<>();
    section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(
            line -> {
              String[] cells = line.split("\\|");
              words.addAll(names(CODE, cells[1]));
              if (cells[2].startsWith(" each with ")) {
                words.addAll(names(CODE, cells[2]));
              }
            });
    return words;
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
