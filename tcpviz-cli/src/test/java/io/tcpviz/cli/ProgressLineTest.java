// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void shortWorkSaysNothing() {
    try (ProgressLine line = new ProgressLine(out, 1000, Duration.ofHours(1))) {
      line.at(500);
    }

    assertEquals("", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void longWorkShowsHowFarItIsOnOneLine() {
    try (ProgressLine line = new ProgressLine(out, 200L << 20, Duration.ZERO)) {
      line.at(50L << 20);
      line.at(100L << 20);
    }

    String text = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("reading") && text.contains("100/200"), text);
    assertTrue(text.lines().allMatch(shown -> shown.length() < 80), text);
  }

  @Test
  void aStreamOfUnknownLengthShowsHowMuchItWas() {
    try (ProgressLine line = new ProgressLine(out, -1, Duration.ZERO)) {
      line.at(50L << 20);
    }

    assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("50"));
  }
}
