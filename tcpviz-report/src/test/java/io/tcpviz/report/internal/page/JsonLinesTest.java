// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
  @TempDir Path directory;

  @Test
  void theLastLineNeedsNoLineBreak() throws IOException {
    assertEquals(List.of("a", "", "bc"), lines("a\n\nbc"));
    assertEquals(List.of("a", "", "bc"), lines("a\n\nbc\n"));
    assertEquals(List.of(), lines(""));
  }

  @Test
  void linesLongerThanTheChunkAreWhole() throws IOException {
    String line = "x".repeat(200_000);

    assertEquals(List.of("first", line, "last"), lines("first\n" + line + "\nlast\n"));
  }

  @Test
  void anEndlessLineIsHandedOutEmptyButIsNotBlank() throws IOException {
    Path file = directory.resolve("endless.jsonl");
    Files.writeString(file, "x".repeat(JsonLines.LONGEST + 1) + "\n{}\n");

    try (JsonLines lines = new JsonLines(file)) {
      assertTrue(lines.next());
      assertEquals(0, lines.length());
      assertEquals(false, lines.isBlank());
      assertTrue(lines.next());
      assertEquals(2, lines.length());
      assertEquals("endless.jsonl, line 2", lines.place());
    }
  }

  @Test
  void whatCannotBeReadIsNamedWithItsLine() throws IOException {
    try (JsonLines lines = new JsonLines(directory)) {
      IOException failure = assertThrows(IOException.class, lines::next);

      assertTrue(
          failure.getMessage().startsWith(directory.getFileName() + ", line 1: "),
          failure.getMessage());
    }
  }

  private List<String> lines(String text) throws IOException {
    Path file = directory.resolve("lines.jsonl");
    Files.writeString(file, text);
    List<String> found = new ArrayList<>();
    try (JsonLines lines = new JsonLines(file)) {
      while (lines.next()) {
        found.add(new String(lines.octets(), 0, lines.length(), StandardCharsets.UTF_8));
      }
    }
    return found;
  }
}
