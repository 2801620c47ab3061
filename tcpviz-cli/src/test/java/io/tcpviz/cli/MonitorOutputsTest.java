// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorOutputsTest {
  @TempDir Path directory;

  @Test
  void eventsAreAppendedAsTheyAreDecided() throws IOException {
    Path log = directory.resolve("events.jsonl");

    watch("--events", log);
    watch("--events", log);

    List<String> lines = Files.readAllLines(log);
    assertTrue(lines.get(0).startsWith("{\"id\":1,\"ts\":1700000000.351000000,"), lines::toString);
    assertEquals(4, lines.size(), lines::toString); // two events, watched twice
    assertEquals(4, lines.stream().map(MonitorOutputsTest::id).distinct().count());
  }

  @Test
  void aFileThatIsNoLogIsNotWrittenTo() throws IOException {
    Path precious = Files.writeString(directory.resolve("thesis.txt"), "Chapter 1\n");

    Run run = watch("--events", precious);

    assertEquals(1, run.status(), run.err());
    assertTrue(run.err().contains("thesis.txt"), run.err());
    assertEquals("Chapter 1\n", Files.readString(precious));
  }

  @Test
  void aCommandIsRunForEachAlert() throws IOException {
    Path told = directory.resolve("told");

    Run run = watch("--threshold", 1, "--exec", "cat >> " + told);

    assertEquals(0, run.status(), run.err());
    List<String> objects =
        run.out().lines().map(line -> line.substring(line.indexOf(" | ") + 3)).sorted().toList();
    assertEquals(objects, Files.readAllLines(told).stream().sorted().toList());
  }

  @Test
  void aRuleOfTheUserRaisesAnAlert() throws IOException {
    Run run = watch("--rule", "retransmissions >= 1 as critical", "--fail-on", "critical");

    assertEquals(5, run.status(), run.err());
    assertTrue(run.out().startsWith("[CRITICAL] "), run.out());
  }

  @Test
  void anotherRunGoesOnWhereTheFirstEnded() throws IOException {
    byte[] whole = Samples.bytes("timeout.pcap");
    Path capture = Files.write(directory.resolve("a.pcap"), Arrays.copyOf(whole, 24 + 16));
    Path log = directory.resolve("events.jsonl");
    Path checkpoint = directory.resolve("checkpoint");
    Object[] arguments = {
      "monitor",
      "--pcap-path",
      capture,
      "--idle-exit",
      "0.3",
      "--events",
      log,
      "--checkpoint",
      checkpoint
    };
    Run.in(directory).of(arguments);
    Files.write(capture, whole);

    Run second = Run.in(directory).of(arguments);
    long told = Files.readAllLines(log).size();
    Run third = Run.in(directory).of(arguments);

    assertEquals(0, second.status(), second.err());
    assertTrue(told >= 2, second.err());
    assertEquals(0, third.status(), third.err());
    assertEquals(told, Files.readAllLines(log).size());
  }

  @Test
  void twoThingsCannotBeKeptInOneFile() throws IOException {
    Path both = directory.resolve("both");

    Run run = watch("--events", both, "--checkpoint", both);

    assertEquals(2, run.status(), run.err());
    assertFalse(Files.exists(both));
  }

  @Test
  void saysWhereItServes() throws IOException {
    Run run = watch("--metrics", "0", "--http", ":0");

    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.err().matches("(?s).*metrics at http://[^ ]*:[1-9][0-9]*/metrics\n.*"), run.err());
    assertTrue(run.err().matches("(?s).*live page at http://[^ ]*:[1-9][0-9]*/\n.*"), run.err());
  }

  @ParameterizedTest
  @CsvSource({"--metrics", "--http"})
  void aPortThatIsTakenIsSaidInOneLine(String option) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run = watch(option, taken.getLocalPort());

      assertEquals(1, run.status(), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(run.err().contains(option + " " + taken.getLocalPort() + ": "), run.err());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--metrics    | 99999            | the port of '99999' is no number",
        "--http       | here             | --http: ",
        "--webhook    | ftp://host/      | --webhook: ftp://host/: is no URL with http or https",
        "--rule       | retransmissions  | at character 16, expected ",
        "--checkpoint | place            | --checkpoint needs files that are read from the oldest on",
      })
  void wrongUsageIsSaidInOneLine(String option, String value, String message) throws IOException {
    Run run =
        Run.in(directory).input(Samples.bytes("timeout.pcap")).of("monitor", "-", option, value);

    assertEquals(2, run.status(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(Files.exists(directory.resolve("place")));
  }

  private Run watch(Object... options) throws IOException {
    Path capture = Files.write(directory.resolve("a.pcap"), Samples.bytes("timeout.pcap"));
    Object[] arguments = {"monitor", "--pcap-path", capture, "--idle-exit", "0.3"};
    Object[] all = Arrays.copyOf(arguments, arguments.length + options.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    return Run.in(directory).of(all);
  }

  private static String id(String line) {
    return line.substring(0, line.indexOf(','));
  }
}
