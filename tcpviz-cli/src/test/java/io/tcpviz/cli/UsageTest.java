// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path directory;

  private Run run(Object... args) {
    return Run.in(directory).of(args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-v --version", "parse-pcap --version", "plot --version"})
  void theVersionIsOneLineWhateverStandsAroundIt(String line) {
    Run run = run((Object[]) line.split(" "));

    assertEquals(0, run.status());
    assertEquals("tcpviz " + Version.number() + System.lineSeparator(), run.out());
    assertEquals("", run.err());
  }

  @Test
  void helpGoesToStandardOutputAndNamesEveryCommand() {
    Run run = run("--help");

    assertEquals(0, run.status());
    assertEquals("", run.err());
    for (String command :
        new String[] {
          "parse-pcap", "plot", "summary", "report", "flows", "dashboard", "watch-latest"
        }) {
      assertTrue(run.out().contains("\n  " + command), command);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flows x",
        "-q flows x",
        "-v --quiet flows x",
        "--color never flows",
        "--color flows flows"
      })
  void onlyTheCommandThatIsCalledIsMade(String line) {
    Host host = Run.closedOutput(directory);
    assertEquals(
        Set.of("flows"), Tcpviz.commandLine(host, line.split(" ")).getSubcommands().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help flows", "-q --help flows", "nonsense", "-q", "--color flows"})
  void allCommandsAreThereWhereNoneOrHelpIsCalled(String line) {
    Host host = Run.closedOutput(directory);
    assertTrue(Tcpviz.commandLine(host, line.split(" ")).getSubcommands().size() > 5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"parse-pcap", "plot", "summary", "report", "flows", "dashboard", "watch-latest"})
  void everyCommandHasHelpWithinEightyColumnsAndTheGlobalOptions(String command) {
    Run run = run(command, "-h");

    assertEquals(0, run.status());
    assertTrue(run.out().startsWith("Usage: tcpviz " + command + " "), run.out());
    assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
    for (String option : new String[] {"--help", "--verbose", "--quiet", "--color", "--version"}) {
      assertTrue(run.out().contains(option), option);
    }
    assertFalse(run.out().contains("${"), run.out());
  }

  @Test
  void helpIsColouredOnlyWhenAskedFor() {
    assertFalse(run("--help").out().contains("\u001b["));
    assertTrue(run("--color", "always", "--help").out().contains("\u001b["));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "parse",
        "parse-pcap",
        "parse-pcap --nonsense x",
        "parse-pcap --dup-acks",
        "parse-pcap --dup-acks many x",
        "parse-pcap --dup-acks 0 x",
        "parse-pcap --storm-count 1 x",
        "parse-pcap --max-connections 0 x",
        "parse-pcap --min-stall-ms -1 x",
        "parse-pcap --stall-rtts NaN x",
        "parse-pcap --stall-rtts Infinity x",
        "parse-pcap --stall-rtts 1e999 x",
        "nonsense --help",
        "monitor",
        "parse-pcap --nonsense --help",
        "parse-pcap --storm-window-ms 99999999999 x",
        "parse-pcap --backend ethereal x",
        "parse-pcap --color blue x",
        "parse-pcap - -",
        "plot",
        "plot one two",
        "summary one two",
        "report",
        "report one two",
        "flows",
        "flows --sort nonsense x",
        "flows --sort lost:down x",
        "flows --sort lost,,x x",
        "flows --fields lost,nonsense x",
        "flows --top 0 x",
        "flows --top many x",
        "flows --json --csv x",
        "flows --json --fields lost x",
        "parse-pcap --tunnels middle x",
        "parse-pcap --threads 0 x",
        "monitor --threads 2 x",
        "dashboard one two",
        "dashboard --stable-seconds soon x",
        "dashboard --stable-seconds -1 x",
        "watch-latest one",
        "watch-latest dir*/one link",
        "watch-latest --poll-interval 0 one link",
      })
  void wrongUsageIsShortAndExitsWithTwo(String line) {
    Run run = run((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));

    assertEquals(2, run.status(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().lines().count() <= 3, run.err());
    assertTrue(run.err().lines().allMatch(text -> text.startsWith("tcpviz: ")), run.err());
  }

  @Test
  void aMistypedOptionIsAnsweredWithTheRightOneAndTheWayToHelp() {
    Run run = run("parse-pcap", "--dup-ack", "3", "x");

    assertTrue(run.err().contains("did you mean --dup-acks?"), run.err());
    assertTrue(run.err().contains("'tcpviz parse-pcap --help'"), run.err());
  }

  @Test
  void whatIsNoCommandIsSaidToBeNone() {
    assertTrue(run("nonsense").err().startsWith("tcpviz: nonsense: no such command\n"));
  }

  @Test
  void aValueOutOfRangeIsSaidOfTheOptionNotOfTheLibrary() {
    assertTrue(
        run("parse-pcap", "--dup-acks", "0", "x")
            .err()
            .startsWith("tcpviz: --dup-acks must be at least 1\n"));
    assertTrue(
        run("parse-pcap", "--storm-window-ms", "0", "x")
            .err()
            .startsWith("tcpviz: --storm-window-ms must be positive"));
  }

  @Test
  void aWordThatIsNoneOfAFewIsAnsweredWithThemOnce() {
    String said = run("parse-pcap", "--tunnels", "middle", "x").err();

    assertTrue(said.contains("expected one of [inner, outer] but was 'middle'"), said);
  }

  @Test
  void aFileNameThatLooksLikeAnArgumentFileIsAFileName() {
    Run run = run("parse-pcap", "@" + directory.resolve("nothing"));

    assertEquals(3, run.status());
    assertTrue(run.err().startsWith("tcpviz: @"), run.err());
  }
}
