// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page comes in the place of what was there as a whole, or not at all. */
class PageReplacementTest {
  @TempDir Path directory;
  private Path events;
  private Path page;

  @BeforeEach
  void name() {
    events = directory.resolve("events.jsonl");
    page = directory.resolve("timeline.html");
  }

  @Test
  void aPageIsReplacedAsAWhole() throws IOException {
    SampleSession.write(directory, 5, 3);
    Pages.timeline(events, page);
    byte[] once = Files.readAllBytes(page);
    Files.writeString(page, "x".repeat(2 * once.length));

    Pages.timeline(events, page);

    assertArrayEquals(once, Files.readAllBytes(page));
  }

  @Test
  void aLinkStaysAndTheFileBehindItIsReplaced() throws IOException {
    SampleSession.write(directory, 5, 3);
    Path file = Files.writeString(directory.resolve("file.html"), "what was there before");
    Path link = Files.createSymbolicLink(directory.resolve("link.html"), file.getFileName());

    Path flows = directory.resolve("flows.jsonl");
    PageFile.write(PageKind.REPORT, events, flows, directory.resolve("summary.json"), null, link);

    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(file).startsWith("<!DOCTYPE html>"));
  }

  @Test
  void whatCannotBeReadIsNamedAndNoPageIsLeft() throws IOException {
    IOException missing =
        assertThrows(NoSuchFileException.class, () -> Pages.timeline(events, page));
    assertTrue(missing.getMessage().contains("events.jsonl"), missing.getMessage());

    Files.writeString(events, "");
    Path summary = Files.writeString(directory.resolve("summary.json"), "{\n\"packets\":3,\noops}");
    IOException broken = assertThrows(IOException.class, () -> Pages.timeline(events, page));
    assertTrue(broken.getMessage().startsWith("summary.json, line 3: "), broken.getMessage());
    Files.writeString(summary, "[]");
    assertThrows(IOException.class, () -> Pages.timeline(events, page));

    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(
          List.of("events.jsonl", "summary.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }
}
