// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.architecture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The documentation speaks of what is there. */
class DocsTest {
  private static final Path ROOT = repositoryRoot();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^## `(.+)`$");
  private static final Pattern CODE_WORD = Pattern.compile("`[a-z_]+`");

  @Test
  void everyFileThatADocumentLinksToExists() throws IOException {
    List<Executable> links = new ArrayList<>();
    for (Path document : documents()) {
      LINK.matcher(Files.readString(document))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
          .forEach(target -> links.add(() -> assertLinked(document, target)));
    }
    assertTrue(links.size() >= 10, "only " + links.size() + " links found");
    assertAll(links);
  }

  @Test
  void everyKindOfEventHasItsSectionAndNoOtherHas() throws IOException {
    List<String> sections =
        HEADING.matcher(events()).results().map(heading -> heading.group(1)).toList();
    List<String> kinds = Arrays.stream(EventKind.values()).map(EventKind::jsonName).toList();
    assertEquals(kinds, sections);
  }

  @Test
  void everySectionOfAnEventSaysTheSameThings() throws IOException {
    for (String section : events().split("(?m)^## ")) {
      if (section.startsWith("`")) {
        for (String part :
            List.of("Meaning", "Evidence", "Severity", "Wireshark", "When it can be wrong")) {
          assertTrue(
              section.contains("**" + part + ".**"),
              section.lines().findFirst().orElse("") + " lacks \"" + part + "\"");
        }
      }
    }
  }

  @Test
  void everyKindOfRetransmissionIsExplained() throws IOException {
    List<String> words = CODE_WORD.matcher(events()).results().map(MatchResult::group).toList();
    for (RetransmissionKind kind : RetransmissionKind.values()) {
      assertTrue(words.contains("`" + kind.jsonName() + "`"), kind + " is not in EVENTS.md");
    }
  }

  @Test
  void everyReasonIsExplainedInItsOwnWords() throws IOException {
    for (Reason reason : Reason.values()) {
      String row = "| `" + reason.jsonName() + "` | " + reason.title() + " |";
      assertTrue(events().contains(row), row + " is not in EVENTS.md");
    }
  }

  private static void assertLinked(Path document, String target) {
    assertTrue(
        Files.exists(document.resolveSibling(target)),
        ROOT.relativize(document) + " links to " + target + ", which does not exist");
  }

  private static String events() throws IOException {
    return Files.readString(ROOT.resolve("docs/EVENTS.md"));
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName().toString();
            boolean ours =
                directory.equals(ROOT) || !name.startsWith(".") && !name.equals("target");
            return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              documents.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return documents;
  }

  static Path repositoryRoot() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .filter(path -> Files.exists(path.resolve("ARCHITECTURE.md")))
        .findFirst()
        .orElseThrow();
  }
}
