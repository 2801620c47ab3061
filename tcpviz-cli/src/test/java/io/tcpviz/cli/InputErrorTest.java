// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputErrorTest {
  @TempDir Path directory;

  private void assertUnreadable(Run run, String name) {
    assertEquals(3, run.status(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("tcpviz: " + name + ": "), run.err());
    assertFalse(Files.exists(directory.resolve("artifacts")), "a session was begun");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parse-pcap", "plot", "summary", "report", "dashboard"})
  void aMissingFileIsOneLine(String command) {
    Path gone = directory.resolve("gone");

    assertUnreadable(Run.in(directory).of(command, gone), gone.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"parse-pcap", "report", "dashboard"})
  void anEmptyFileIsNoCapture(String command) throws IOException {
    Path empty = Files.createFile(directory.resolve("empty.pcap"));

    Run run = Run.in(directory);
    assertUnreadable(
        command.equals("dashboard")
            ? run.of(command, "--stable-seconds", "0", empty)
            : run.of(command, empty),
        empty.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"parse-pcap", "report"})
  void aFileOfWordsIsNoCapture(String command) throws IOException {
    Path words = Files.writeString(directory.resolve("words"), "no capture at all\n".repeat(9));

    assertUnreadable(Run.in(directory).of(command, words), words.toString());
  }

  @Test
  void nothingOnStandardInputIsNoCapture() {
    assertUnreadable(Run.in(directory).of("parse-pcap", "-"), "stdin");
  }

  @Test
  void aMissingInputAmongSeveralEndsTheRunAndIsTheOneNamed() {
    Path gone = directory.resolve("gone");

    assertUnreadable(
        Run.in(directory).of("parse-pcap", Samples.file("timeout.pcap"), gone), gone.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"parse-pcap", "dashboard"})
  void aDirectoryIsNoCapture(String command) {
    assertUnreadable(Run.in(directory).of(command, directory), directory.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plot", "summary", "report"})
  void aDirectoryWithoutEventsIsNoSession(String command) {
    assertUnreadable(Run.in(directory).of(command, directory), directory.toString());
  }

  @Test
  void withoutAnySessionTheDashboardAsksForACapture() throws IOException {
    Path artifacts = Files.createDirectory(directory.resolve("artifacts"));
    Files.createDirectory(artifacts.resolve("session_20260101_0000"));

    Run run = Run.in(directory).of("dashboard");

    assertEquals(3, run.status());
    assertEquals(1, run.err().lines().count());
    assertTrue(run.err().contains("give a capture"), run.err());
  }

  @Test
  void aFileNameCannotSteerTheTerminal() {
    Run run = Run.in(directory).of("parse-pcap", "\u001b[2J\u202e\u009bgone\n");

    assertEquals(3, run.status());
    assertEquals(
        "tcpviz: \\x1b[2J\\u{202e}\\x9bgone\\x0a: no such file or directory", run.err().strip());
  }

  @Test
  void aPlaceThatCannotBeWrittenIsAFailedWrite() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    Run run =
        Run.in(directory)
            .of("parse-pcap", Samples.file("timeout.pcap"), "--out", file.resolve("session"));

    assertEquals(1, run.status(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("tcpviz: cannot write: "), run.err());
  }

  @Test
  void detailShowsWhereTheErrorAroseAndIsOffOtherwise() {
    Path gone = directory.resolve("gone");

    assertTrue(Run.in(directory).of("parse-pcap", "-v", gone).err().contains("\tat "));
    assertFalse(Run.in(directory).of("parse-pcap", gone).err().contains("\tat "));
  }

  @Test
  void aMemberOfARingThatIsJustBegunDoesNotKeepTheOthersFromAnalysis() throws IOException {
    Path begun = Files.createFile(directory.resolve("begun.pcap"));

    Run run = Run.in(directory).of("parse-pcap", Samples.file("timeout.pcap"), begun);

    assertEquals(4, run.status(), run.err());
    assertEquals(List.of("tcpviz: warning: " + begun + ": empty"), run.err().lines().toList());
    assertTrue(run.out().contains("packets      8"), run.out());
  }

  @Test
  void anInputThatIsNoCaptureDoesNotKeepTheOthersFromAnalysis() throws IOException {
    Path notes = Files.writeString(directory.resolve("notes.txt"), "nothing of TCP in here at all");

    Run run = Run.in(directory).of("parse-pcap", Samples.file("timeout.pcap"), notes);

    assertEquals(3, run.status(), run.err());
    assertTrue(
        run.err().endsWith(notes + " is no capture; the other files were analysed\n"), run.err());
    assertTrue(run.out().contains("packets      8"), run.out());
  }

  @Test
  void whatIsNoCaptureFromItsFirstOctetOnNeedsNoPosition() throws IOException {
    Path words = Files.writeString(directory.resolve("words"), "no capture at all\n");

    String text = Run.in(directory).of("parse-pcap", words).err();

    assertFalse(text.contains("byte"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plot", "summary"})
  void aCaptureWhereASessionBelongsIsToldTheWay(String command) {
    Path capture = Samples.file("timeout.pcap");

    Run run = Run.in(directory).of(command, capture);

    assertEquals(3, run.status());
    assertTrue(run.err().strip().endsWith("try: tcpviz report " + capture), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plot", "summary"})
  void aFileWithoutAnyEventIsNoSession(String command) throws IOException {
    Path words = Files.writeString(directory.resolve("words.jsonl"), "no event at all\n");

    assertUnreadable(Run.in(directory).of(command, words), words.toString());
    assertFalse(Files.exists(directory.resolve("timeline.html")), "a page was written");
  }

  @Test
  void aReportNeverTakesThePlaceOfWhatItIsMadeFrom() throws IOException {
    Path capture = directory.resolve("own.pcap");
    Files.write(capture, Samples.bytes("timeout.pcap"));
    Path link = Files.createSymbolicLink(directory.resolve("link.pcap"), capture);

    Run run = Run.in(directory).of("report", capture, "--out", link);

    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().startsWith("tcpviz: --out would overwrite "), run.err());
    assertEquals(Samples.bytes("timeout.pcap").length, Files.size(capture));
  }

  @Test
  void anEmptyNameIsNoDirectoryForResults() {
    Run run = Run.in(directory).of("parse-pcap", "--out", "", Samples.file("timeout.pcap"));

    assertEquals(2, run.status(), run.err());
    assertEquals("tcpviz: --out: no directory given\n", run.err());
  }

  @Test
  void whatIsNoPatternIsWrongUsage() {
    Run run = Run.in(directory).of("watch-latest", "[", directory.resolve("link"));

    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().startsWith("tcpviz: [: not a pattern: "), run.err());
  }
}
