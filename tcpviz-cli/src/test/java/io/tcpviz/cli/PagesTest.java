// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  @TempDir Path directory;
  private Path session;

  @BeforeEach
  void analyse() {
    session = directory.resolve("session");
    Run run =
        Run.in(directory).of("parse-pcap", Samples.file("fast-retransmit.pcap"), "--out", session);
    assertEquals(0, run.status(), run.err());
  }

  private static void assertPage(Run run, Path page) throws IOException {
    assertEquals(0, run.status(), run.err());
    assertEquals("", run.err());
    assertTrue(run.out().lines().anyMatch(page.toString()::equals), run.out());
    assertTrue(Files.readString(page).toLowerCase().contains("<!doctype html>"), page.toString());
  }

  @Test
  void plotDrawsBesideItsInputWhetherSessionOrFile() throws IOException {
    assertPage(Run.in(directory).of("plot", session), session.resolve("timeline.html"));

    Path copy = Files.createDirectory(directory.resolve("copy"));
    Files.copy(session.resolve("events.jsonl"), copy.resolve("mine.jsonl"));
    assertPage(
        Run.in(directory).of("plot", "--in", copy.resolve("mine.jsonl")),
        copy.resolve("timeline.html"));
  }

  @Test
  void brokenLinesAreLeftOutNamedAndSaidByTheExitStatus() throws IOException {
    Path events = session.resolve("events.jsonl");
    String sound = Files.readString(events);
    Files.writeString(events, "{broken\n" + sound);
    Run one = Run.in(directory).of("plot", session);
    assertEquals(4, one.status());
    assertEquals(
        "tcpviz: warning: " + events + ", line 1: cannot be read and is left out\n", one.err());
    assertTrue(one.out().contains("timeline.html"), one.out());

    Files.writeString(events, sound + "[]\n\nnonsense\n");
    Files.createDirectory(directory.resolve("artifacts"));
    Files.move(session, directory.resolve("artifacts/session_x"));
    Run several = Run.in(directory).of("dashboard");
    assertEquals(4, several.status());
    long lines = sound.lines().count() + 1;
    assertEquals(1, several.err().lines().count(), several.err());
    assertTrue(
        several
            .err()
            .endsWith("line " + lines + ": cannot be read and is left out, as is 1 more\n"),
        several.err());
  }

  @Test
  void summaryTabulatesBesideItsInput() throws IOException {
    assertPage(Run.in(directory).of("summary", session), session.resolve("summary.html"));
  }

  @Test
  void reportOfASessionGoesIntoItOrWhereTheUserSays() throws IOException {
    assertPage(Run.in(directory).of("report", session), session.resolve("report.html"));

    Path page = directory.resolve("mine.html");
    assertPage(Run.in(directory).of("report", session, "--out", page), page);
  }

  @Test
  void reportOfACaptureAnalysesItFirst() throws IOException {
    Path made = directory.resolve("artifacts/session_20260301_1234");

    Run run = Run.in(directory).of("report", Samples.file("timeout.pcap"));

    assertPage(run, made.resolve("report.html"));
    assertTrue(Files.exists(made.resolve("summary.json")));
  }

  @Test
  void aFileThatIsNoPageIsNotOverwrittenAndAPageIs() throws IOException {
    Path other = Files.writeString(directory.resolve("other.pcap"), "a capture of somebody");

    Run run = Run.in(directory).of("report", Samples.file("timeout.pcap"), "--out", other);

    assertEquals(2, run.status());
    assertEquals("a capture of somebody", Files.readString(other));
    assertFalse(Files.exists(directory.resolve("artifacts")));
    Path page = directory.resolve("mine.html");
    assertPage(Run.in(directory).of("report", session, "--out", page), page);
    assertPage(Run.in(directory).of("report", session, "--out", page), page);
  }

  @Test
  void aPageThatCannotBeWrittenIsSaidBeforeTheAnalysis() {
    Run run =
        Run.in(directory)
            .of("report", Samples.file("timeout.pcap"), "--out", directory.resolve("no/dir.html"));

    assertEquals(1, run.status());
    assertEquals(1, run.err().lines().count(), run.err());
    assertFalse(Files.exists(directory.resolve("artifacts")));
  }

  @Test
  void theDashboardOfACaptureIsEverything() throws IOException {
    Path made = directory.resolve("all");

    Run run =
        Run.in(directory)
            .of("dashboard", Samples.file("timeout.pcap"), "--stable-seconds", "0", "--out", made);

    for (String page : new String[] {"timeline.html", "summary.html", "report.html"}) {
      assertPage(run, made.resolve(page));
    }
    assertTrue(run.out().contains("packets      8"), run.out());
  }

  @Test
  void withoutACaptureTheDashboardTakesTheNewestSession() throws IOException {
    Path older = copySession("session_20260101_0000_10", 1000);
    Path newer = copySession("session_20260101_0000_2", 2000);

    assertPage(Run.in(directory).of("dashboard"), newer.resolve("report.html"));
    assertFalse(Files.exists(older.resolve("report.html")));
  }

  private Path copySession(String name, long millis) throws IOException {
    Path copy = Files.createDirectories(directory.resolve("artifacts").resolve(name));
    for (String file : new String[] {"events.jsonl", "flows.jsonl", "summary.json"}) {
      Files.copy(session.resolve(file), copy.resolve(file));
    }
    Files.setLastModifiedTime(copy.resolve("events.jsonl"), FileTime.fromMillis(millis));
    return copy;
  }

  @Test
  void theDashboardSaysThatItWaitsAndEndsWhenAsked() throws IOException {
    Path capture = Files.write(directory.resolve("c.pcap"), Samples.bytes("timeout.pcap"));
    Files.setLastModifiedTime(capture, FileTime.from(Run.NOW)); // being written just now
    Run run = Run.in(directory);
    run.stop.request();

    run.of("dashboard", capture);

    assertEquals(130, run.status());
    assertTrue(run.err().startsWith("tcpviz: waiting until " + capture), run.err());
    assertEquals("", run.out());
  }
}
