// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sessions of all samples, octet by octet as they were when somebody last looked at them. After
 * a change that is meant to show, write them anew and read the difference before committing it:
 *
 * <pre>mvn -pl tcpviz-cli test -Dtest=GoldenSessionTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtcpviz.golden=write</pre>
 */
class GoldenSessionTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fast-retransmit",
        "mirrored-port",
        "reordering",
        "sequence-wrap",
        "slow-readers",
        "syn-retries",
        "timeout",
        "zero-window-probes"
      })
  void aSampleGivesTheSessionThatWasLookedAt(String sample) throws IOException {
    Path session = directory.resolve("session");
    Run run =
        Run.in(directory)
            .input(Samples.bytes(sample + ".pcap"))
            .of("parse-pcap", "-", "--out", session);
    assertEquals(0, run.status(), run.err());
    for (String file : List.of("events.jsonl", "flows.jsonl", "summary.json")) {
      Path golden = GOLDEN.resolve(sample).resolve(file);
      String written = Files.readString(session.resolve(file));
      if ("write".equals(System.getProperty("tcpviz.golden"))) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, written);
      }
      assertEquals(Files.readString(golden), written, golden.toString());
    }
  }
}
