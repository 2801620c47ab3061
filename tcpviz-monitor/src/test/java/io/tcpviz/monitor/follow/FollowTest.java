// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tcpviz.core.capture.CaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowTest {
  @TempDir Path directory;

  @Test
  void aFileIsReadWhileItGrowsInPiecesThatEndAnywhere() throws IOException {
    Path file = directory.resolve("x.pcap");
    byte[] octets = Written.pcap(1, 2, 3, 4);
    Written written = new Written();
    Files.createFile(file);
    for (int at = 0; at < octets.length; at += 5) {
      int from = at;
      written.then(() -> Written.append(file, octets, from, Math.min(octets.length, from + 5)));
    }
    assertEquals(List.of(1L, 2L, 3L, 4L), written.pause().seconds(file.toString()));
    assertEquals(List.of(), written.losses);
  }

  @Test
  void theOnlyFrameOfAFileIsToldBeforeTheNextComes() throws IOException {
    Path file = directory.resolve("x.pcap");
    Files.write(file, Written.pcap(1));
    assertEquals(List.of(1L), new Written().pause().seconds(file.toString()));
  }

  @Test
  void aFileThatIsReplacedIsReadToItsEndAndThenTheOther() throws IOException {
    Path file = directory.resolve("x.pcap");
    Path other = directory.resolve("new");
    byte[] octets = Written.pcap(1, 2, 3);
    Written.append(file, octets, 0, 60);
    Files.write(other, Written.pcap(4, 5));
    Written written =
        new Written()
            .then(
                () -> {
                  Written.append(file, octets, 60, octets.length);
                  Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
                });
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), written.pause().seconds(file.toString()));
  }

  @Test
  void aFileThatIsReplacedByALongerCopyOfItselfIsReadOn() throws IOException {
    Path file = directory.resolve("x.pcap");
    Written written = new Written();
    Files.write(file, Written.pcap(1, 2));
    for (long last = 3; last <= 6; last++) {
      byte[] longer = Written.pcap(LongStream.rangeClosed(1, last).toArray());
      written.then(
          () ->
              Files.move(
                  Files.write(directory.resolve(".x"), longer),
                  file,
                  StandardCopyOption.REPLACE_EXISTING));
    }
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), written.pause().seconds(file.toString()));
    assertEquals(List.of(), written.losses);
  }

  @Test
  void whatIsWrittenToAFileWhenItsTurnIsOverIsSaidToBeLost() throws IOException {
    byte[] first = Written.pcap(1, 2, 5);
    Path file = directory.resolve("x.pcap1");
    Written.append(file, first, 0, first.length - 28);
    Written written =
        new Written()
            .then(() -> Files.write(directory.resolve("x.pcap2"), Written.pcap(3, 4)))
            .pause()
            .then(() -> Written.append(file, first, first.length - 28, first.length));
    assertEquals(List.of(1L, 2L, 3L, 4L), written.pause().seconds(directory.toString()));
    assertEquals(List.of(new CaptureLoss(file.toString(), 28, 0, 4_000_000_000L)), written.losses);
  }

  @Test
  void aFileThatIsMadeAnewInPlaceIsReadFromItsBeginning() throws IOException {
    Path file = directory.resolve("x.pcap");
    Files.write(file, Written.pcap(1, 2, 3));
    Written written = new Written().then(() -> Files.write(file, Written.pcap(4, 5, 6, 7, 8)));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L), written.pause().seconds(file.toString()));
    assertEquals(List.of(), written.losses);
  }

  @Test
  void filesOfADirectoryComeInTheOrderOfTheirFirstFrames() throws IOException {
    Files.write(directory.resolve("a.pcap"), Written.pcap(5, 6));
    Files.write(directory.resolve("b.pcap"), Written.pcap(1, 2));
    Files.write(directory.resolve("c.pcap"), Written.pcap(3, 4));
    Written written = new Written();
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), written.pause().seconds(directory.toString()));
    assertEquals(
        List.of("b.pcap", "b.pcap", "c.pcap", "c.pcap", "a.pcap", "a.pcap"), written.names);
  }

  @Test
  void aFileIsWaitedForWhereItsDirectoryIsThere() throws IOException {
    Path file = directory.resolve("x.pcap");
    Written written = new Written().pause().then(() -> Files.write(file, Written.pcap(1, 2)));
    assertEquals(List.of(1L, 2L), written.pause().seconds(file.toString()));
  }

  @Test
  void whatIsNotThereIsAnError() {
    Written written = new Written();
    assertThrows(NoSuchFileException.class, () -> written.seconds(directory + "/none/x.pcap"));
    assertThrows(NoSuchFileException.class, () -> written.seconds(directory + "/none/*.pcap"));
    assertThrows(IllegalArgumentException.class, () -> written.seconds(directory + "/*/x.pcap"));
    assertThrows(IllegalArgumentException.class, () -> written.seconds(directory + "/x["));
  }

  @Test
  void aFileThatIsNoCaptureIsAnError() throws IOException {
    Path file = Files.writeString(directory.resolve("x.pcap"), "this is not a capture at all");
    Written written = new Written();
    CaptureException refused =
        assertThrows(CaptureException.class, () -> written.seconds(file.toString()));
    assertEquals(file.toRealPath().toString(), refused.source());
  }
}
