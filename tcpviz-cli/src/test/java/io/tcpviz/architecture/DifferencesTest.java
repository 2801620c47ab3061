// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The comparison with Wireshark speaks of captures and events that exist. */
class DifferencesTest {
  private static final Path DOCS = DocsTest.repositoryRoot().resolve("docs");
  private static final Path MICRO =
      DocsTest.repositoryRoot().resolve("tcpviz-detect/src/test/resources/io/tcpviz/detect/micro");

  private static final Pattern CAPTURE = Pattern.compile("\\b([a-z]\\d+_[a-z0-9_]+)\\b");
  private static final Pattern CODE_WORD = Pattern.compile("`([a-z_]+)`");
  private static final Pattern FIELD = Pattern.compile("(?m)^\\| (`.+?`) \\|");
  private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
  private static final Pattern ANCHOR = Pattern.compile("\\]\\(#([^)]+)\\)");

  @Test
  void everyMicroCaptureThatIsNamedExists() throws IOException {
    Set<String> named = words(CAPTURE, differences());
    assertTrue(named.size() >= 40, named::toString);
    named.removeAll(captures());
    assertEquals(Set.of(), named);
  }

  @Test
  void everyCaptureThatWasMadeForItIsNamed() throws IOException {
    Set<String> made = captures();
    made.removeIf(name -> !name.startsWith("v"));
    made.removeAll(words(CAPTURE, differences()));
    assertEquals(Set.of(), made);
  }

  @Test
  void everyKindAndReasonThatIsNamedExists() throws IOException {
    Set<String> named = words(CODE_WORD, differences());
    Set<String> known = new TreeSet<>();
    Arrays.stream(EventKind.values()).map(EventKind::jsonName).forEach(known::add);
    Arrays.stream(Reason.values()).map(Reason::jsonName).forEach(known::add);
    Arrays.stream(RetransmissionKind.values())
        .map(RetransmissionKind::jsonName)
        .forEach(known::add);
    assertTrue(named.stream().filter(known::contains).count() >= 20, named::toString);

    known.addAll(fields());
    named.removeAll(known);
    assertEquals(Set.of(), named);
  }

  @Test
  void everySectionIsReachedFromTheTable() throws IOException {
    Set<String> sections =
        words(HEADING, differences()).stream()
            .map(title -> title.toLowerCase(Locale.ROOT).replace(",", "").replace(' ', '-'))
            .collect(Collectors.toCollection(TreeSet::new));
    sections.remove("where-both-can-be-wrong");
    assertEquals(sections, words(ANCHOR, differences()));
  }

  @Test
  void everyMicroCaptureIsInTheListOfWhatIsExpected() throws IOException {
    List<String> rows = Files.readAllLines(MICRO.resolve("expected.tsv"));
    Set<String> listed =
        rows.stream()
            .skip(1)
            .map(row -> row.split("\t")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(captures(), listed);
  }

  private static Set<String> captures() throws IOException {
    try (Stream<Path> files = Files.list(MICRO)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".pcap"))
          .map(name -> name.replace(".pcap", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The fields that the tables of EVENTS.md explain, but not its table of reasons. */
  private static Set<String> fields() throws IOException {
    String events = Files.readString(DOCS.resolve("EVENTS.md")).split("(?m)^## Reasons$")[0];
    return words(FIELD, events).stream()
        .flatMap(cell -> words(CODE_WORD, cell).stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> words(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String differences() throws IOException {
    return Files.readString(DOCS.resolve("DIFFERENCES.md"));
  }
}
