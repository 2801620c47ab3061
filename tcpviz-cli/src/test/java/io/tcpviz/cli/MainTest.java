// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  private static Host host(PrintStream err, Map<String, String> env, boolean terminal) {
    return new Host(
        err,
        err,
        InputStream.nullInputStream(),
        env,
        Path.of(""),
        Clock.systemUTC(),
        new StopSignal(),
        terminal,
        terminal);
  }

  @Test
  void aBugIsOneLineThatSaysHowToSeeMore() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(text, true, StandardCharsets.UTF_8);
    Console quiet = new Console(host(err, Map.of(), false), false, true, false);

    ExitCode code = Complaints.complain(quiet, new IllegalStateException("broken\u0007"));

    assertEquals(ExitCode.INTERNAL_ERROR, code);
    assertEquals(
        "tcpviz: internal error: java.lang.IllegalStateException: broken\\x07;"
            + " run with -v for details",
        text.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void whereMemoryIsShortItSaysHowToGetMoreOrNeedLess() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(text, true, StandardCharsets.UTF_8);
    Console quiet = new Console(host(err, Map.of(), false), false, true, false);

    ExitCode code = Complaints.complain(quiet, new InternalError(new OutOfMemoryError()));

    assertEquals(ExitCode.INTERNAL_ERROR, code);
    assertTrue(
        Pattern.matches(
            "tcpviz: out of memory: Java may use \\d+ MiB; .*-Xmx.*--max-connections.*",
            text.toString(StandardCharsets.UTF_8).strip()),
        text::toString);
  }

  @ParameterizedTest
  @CsvSource({
    // mode, terminal, NO_COLOR, TERM, coloured
    "AUTO,   true,  '',  xterm, true",
    "AUTO,   true,  '1', xterm, false",
    "AUTO,   true,  '',  dumb,  false",
    "AUTO,   false, '',  xterm, false",
    "ALWAYS, false, '1', dumb,  true",
    "NEVER,  true,  '',  xterm, false",
  })
  void colourFollowsTheOptionThenTheTerminal(
      ColorMode mode, boolean terminal, String noColor, String term, boolean colored) {
    Map<String, String> env = Map.of("NO_COLOR", noColor, "TERM", term);

    assertEquals(colored, mode.colors(host(System.err, env, terminal)));
  }

  @Test
  void pathsAreExactForProgramsAndSafeForTerminals() {
    Path odd = Path.of("a\u001bb");

    Console program = new Console(host(System.err, Map.of(), false), false, false, false);
    Console terminal = new Console(host(System.err, Map.of(), true), false, false, false);

    assertEquals("a\u001bb", program.path(odd));
    assertEquals("a\\x1bb", terminal.path(odd));
  }

  @Test
  void progressIsShownOnlyToAPersonWhoDidNotAskForQuiet() {
    assertTrue(new Console(host(System.err, Map.of(), true), false, false, false).showsProgress());
    assertFalse(new Console(host(System.err, Map.of(), true), false, true, false).showsProgress());
    assertFalse(
        new Console(host(System.err, Map.of(), false), false, false, false).showsProgress());
  }
}
