// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchLatestTest {
  @TempDir Path directory;

  private Path file(String name, long second) throws IOException {
    Path file = Files.writeString(directory.resolve(name), name);
    Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000));
    return file.toAbsolutePath();
  }

  @Test
  void theLinkFollowsTheNewestFileThatMatches() throws IOException {
    Path link = directory.resolve("latest.pcap");
    LatestLink latest = new LatestLink(directory, "*.pcap", link);
    assertEquals(Optional.empty(), latest.update(), "nothing matches yet");

    Path one = file("one.pcap", 100);
    file("newer.txt", 300);
    assertEquals(Optional.of(one), latest.update());
    assertEquals(one, Files.readSymbolicLink(link));
    assertEquals(Optional.empty(), latest.update(), "nothing new");

    Path two = file("two.pcap", 200);
    assertEquals(Optional.of(two), latest.update());
    assertEquals("two.pcap", Files.readString(link));
  }

  @Test
  void ofFilesEquallyNewTheHighestNameWins() throws IOException {
    Path link = directory.resolve("link");
    Path second = file("ring_00002", 100);
    file("ring_00001", 100);

    assertEquals(Optional.of(second), new LatestLink(directory, "ring_*", link).update());
  }

  @Test
  void aLinkThatMatchesThePatternItselfIsNotLinkedToItself() throws IOException {
    Path one = file("one.pcap", 100);
    Path link = directory.resolve("zz.pcap");
    LatestLink latest = new LatestLink(directory, "*.pcap", link);

    assertEquals(Optional.of(one), latest.update());
    assertEquals(Optional.empty(), latest.update());
  }

  @Test
  void replacingTheLinkLeavesNothingElseBehind() throws IOException {
    file("one.pcap", 100);
    Path link = directory.resolve("link");
    Files.createSymbolicLink(link, Path.of("gone"));

    new LatestLink(directory, "*.pcap", link).update();

    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(
          List.of("link", "one.pcap"),
          files.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void theCommandLinksSaysSoAndEndsWhenAsked() throws IOException {
    Path one = file("one.pcap", 100);
    Path link = directory.resolve("link");
    Run run = Run.in(directory);
    run.stop.request();

    run.of("watch-latest", directory + "/*.pcap", link);

    assertEquals(130, run.status(), run.err());
    assertEquals(link + " -> " + one, run.out().strip());
    assertEquals(one, Files.readSymbolicLink(link));
  }

  @Test
  void aFileInThePlaceOfTheLinkIsNotTouched() throws IOException {
    Path precious = Files.writeString(directory.resolve("precious"), "mine");

    Run run = Run.in(directory).of("watch-latest", directory + "/*.pcap", precious);

    assertEquals(2, run.status());
    assertTrue(run.err().contains("no symbolic link"), run.err());
    assertEquals("mine", Files.readString(precious));
  }

  @Test
  void aMissingDirectoryIsUnreadableInput() {
    Run run = Run.in(directory).of("watch-latest", directory + "/gone/*.pcap", "link");

    assertEquals(3, run.status(), run.err());
  }
}
