// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.monitor.alert.SampleEvents;
import io.tcpviz.monitor.internal.LogOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final Pattern IDS =
      Pattern.compile("\\{\"id\":([0-9]+)(?:,\"revises\":([0-9]+))?(,\"withdrawn\":true)?.*\\}");
  private static final Duration SOON = Duration.ofMillis(1);

  @TempDir Path directory;
  private final List<String> notices = new CopyOnWriteArrayList<>();

  @Test
  void eachEventIsALineAndARestartGoesOnWithTheIds() throws IOException {
    Path file = directory.resolve("events.jsonl");
    try (EventLog log = new EventLog(file, notices::add)) {
      log.said(live(1));
      log.said(live(2));
      log.revised(live(2), live(3));
      log.withdrawn(live(1));
    }
    try (EventLog log = new EventLog(file, notices::add)) {
      log.said(live(1));
    }

    assertEquals(List.of("1", "3", "5 for 3", "2 takes back 1", "7"), ids(file));
    assertEquals(List.of(), notices);
  }

  @Test
  void aLineThatACrashLeftUnfinishedIsTakenAway() throws IOException {
    Path file = directory.resolve("events.jsonl");
    try (EventLog log = new EventLog(file, notices::add)) {
      log.said(live(1));
    }
    String whole = Files.readString(file);
    Files.writeString(file, whole + whole.substring(0, 40));
    try (EventLog log = new EventLog(file, notices::add)) {
      log.said(live(1));
    }

    assertEquals(List.of("1", "3"), ids(file));
  }

  @Test
  void aFileThatIsNoLogIsLeftAlone() throws IOException {
    for (String content : List.of("host,count\n1,2\n", "{\"id\":\"x\"}\n", "{\"id\":7}\n")) {
      Path file = directory.resolve("other");
      Files.writeString(file, content);

      assertThrows(IOException.class, () -> new EventLog(file, notices::add), content);
      assertEquals(content, Files.readString(file));
    }
  }

  @Test
  void twoRunsDoNotWriteToOneFile() throws IOException {
    Path file = directory.resolve("events.jsonl");
    try (EventLog log = new EventLog(file, notices::add)) {
      assertThrows(IOException.class, () -> new EventLog(file, notices::add));
      log.said(live(1));
    }
    assertEquals(List.of("1"), ids(file));
  }

  @Test
  void aFullDiskIsSaidOnceAndNoLineIsLostOrBroken() {
    StubbornOutput output = new StubbornOutput();
    output.writes.addAll(List.of(-1, 100, -1, -1, 7, -1));
    try (EventLog log = log(output, 1_000)) {
      log.said(live(1));
      log.said(live(2));
      output.exhausted();
    }

    assertEquals(List.of("1", "3"), ids(output.text()));
    assertEquals(
        List.of(
            "LOG: cannot be written (No space left on device), tried again",
            "LOG: is written again"),
        notices);
  }

  @Test
  void whatIsNotWrittenInTheEndIsCounted() {
    StubbornOutput output = new StubbornOutput();
    output.failsForEver = true;
    EventLog log = log(output, 1_000);
    log.said(live(1));
    log.said(live(2));
    log.close();

    assertEquals(2, log.lost());
    assertEquals("LOG: the last 2 events could not be written", notices.get(1));
  }

  @Test
  void aDiskThatStandsStillLosesLinesAndTheNextOneSaysSo() {
    StubbornOutput output = new StubbornOutput();
    CountDownLatch moves = new CountDownLatch(1);
    output.gate = moves;
    EventLog log = log(output, 4);
    log.said(live(1));
    output.entered();
    for (int id = 2; id <= 8; id++) {
      log.said(live(id)); // four wait, three find no room
    }
    assertEquals(3, log.lost());
    moves.countDown();
    output.drained(5);
    log.said(live(9));
    log.close();

    assertEquals(List.of("1", "3", "5", "7", "9", "17"), ids(output.text()));
    assertTrue(output.text().contains("{\"id\":17,\"lost_before\":3,"));
    assertFalse(output.text().contains("{\"id\":9,\"lost_before\""));
    assertEquals(
        List.of(
            "LOG: events are lost, because it cannot be written fast enough",
            "LOG: 3 events were lost"),
        notices);
  }

  private EventLog log(LogOutput output, int capacity) {
    return new EventLog(output, 0, "LOG", notices::add, capacity, SOON, SOON);
  }

  private static LiveEvent live(long id) {
    return new LiveEvent(id, SampleEvents.event("retransmission", "a:1000>b:80", id));
  }

  private static List<String> ids(Path file) throws IOException {
    return ids(Files.readString(file));
  }

  private static List<String> ids(String text) {
    return text.lines().map(EventLogTest::id).toList();
  }

  private static String id(String line) {
    Matcher ids = IDS.matcher(line);
    assertTrue(ids.matches(), line);
    String rest = ids.group(3) == null ? " for " : " takes back ";
    return ids.group(1) + (ids.group(2) == null ? "" : rest + ids.group(2));
  }

  /** A disk that takes as much as it is told to, then all. */
  private static final class StubbornOutput implements LogOutput {
    /** Octets that the next write takes before it fails; -1 for a failure at once. */
    final Queue<Integer> writes = new ArrayDeque<>();

    volatile boolean failsForEver;
    volatile CountDownLatch gate = new CountDownLatch(0);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    @Override
    public synchronized void append(ByteBuffer lines) throws IOException {
      entered.countDown();
      await(gate);
      Integer most = writes.poll();
      notifyAll();
      if (failsForEver || most != null) {
        take(lines, most == null ? 0 : Math.min(Math.max(0, most), lines.remaining()));
        throw new IOException("No space left on device");
      }
      take(lines, lines.remaining());
    }

    private void take(ByteBuffer lines, int count) {
      byte[] taken = new byte[count];
      lines.get(taken);
      octets.writeBytes(taken);
    }

    void entered() {
      await(entered);
    }

    synchronized void exhausted() {
      try {
        while (!writes.isEmpty()) {
          wait();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    synchronized void drained(int lines) {
      try {
        while (text().lines().count() < lines) {
          wait(1);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    synchronized String text() {
      return octets.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {}

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
