// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.testkit.Frames;
import io.tcpviz.testkit.MemoryCaptures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedCaptureTest {
  private final MemoryCaptures captures = new MemoryCaptures();
  @TempDir Path directory;
  private Path first;
  private Path second;
  private Path third;
  private int files;

  @BeforeEach
  void createFiles() throws IOException {
    first = Files.createFile(directory.resolve("first"));
    second = Files.createFile(directory.resolve("second"));
    third = Files.createFile(directory.resolve("third"));
  }

  @Test
  void filesGivenInAnyOrderAreReadInTimeOrder() throws IOException {
    file(first, 70, 80, 90);
    file(second, 10, 20, 30);
    file(third, 40, 50, 60);

    assertEquals("1#1@10 1#2@20 1#3@30 2#1@40 2#2@50 2#3@60 0#1@70 0#2@80 0#3@90", merged());
  }

  @Test
  void filesThatOverlapAreInterleaved() throws IOException {
    file(first, 10, 40, 41, 90);
    file(second, 20, 30, 95);
    file(third, 35, 36, 37);

    assertEquals("0#1@10 1#1@20 1#2@30 2#1@35 2#2@36 2#3@37 0#2@40 0#3@41 0#4@90 1#3@95", merged());
  }

  @Test
  void framesOfOneInstantComeInTheOrderOfTheirFiles() throws IOException {
    file(first, 20, 30);
    file(second, 10, 20, 20, 30);
    file(third, 20);

    assertEquals("1#1@10 0#1@20 1#2@20 1#3@20 2#1@20 0#2@30 1#4@30", merged());
  }

  @Test
  void aClockThatJumpsBackInAFileLeavesItsOrderAlone() throws IOException {
    file(first, 10, 50, 20, 60);
    file(second, 30, 55);
    file(third);

    assertEquals("0#1@10 1#1@30 0#2@50 0#3@20 1#2@55 0#4@60", merged());
  }

  @Test
  void timesBeforeTheEpochAndFarBehindItAreOrdered() throws IOException {
    file(first, Long.MAX_VALUE);
    file(second, Long.MIN_VALUE, -1);
    file(third, 0);

    assertEquals("1#1@-9223372036854775808 1#2@-1 2#1@0 0#1@9223372036854775807", merged());
  }

  @Test
  void whatOverlappingFilesHoldTwiceIsLentOnce() throws IOException {
    ring(first, 10, 20, 30, 40);
    ring(second, 30, 40, 50);
    ring(third, 40, 50, 60);

    assertEquals("0#1@10 0#2@20 0#3@30 0#4@40 1#3@50 2#3@60", merged());
    assertEquals(List.of(0L, 2L, 2L), repeatedCounts());
  }

  @Test
  void whatOneFileHoldsTwiceIsLentTwice() throws IOException {
    ring(first, 10, 20, 20);
    ring(second, 20, 20, 20, 30, 30);
    ring(third, 20);

    assertEquals("0#1@10 0#2@20 0#3@20 1#3@20 1#4@30 1#5@30", merged());
    assertEquals(List.of(0L, 2L, 1L), repeatedCounts());
  }

  @Test
  void overlapsAreFoundWhereTheClockJumpsBack() throws IOException {
    ring(first, 10, 40, 20, 30);
    ring(second, 40, 20, 30, 50);
    file(third);

    assertEquals("0#1@10 0#2@40 0#3@20 0#4@30 1#4@50", merged());
    assertEquals(List.of(0L, 3L, 0L), repeatedCounts());
  }

  @Test
  void framesOfOneInstantThatDifferInAnythingAreAllLent() throws IOException {
    Frame frame = frame(10);
    Frame longer = frame(10);
    longer.setBytes(longer.bytes(), 0, 8, 9);
    Frame cut = frame(10);
    cut.setBytes(cut.bytes(), 0, 7, 8);
    Frame other = frame(10);
    other.setOrigin(10, LinkType.RAW, 1, 0);
    captures.with(first.toString(), List.of(frame, longer));
    captures.with(second.toString(), List.of(cut, other));
    captures.with(third.toString(), List.of(frame(11)));

    try (CaptureReader reader = open()) {
      int frames = 0;
      while (reader.next(new Frame())) {
        frames++;
      }
      assertEquals(5, frames);
      assertEquals(0, reader.info().repeatedFrames());
    }
  }

  @Test
  void framesWithoutTimeAreNeverTheSame() throws IOException {
    ring(first, 0, 0);
    ring(second, 0);
    file(third);

    assertEquals("0#1@0 0#2@0 1#1@0", merged());
  }

  @Test
  void infoNamesAllFilesInTheOrderGiven() throws IOException {
    file(first, 70, 80);
    captures.withDamaged(second.toString(), frames(10, 20, 30), "cut in a record");
    file(third);

    try (CaptureReader reader = open()) {
      assertEquals(List.of(0L, 0L, 0L), frameCounts(reader));
      assertTrue(reader.next(new Frame()));
      assertEquals(List.of(0L, 1L, 0L), frameCounts(reader));
      assertEquals(List.of(), reader.info().damages());
      read(reader);

      CaptureInfo info = reader.info();
      assertEquals("memory", info.backend());
      assertEquals(
          List.of(first.toString(), second.toString(), third.toString()),
          info.files().stream().map(CaptureFile::name).toList());
      assertEquals(List.of(2L, 3L, 0L), frameCounts(reader));
      assertEquals(5, info.frames());
      assertEquals(
          List.of(second + ", byte 24: cut in a record"),
          info.damages().stream().map(CaptureDamage::toString).toList());
      assertEquals(1, info.files().get(2).interfaces().size());
      assertEquals(40, reader.position());
    }
  }

  @Test
  void positionNeverDecreases() throws IOException {
    file(first, 70, 80);
    file(second, 10, 75);
    file(third, 20);

    try (CaptureReader reader = open()) {
      assertEquals(0, reader.position());
      long last = 0;
      while (reader.next(new Frame())) {
        assertTrue(reader.position() >= last, () -> "at " + reader.position());
        last = reader.position();
      }
      assertEquals(40, reader.position());
    }
  }

  @Test
  void onlyFilesThatOverlapInTimeAreOpenTogether() throws IOException {
    List<CaptureSource> ring = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Path file = Files.createFile(directory.resolve("ring" + i));
      file(file, 100 * i, 100 * i + 99);
      ring.add(CaptureSource.of(file));
    }

    try (CaptureReader reader = MergedCapture.open(ring, captures)) {
      assertEquals(0, captures.open());
      assertEquals(600, read(reader).split(" ").length);
    }
    assertEquals(1, captures.mostOpen());
  }

  @Test
  void aStreamIsReadOnce() throws IOException {
    captures.with("pipe", frames(10, 30));
    file(first, 20);
    List<CaptureSource> sources =
        List.of(CaptureSource.of(first), CaptureSource.of("pipe", InputStream.nullInputStream()));

    try (CaptureReader reader = MergedCapture.open(sources, captures)) {
      assertEquals(1, captures.open());
      assertEquals("1#1@10 0#1@20 1#2@30", read(reader));
    }
    assertEquals(0, captures.open());
  }

  @Test
  void aSourceThatIsNoCaptureIsADamageOfTheWhole() throws IOException {
    captures.with("pipe", frames(10));
    List<CaptureSource> sources =
        List.of(
            CaptureSource.of("text", new ByteArrayInputStream(new byte[0])),
            CaptureSource.of("pipe", InputStream.nullInputStream()));

    try (CaptureReader reader = MergedCapture.open(sources, captures)) {
      assertEquals("1#1@10", read(reader));
      assertEquals(
          List.of("text"), reader.info().damages().stream().map(CaptureDamage::source).toList());
    }
    assertEquals(0, captures.open());
  }

  @Test
  void noCaptureAmongTheSourcesIsNoCapture() {
    List<CaptureSource> sources =
        List.of(
            CaptureSource.of("text", new ByteArrayInputStream(new byte[0])),
            CaptureSource.of("words", new ByteArrayInputStream(new byte[0])));

    CaptureException thrown =
        assertThrows(CaptureException.class, () -> MergedCapture.open(sources, captures));
    assertEquals("text", thrown.source());
    assertEquals(0, captures.open());
  }

  @Test
  void closingEarlyClosesWhatIsOpen() throws IOException {
    file(first, 10, 30);
    file(second, 20, 40);
    file(third, 25);

    try (CaptureReader reader = open()) {
      reader.next(new Frame());
      reader.next(new Frame());
      reader.next(new Frame());
      assertEquals(3, captures.open());
    }
    assertEquals(0, captures.open());
  }

  @Test
  void noFilesAtAllAreAnEmptyCapture() throws IOException {
    try (CaptureReader reader = MergedCapture.open(List.of(), captures)) {
      assertFalse(reader.next(new Frame()));
      assertEquals(List.of(), reader.info().files());
    }
  }

  @Test
  void regularFilesCanBeOpenedAgainAndNothingElse() {
    assertTrue(CaptureSource.of(first).isReopenable());
    assertFalse(CaptureSource.of("pipe", InputStream.nullInputStream()).isReopenable());
    assertFalse(CaptureSource.of(directory).isReopenable());
  }

  /** Times differ, so that there is one order; streams, so that no file is needed. */
  @Property
  void mergingAnySplitOfACaptureGivesItBack(
      @ForAll @Size(max = 60) List<@LongRange(min = 1, max = 1000) Long> steps,
      @ForAll @Size(60) List<@IntRange(max = 6) Integer> fileOfFrame)
      throws IOException {
    List<List<Frame>> split =
        IntStream.range(0, 7).<List<Frame>>mapToObj(i -> new ArrayList<>()).toList();
    StringBuilder expected = new StringBuilder();
    long time = 0;
    for (int i = 0; i < steps.size(); i++) {
      time += steps.get(i);
      int file = fileOfFrame.get(i);
      split.get(file).add(frame(time));
      expected.append(' ').append(file).append('#').append(split.get(file).size());
      expected.append('@').append(time);
    }
    MemoryCaptures memory = new MemoryCaptures();
    List<CaptureSource> sources = new ArrayList<>();
    for (int i = 0; i < split.size(); i++) {
      memory.with("part" + i, split.get(i));
      sources.add(CaptureSource.of("part" + i, InputStream.nullInputStream()));
    }

    try (CaptureReader reader = MergedCapture.open(sources, memory)) {
      assertEquals(expected.toString().trim(), read(reader));
    }
  }

  private CaptureReader open() throws IOException {
    return MergedCapture.open(
        List.of(CaptureSource.of(first), CaptureSource.of(second), CaptureSource.of(third)),
        captures);
  }

  private String merged() throws IOException {
    try (CaptureReader reader = open()) {
      return read(reader);
    }
  }

  /** A file whose frames no other file holds. */
  private void file(Path path, long... timestamps) {
    List<Frame> frames = frames(timestamps);
    for (Frame frame : frames) {
      frame.setBytes(frame.bytes(), 0, 8, 9 + files);
    }
    files++;
    captures.with(path.toString(), frames);
  }

  /** A file of a ring: frames of the same time are the same, whatever file they are in. */
  private void ring(Path path, long... timestamps) {
    captures.with(path.toString(), frames(timestamps));
  }

  private List<Long> repeatedCounts() throws IOException {
    try (CaptureReader reader = open()) {
      read(reader);
      return reader.info().files().stream().map(CaptureFile::repeatedFrames).toList();
    }
  }

  private static List<Frame> frames(long... timestamps) {
    return LongStream.of(timestamps).mapToObj(MergedCaptureTest::frame).toList();
  }

  /** Its octets are its time, to show that they are still there when it is lent. */
  private static Frame frame(long timestamp) {
    byte[] octets = ByteBuffer.allocate(8).putLong(timestamp).array();
    return Frames.frame(octets, LinkType.ETHERNET, timestamp, 1);
  }

  private static List<Long> frameCounts(CaptureReader reader) {
    return reader.info().files().stream().map(CaptureFile::frames).toList();
  }

  /** Each frame as {@code file#number@time}. */
  private static String read(CaptureReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    Frame frame = new Frame();
    while (reader.next(frame)) {
      byte[] octets =
          Arrays.copyOfRange(
              frame.bytes(), frame.offset(), frame.offset() + frame.capturedLength());
      assertEquals(frame.timestampNanos(), ByteBuffer.wrap(octets).getLong());
      lines.add(frame.source() + "#" + frame.number() + "@" + frame.timestampNanos());
    }
    assertFalse(reader.next(frame), "the end is the end");
    return String.join(" ", lines);
  }
}
