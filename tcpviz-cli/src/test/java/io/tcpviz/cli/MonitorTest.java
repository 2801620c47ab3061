// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorTest {
  private static final Duration LONG = Duration.ofMinutes(1); // only a hang ever waits so long

  private static final String RETRANSMISSION =
      "[WARN] 2023-11-14T22:13:20.351Z 10.0.0.1:40000->10.0.0.2:80: 1 retransmission in 60 s"
          + " (was OK; warn at 1, critical at 50) | "
          + "{\"severity\":\"WARN\",\"before\":\"OK\",\"event\":\"retransmission\","
          + "\"flow\":\"10.0.0.1:40000->10.0.0.2:80\",\"per\":\"direction\",\"count\":1,"
          + "\"window_seconds\":60,\"thresholds\":{\"warn\":1,\"critical\":50},"
          + "\"timestamp\":1700000000.351000000}";

  @TempDir Path directory;

  @Test
  void printsAlertsOfAPipeAndEndsWithIt() throws IOException {
    Run run = run().input(Samples.bytes("timeout.pcap")).of("monitor", "-", "--threshold", 1);

    assertEquals(0, run.status(), run.err());
    assertEquals(RETRANSMISSION, run.out().lines().findFirst().orElse(""));
    assertTrue(run.err().contains("8 packets (8 TCP) of 1 connection, 2 events"), run.err());
  }

  @Test
  void belowTheThresholdItSaysNothing() throws IOException {
    Run run = run().input(Samples.bytes("timeout.pcap")).of("monitor", "-");

    assertEquals("", run.out());
    assertEquals(0, run.status());
  }

  @Test
  void printsObjectsAloneWhereTheyAreWanted() throws IOException {
    Run run =
        run().input(Samples.bytes("timeout.pcap")).of("monitor", "-", "--json", "--threshold", 1);

    assertTrue(run.out().startsWith("{\"severity\":\"WARN\""), run.out());
    assertFalse(run.out().contains(" | "), run.out());
  }

  @Test
  void coloursTheLevelWhereAskedTo() throws IOException {
    Run run =
        run()
            .input(Samples.bytes("timeout.pcap"))
            .of("monitor", "-", "--threshold", 1, "--color", "always");

    assertTrue(run.out().startsWith("\u001b[33m[WARN]\u001b[0m 2023"), run.out());
  }

  @Test
  void followsAFileAndEndsWhenNothingComes() throws IOException {
    Path file = Files.write(directory.resolve("a.pcap"), Samples.bytes("timeout.pcap"));

    Run run = run().of("monitor", "--pcap-path", file, "--threshold", 1, "--idle-exit", "0.2");

    assertEquals(0, run.status(), run.err());
    assertEquals(RETRANSMISSION, run.out().lines().findFirst().orElse(""));
  }

  @Test
  void theNameOfTheOptionMayBeLeftOut() throws IOException {
    Path file = Files.write(directory.resolve("a.pcap"), Samples.bytes("timeout.pcap"));

    Run run = run().of("monitor", file, "--idle-exit", "0.2");

    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("watching " + file), run.err());
    assertTrue(run.err().contains("8 packets"), run.err());
  }

  @Test
  void endsAfterTheTimeGiven() throws IOException {
    Path file = Files.write(directory.resolve("a.pcap"), Samples.bytes("timeout.pcap"));

    Run run = run().of("monitor", "--pcap-path", file, "--for", "0.2");

    assertEquals(0, run.status(), run.err());
  }

  @Test
  void aRecordThatIsHalfWrittenWhenItEndsIsNoDamage() throws IOException {
    byte[] capture = Samples.bytes("timeout.pcap");
    byte[] half = Arrays.copyOf(capture, capture.length - 10);
    Path file = Files.write(directory.resolve("a.pcap"), half);

    Run run = run().of("monitor", "--pcap-path", file, "--idle-exit", "0.2");

    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("7 packets"), run.err());
    assertFalse(run.err().contains("cut short"), run.err());
  }

  @Test
  void aPipeThatEndsWithinARecordIsDamaged() throws IOException {
    byte[] capture = Samples.bytes("timeout.pcap");

    Run run = run().input(Arrays.copyOf(capture, capture.length - 10)).of("monitor", "-");

    assertEquals(4, run.status(), run.err());
    assertTrue(run.err().contains("cut short inside a record"), run.err());
  }

  @ParameterizedTest
  @CsvSource({"warn, 5", "critical, 0"})
  void tellsScriptsWhetherThereWasAnAlert(String level, int status) throws IOException {
    Run run =
        run()
            .input(Samples.bytes("timeout.pcap"))
            .of("monitor", "-", "--threshold", 1, "--fail-on", level);

    assertEquals(status, run.status(), run.err());
  }

  @Test
  void theVariablesOfTheOldToolCount() throws IOException {
    Run run =
        run()
            .env("TCPVIZ_THRESHOLD", "1")
            .env("TCPVIZ_WINDOW", "30")
            .input(Samples.bytes("timeout.pcap"))
            .of("monitor", "-");

    assertTrue(run.out().contains("1 retransmission in 30 s"), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                  | nothing to watch: give --pcap-path, --interface or -",
        "- --pcap-path x.pcap              | one thing can be watched, but 2 are given",
        "a.pcap b.pcap                     | 2 are given; quote a pattern against the shell",
        "- --threshold 0                   | --threshold must be at least 1",
        "- --window 0                      | --window must be between 1 ms and 366 days",
        "- --per planet                    | --per: expected one of direction, host, pair, port",
        "- --fail-on ok                    | --fail-on: expected warn or critical",
        "- --filter tcp                    | --filter is for --interface",
        "- --newest                        | --newest is for --pcap-path",
        "--pcap-path x.pcap --poll-interval 0 | --poll-interval must be more than 0",
      })
  void wrongUsageIsSaidInOneLine(@Nullable String arguments, String message) {
    Object[] words = ("monitor " + (arguments == null ? "" : arguments)).trim().split(" +");

    Run run = run().of(words);

    assertEquals(2, run.status());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void aCaptureThatNeverComesIsNoGoodNews() {
    Path typo = directory.resolve("typo.pcap");

    Run run = run().of("monitor", "--pcap-path", typo, "--for", "0.2", "--fail-on", "critical");

    assertEquals(3, run.status(), run.err());
    assertTrue(run.err().contains("typo.pcap is not there yet"), run.err());
    assertTrue(run.err().endsWith("typo.pcap: never came\n"), run.err());
  }

  @Test
  void whatIsNoCaptureAndWhatIsCutInARingIsSaid() throws IOException {
    byte[] capture = Samples.bytes("timeout.pcap");
    Files.write(directory.resolve("a.pcap"), Arrays.copyOf(capture, capture.length - 10));
    Files.writeString(directory.resolve("b.pcap"), "no capture at all, but long enough for one");
    Files.write(directory.resolve("c.pcap"), Samples.bytes("slow-readers.pcap"));

    Run run = run().of("monitor", "--pcap-path", directory, "--idle-exit", "0.3");

    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("a.pcap, byte "), run.err());
    assertTrue(run.err().contains("b.pcap: no capture that is read here"), run.err());
  }

  @Test
  void aDirectoryThatIsNotThereIsAnErrorOfTheInput() {
    Run run = run().of("monitor", "--pcap-path", directory.resolve("no/such.pcap"));

    assertEquals(3, run.status(), run.err());
  }

  @Test
  void whoeverClosesItsOutputEndsIt() throws Exception {
    Path file = Files.write(directory.resolve("a.pcap"), Samples.bytes("timeout.pcap"));
    Host closed = Run.closedOutput(directory);
    String[] words = {"monitor", "--pcap-path", file.toString(), "--threshold", "1"};

    assertEquals(0, assertTimeoutPreemptively(LONG, () -> Main.run(words, closed)));
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
  void aSignalEndsItInOrderWithASummary(String signal, int status) throws Exception {
    Path file = Files.write(directory.resolve("a.pcap"), Samples.bytes("timeout.pcap"));
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "monitor",
                "--pcap-path",
                file.toString(),
                "--threshold",
                "1")
            .redirectError(err.toFile())
            .start();
    @Nullable String line = process.inputReader().readLine();
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

    assertEquals(status, assertTimeoutPreemptively(LONG, () -> process.waitFor()));
    assertEquals(RETRANSMISSION, line);
    List<String> said = Files.readAllLines(err);
    assertTrue(said.stream().anyMatch(text -> text.contains("8 packets (8 TCP)")), said::toString);
  }

  private Run run() {
    return Run.in(directory);
  }
}
