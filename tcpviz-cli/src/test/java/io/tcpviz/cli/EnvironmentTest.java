// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "TCPVIZ_DUP_ACKS, many",
    "TCPVIZ_DUP_ACKS, 0",
    "TCPVIZ_MIN_STALL_MS, 1.5",
    "TCPVIZ_STALL_RTTS, few",
    "TCPVIZ_SYN_TIMEOUT_MS, x",
    "TCPVIZ_STORM_COUNT, 1",
    "TCPVIZ_STORM_WINDOW_MS, 0",
    "TCPVIZ_MAX_CONNECTIONS, 0",
    "TCPVIZ_MAX_HELD_EVENTS, -1",
    "TCPVIZ_BACKEND, ethereal",
    "TCPVIZ_TUNNELS, middle",
    "TCPVIZ_JSON, perhaps",
    "TCPVIZ_VERBOSE, perhaps",
    "TCPVIZ_QUIET, perhaps",
    "TCPVIZ_COLOR, blue",
  })
  void aMalformedVariableIsWrongUsageAndIsNamed(String variable, String value) {
    Run run = Run.in(directory).env(variable, value).of("parse-pcap", Samples.file("timeout.pcap"));

    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().startsWith("tcpviz: " + variable + ": "), run.err());
  }

  @Test
  void theCommandLineIsBlamedForItsOwnMistakesNotTheVariable() {
    Run run =
        Run.in(directory)
            .env("TCPVIZ_DUP_ACKS", "5")
            .of("parse-pcap", "--dup-acks=many", Samples.file("timeout.pcap"));

    assertEquals(2, run.status());
    assertFalse(run.err().contains("TCPVIZ_"), run.err());
  }

  @Test
  void aVariableThatTheCommandLineOverridesIsNotLookedAt() {
    Run run = Run.in(directory).env("TCPVIZ_COLOR", "blue").of("--color", "never", "plot", "x");

    assertEquals(3, run.status(), run.err());
  }

  @Test
  void anEmptyVariableIsNoVariable() {
    Run run = Run.in(directory).env("TCPVIZ_COLOR", "").of("plot", "x");

    assertEquals(3, run.status(), run.err());
  }

  @Test
  void theInputOfTheCommandLineReplacesTheOneOfTheVariable() {
    Run run =
        Run.in(directory).env("TCPVIZ_IN", "from-variable").of("parse-pcap", "from-command-line");

    assertEquals("tcpviz: from-command-line: no such file or directory", run.err().strip());
  }

  @Test
  void theVariableNamesTheInputWhereTheCommandLineDoesNot() {
    Run run = Run.in(directory).env("TCPVIZ_IN", "from-variable").of("plot");

    assertEquals("tcpviz: from-variable: no such file or directory", run.err().strip());
  }

  @Test
  void aVariableThatIsCalledLikeARequestForHelpIsNone() {
    Run run =
        Run.in(directory).env("TCPVIZ_VERSION", "1.0").env("TCPVIZ_HELP", "true").of("plot", "x");

    assertEquals(3, run.status(), run.err());
  }

  @Test
  void flagsWorkBeforeAndBehindTheCommandAndFromVariables() {
    Path gone = directory.resolve("gone");
    List<Run> verbose =
        List.of(
            Run.in(directory).of("-v", "plot", gone),
            Run.in(directory).of("plot", "-v", gone),
            Run.in(directory).env("TCPVIZ_VERBOSE", "true").of("plot", gone),
            Run.in(directory).env("TCPVIZ_VERBOSE", "1").of("plot", gone));

    verbose.forEach(run -> assertTrue(run.err().contains("\tat io.tcpviz."), run.err()));
    assertFalse(Run.in(directory).of("plot", gone).err().contains("\tat "));
    Run off = Run.in(directory).env("TCPVIZ_VERBOSE", "0").of("plot", gone);
    assertFalse(off.err().contains("\tat "), off.err());
  }
}
