// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.testkit.PackedBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else may be found where captures are expected. */
class StrangeFilesTest {
  private final Written written = new Written();
  private Path directory;

  @BeforeEach
  void makeDirectory(@TempDir Path temporary) throws IOException {
    directory = Files.createDirectory(temporary.resolve("ring"));
  }

  @Test
  void aGlobThatMatchesNothingWaits() throws IOException {
    written.pause().then(() -> Files.write(directory.resolve("x.pcap1"), Written.pcap(1)));
    assertEquals(List.of(1L), written.pause().seconds(directory + "/x.pcap*"));
  }

  @Test
  void capturesThatBeginAlikeAreToldApartByWhatFollows() throws IOException {
    Files.write(directory.resolve("m.pcap"), Written.pcap(1, 2));
    written.pause().then(() -> Files.write(directory.resolve("b.pcap"), Written.pcap(1, 3)));
    written.pause().then(() -> Files.write(directory.resolve("z.pcap"), Written.pcap(1, 4, 5)));
    assertEquals(
        List.of(1L, 2L, 1L, 3L, 1L, 4L, 5L), written.pause().seconds(directory.toString()));
    assertEquals(List.of(), written.losses);
  }

  @Test
  void aCopyOfACaptureIsTheSameCapture() throws IOException {
    Files.write(directory.resolve("m.pcap"), Written.pcap(1, 2, 3));
    written.pause().then(() -> Files.write(directory.resolve("b.pcap"), Written.pcap(1, 2)));
    assertEquals(List.of(1L, 2L, 3L), written.pause().seconds(directory.toString()));
  }

  @Test
  void aLinkThatLeadsNowhereWaits() throws IOException {
    Path target = directory.resolve("x.pcap");
    Path link = Files.createSymbolicLink(directory.resolve("latest"), target);
    written.pause().then(() -> Files.write(target, Written.pcap(1, 2)));
    assertEquals(List.of(1L, 2L), written.pause().seconds(link.toString()));
  }

  @Test
  void filesThatAreNoCapturesStandAsideAndAreSaidOnce() throws IOException {
    Files.write(directory.resolve("a.pcap"), new byte[0]);
    Files.writeString(directory.resolve("b.pcap"), "this is no capture at all, but it is long");
    Files.createDirectory(directory.resolve("c.pcap"));
    Files.createSymbolicLink(directory.resolve("d.pcap"), directory.resolve("nothing"));
    Files.write(directory.resolve("e.pcap"), Written.pcap(1));
    Files.write(directory.resolve(".f.pcap"), Written.pcap(2));
    Files.write(directory.resolve("g.pcap.tmp"), Written.pcap(3));
    Files.writeString(directory.resolve("notes.txt"), "nobody asks for this one, long or not");
    written.pause().then(() -> Files.write(directory.resolve("h.pcap"), Written.pcap(4)));
    written.pause();
    try (FollowedCapture capture =
        Follow.open(directory.toString(), Written.LOOKING, written.idle())) {
      Frame frame = new Frame();
      assertTrue(capture.next(frame));
      assertTrue(capture.next(frame));
      assertEquals(4_000_000_000L, frame.timestampNanos());
      assertEquals("h.pcap", Path.of(capture.fileName(frame.source())).getFileName().toString());
      assertFalse(capture.next(frame));
      List<CaptureDamage> damages = capture.info().damages();
      assertEquals(
          List.of(directory.resolve("b.pcap").toString()),
          damages.stream().map(CaptureDamage::source).toList());
      assertTrue(damages.get(0).reason().startsWith("no capture that is read here"));
    }
  }

  @Test
  void aFileThatIsPackedWhenItWasReadIsNotReadAgain() throws IOException {
    byte[] octets = Written.pcap(1, 2, 3);
    Path plain = Files.write(directory.resolve("x.pcap"), octets);
    Path packed = directory.resolve("x.pcap.gz");
    written
        .pause()
        .then(() -> Files.write(packed, PackedBytes.gzip(octets)))
        .pause()
        .then(() -> Files.delete(plain))
        .pause()
        .then(() -> Files.write(directory.resolve("y.pcap"), Written.pcap(4)));
    assertEquals(List.of(1L, 2L, 3L, 4L), written.pause().seconds(directory.toString()));
  }

  @Test
  void aFileThatIsPackedBeforeItsTurnIsReadOnce() throws IOException {
    byte[] octets = Written.pcap(1, 2, 3);
    Files.write(directory.resolve("x.pcap.gz"), PackedBytes.gzip(octets));
    Files.write(directory.resolve("x.pcap"), octets);
    Files.write(directory.resolve("y.pcap"), Written.pcap(4));
    assertEquals(List.of(1L, 2L, 3L, 4L), written.pause().seconds(directory.toString()));
  }

  @Test
  void aDirectoryThatIsRemovedMayComeBack() throws IOException {
    Path file = directory.resolve("x.pcap");
    Files.write(file, Written.pcap(1, 2));
    written
        .pause()
        .then(() -> Files.delete(file))
        .then(() -> Files.delete(directory))
        .pause()
        .then(() -> Files.createDirectory(directory))
        .then(() -> Files.write(file, Written.pcap(3)));
    assertEquals(List.of(1L, 2L, 3L), written.pause().seconds(directory.toString()));
  }

  @Test
  void aFileThatIsDeletedWhileItIsReadIsReadToItsEnd() throws IOException {
    Path file = directory.resolve("x.pcap1");
    byte[] octets = Written.pcap(1, 2, 3);
    Files.write(file, octets);
    Files.write(directory.resolve("x.pcap2"), Written.pcap(4));
    FollowedCapture capture =
        Follow.open(directory.toString(), Written.LOOKING, written.pause().idle());
    try (capture) {
      Frame frame = new Frame();
      assertTrue(capture.next(frame));
      Files.delete(file);
      Files.delete(directory.resolve("x.pcap2"));
      for (long second = 2; second <= 4; second++) {
        assertTrue(capture.next(frame));
        assertEquals(second * 1_000_000_000L, frame.timestampNanos());
      }
      assertEquals(List.of(), capture.losses());
    }
  }

  @Test
  void aLinkThatJumpsOverFilesOfItsShapeReadsThemToo() throws IOException {
    Path link = directory.resolve("latest");
    for (int number = 0; number < 5; number++) {
      Files.write(directory.resolve("x" + number + ".pcap"), Written.pcap(10 + number));
    }
    Files.write(directory.resolve("other.pcap"), Written.pcap(12));
    Files.createSymbolicLink(link, directory.resolve("x1.pcap"));
    written
        .pause()
        .then(
            () -> {
              Path fresh =
                  Files.createSymbolicLink(
                      directory.resolve(".fresh"), directory.resolve("x3.pcap"));
              Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
            });
    assertEquals(List.of(11L, 12L, 13L), written.pause().seconds(link.toString()));
    assertEquals(List.of("x1.pcap", "x2.pcap", "x3.pcap"), written.names);
  }

  @Test
  void ofTheFilesThatAreThereOnlyTheNewestIsReadIfThatIsWished() throws IOException {
    Files.write(directory.resolve("x.pcap1"), Written.pcap(1));
    Files.write(directory.resolve("x.pcap2"), Written.pcap(2, 3));
    FollowOptions newest =
        new FollowOptions(Written.LOOKING.provider(), Duration.ZERO, false, true);
    written.pause().then(() -> Files.write(directory.resolve("x.pcap3"), Written.pcap(4)));
    assertEquals(List.of(2L, 3L, 4L), written.pause().seconds(directory.toString(), newest));
  }

  @Test
  void aNamedPipeIsReadAsAStream() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.write(pipe, Written.pcap(1, 2));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    try (FollowedCapture capture = Follow.open(pipe.toString(), Written.LOOKING, () -> true)) {
      Frame frame = new Frame();
      assertTrue(capture.next(frame));
      assertTrue(capture.next(frame));
      assertFalse(capture.next(frame));
    }
    writer.join();
  }

  @Test
  void manyFilesThatComeAndGoAreForgottenButNotReadAgain() throws IOException {
    int files = FollowedCapture.KNOWN_FILES + 500;
    for (int number = 1; number <= files; number++) {
      long second = number;
      written.then(
          () -> {
            Files.write(directory.resolve("x" + second + ".pcap"), Written.pcap(second));
            if (second > 2) {
              Files.delete(directory.resolve("x" + (second - 2) + ".pcap"));
            }
          });
    }
    written
        .pause()
        .then(() -> Files.write(directory.resolve("again.pcap"), Written.pcap(7)))
        .pause();
    List<Long> read = written.seconds(directory.toString());
    assertEquals(files, read.size());
    assertEquals(files, read.get(files - 1));
  }
}
