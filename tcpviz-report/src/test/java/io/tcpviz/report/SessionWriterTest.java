// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.report.internal.StreamOpener;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionWriterTest {
  private static final TcpEvent EVENT =
      Samples.event(Reason.SAME_PACKET, new EventDetail.Duplicate(41, 1_500, false));
  private static final Set<String> DATA_FILES =
      Set.of("benchmark.log", "events.jsonl", "flows.jsonl", "summary.json");
  private static final int EVENTS = 100;
  private static final int FLOWS = 20;
  private static final int MANY = 10_000; // more than wait to be written

  @TempDir Path base;

  @Test
  void aFinishedSessionHoldsItsFourFilesAndNothingElse() throws IOException {
    SessionDirectory session = SessionDirectory.createAt(base.resolve("out"));
    write(session, StreamOpener.FILES);
    assertEquals(DATA_FILES, names(session.path()));
    List<String> events = Files.readAllLines(session.events());
    List<String> flows = Files.readAllLines(session.flows());
    for (int i = 0; i < EVENTS; i++) {
      assertTrue(events.get(i).startsWith("{\"id\":" + (i + 1) + ","), events.get(i));
    }
    for (int i = 0; i < FLOWS; i++) {
      assertTrue(flows.get(i).startsWith("{\"connection\":" + i + ","), flows.get(i));
    }
    assertEquals(EVENTS, events.size());
    assertEquals(FLOWS, flows.size());
    assertEquals(
        "1.2.3", ParsedJson.object(Files.readString(session.summary())).get("tcpviz_version"));
  }

  @Test
  void noFileHasItsNameBeforeTheSessionIsFinished() throws IOException {
    SessionDirectory session = SessionDirectory.createAt(base.resolve("out"));
    try (SessionWriter writer = new SessionWriter(session, List.of("a.pcap"))) {
      writer.event(EVENT);
      assertTrue(names(session.path()).stream().allMatch(name -> name.endsWith(".part")));
      writer.finish(Samples.run(), options -> {}, "1.2.3", 1);
      assertEquals(DATA_FILES, names(session.path()));
    }
    assertEquals(DATA_FILES, names(session.path()));
  }

  @Test
  void anUnfinishedSessionRemovesItsFilesAndTheDirectoryThatItCreated() throws IOException {
    SessionDirectory session = SessionDirectory.createAt(base.resolve("out"));
    try (SessionWriter writer = new SessionWriter(session, List.of("a.pcap"))) {
      writer.event(EVENT);
      writer.flow(Samples.flow(0));
    }
    assertEquals(Set.of(), names(base));
  }

  @Test
  void anUnfinishedSessionLeavesADirectoryThatWasThereBefore() throws IOException {
    Path out = Files.createDirectory(base.resolve("out"));
    new SessionWriter(SessionDirectory.createAt(out), List.of("a.pcap")).close();
    assertEquals(Set.of(), names(out));
  }

  @Test
  void anUnfinishedSessionLeavesOtherFilesAlone() throws IOException {
    SessionDirectory session = SessionDirectory.createAt(base.resolve("out"));
    try (SessionWriter writer = new SessionWriter(session, List.of("a.pcap"))) {
      Files.writeString(session.path().resolve("notes.txt"), "mine");
      writer.event(EVENT);
    }
    assertEquals(Set.of("notes.txt"), names(session.path()));
  }

  @Test
  void twoSessionsOfTheSameInputAreEqualByteForByte() throws IOException {
    SessionDirectory one = SessionDirectory.createAt(base.resolve("one"));
    SessionDirectory two = SessionDirectory.createAt(base.resolve("two"));
    write(one, StreamOpener.FILES);
    write(two, StreamOpener.FILES);
    assertArrayEquals(Files.readAllBytes(one.events()), Files.readAllBytes(two.events()));
    assertArrayEquals(Files.readAllBytes(one.flows()), Files.readAllBytes(two.flows()));
    assertArrayEquals(Files.readAllBytes(one.summary()), Files.readAllBytes(two.summary()));
  }

  @Test
  void aDiskThatFillsUpAtAnyPointLeavesNoFileBehind() throws IOException {
    SessionDirectory whole = SessionDirectory.createAt(base.resolve("whole"));
    Disk disk = new Disk(Long.MAX_VALUE);
    write(whole, disk);
    long needed = Long.MAX_VALUE - disk.room;
    for (long room = 0; room < needed; room += needed / 97) {
      SessionDirectory session = SessionDirectory.createAt(base.resolve("full"));
      Disk full = new Disk(room);
      assertThrows(IOException.class, () -> write(session, full), "room for " + room);
      assertEquals(Set.of("whole"), names(base), "room for " + room);
    }
    write(SessionDirectory.createAt(base.resolve("enough")), new Disk(needed));
    assertEquals(DATA_FILES, names(base.resolve("enough")));
  }

  @Test
  void aRealFullDeviceLeavesNoFileBehind() throws IOException {
    Path device = Path.of("/dev/full");
    assumeTrue(Files.exists(device), "this system has no /dev/full");
    SessionDirectory session = SessionDirectory.createAt(base.resolve("out"));
    StreamOpener full = file -> Files.newOutputStream(device, StandardOpenOption.WRITE);
    assertThrows(IOException.class, () -> write(session, full));
    assertEquals(Set.of(), names(base));
  }

  @Test
  void aSessionThatLostAnEventCannotBeFinishedEvenIfThereIsRoomAgain() throws IOException {
    assertNotFinishedAfterLosing(writer -> writer.event(EVENT));
  }

  @Test
  void aSessionThatLostAConnectionCannotBeFinishedEvenIfThereIsRoomAgain() throws IOException {
    assertNotFinishedAfterLosing(writer -> writer.flow(Samples.flow(0)));
  }

  @Test
  void aNameThatWasTakenMeanwhileIsNotOverwritten() throws IOException {
    SessionDirectory session = SessionDirectory.createAt(base.resolve("out"));
    try (SessionWriter writer = new SessionWriter(session, List.of("a.pcap"))) {
      Files.writeString(session.summary(), "mine");
      assertThrows(
          FileAlreadyExistsException.class,
          () -> writer.finish(Samples.run(), options -> {}, "1.2.3", 1));
    }
    assertEquals(Set.of("summary.json"), names(session.path()));
    assertEquals("mine", Files.readString(session.summary()));
  }

  @Test
  void aSessionThatCannotBeginLeavesNothingBehind() throws IOException {
    SessionDirectory session = SessionDirectory.createAt(base.resolve("out"));
    StreamOpener noSummary =
        file -> {
          if (file.toString().contains("summary")) {
            throw new IOException("too many open files");
          }
          return Files.newOutputStream(file);
        };
    assertThrows(
        IOException.class, () -> new SessionWriter(session, List.of("a.pcap"), noSummary, 4));
    assertEquals(Set.of(), names(base));
  }

  private void assertNotFinishedAfterLosing(Consumer<SessionWriter> what) throws IOException {
    SessionDirectory session = SessionDirectory.createAt(base.resolve("out"));
    Disk disk = new Disk(0);
    try (SessionWriter writer = new SessionWriter(session, List.of("a.pcap"), disk, 4)) {
      assertThrows(
          UncheckedIOException.class,
          () -> {
            for (int i = 0; i < MANY; i++) {
              what.accept(writer);
            }
          });
      disk.room = Long.MAX_VALUE;
      assertThrows(
          IOException.class, () -> writer.finish(Samples.run(), options -> {}, "1.2.3", 1));
    }
    assertEquals(Set.of(), names(base));
  }

  /** Writes more connections than fit into memory, in reverse order. */
  private static void write(SessionDirectory session, StreamOpener opener) throws IOException {
    try (SessionWriter writer = new SessionWriter(session, List.of("a.pcap"), opener, 6)) {
      for (int i = 0; i < EVENTS; i++) {
        writer.event(EVENT);
      }
      for (int i = FLOWS; i-- > 0; ) {
        writer.flow(Samples.flow(i));
      }
      writer.finish(Samples.run(Samples.file("a.pcap")), options -> {}, "1.2.3", 1_000_000);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Set<String> names(Path directory) {
    return new TreeSet<>(Arrays.asList(directory.toFile().list()));
  }

  /** A disk with room for so many octets, of which a failing write may still take some. */
  private static final class Disk implements StreamOpener {
    private long room;

    Disk(long room) {
      this.room = room;
    }

    @Override
    public OutputStream open(Path file) throws IOException {
      return new FilterOutputStream(Files.newOutputStream(file)) {
        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
          int fits = (int) Math.min(room, length);
          out.write(octets, offset, fits);
          room -= fits;
          if (fits < length) {
            throw new IOException("No space left on device");
          }
        }
      };
    }
  }
}
