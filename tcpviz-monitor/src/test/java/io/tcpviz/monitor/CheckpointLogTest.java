// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.follow.RingRig;
import io.tcpviz.monitor.follow.RingWriter;
import io.tcpviz.monitor.follow.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A log of events that several runs write. */
class CheckpointLogTest {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern REVISES = Pattern.compile("\"revises\":(\\d+)");

  @Test
  void theLinesOfSeveralRunsAreThoseOfOne() throws IOException {
    int events = 0;
    for (long seed = 1; seed <= 12; seed++) {
      events += eventsOfThreeRuns(seed);
    }
    assertTrue(events > 12, "the captures hold some");
  }

  @Test
  void aRunThatIsKilledBeforeItsCheckpointIsWrittenIsRepeatedUnderTheSameIds() throws IOException {
    int repeated = 0;
    for (long seed = 1; seed <= 12; seed++) {
      repeated += linesRepeatedAfterAKill(seed);
    }
    assertTrue(repeated > 12, "some had told something");
  }

  private static int linesRepeatedAfterAKill(long seed) throws IOException {
    int[] repeated = new int[1];
    Scratch.in(
        directory -> {
          RingRig rig = new RingRig(RingWriter.Kind.KEPT, seed, directory, false);
          Path log = directory.resolve("log");
          Path checkpoint = directory.resolve("checkpoint");
          rig.looksLeft(Integer.MAX_VALUE);
          int[] waits = {40};
          assertThrows(
              IllegalStateException.class,
              () ->
                  run(
                      rig,
                      Checkpoint.in(checkpoint, Duration.ofHours(1), notice -> {}),
                      log,
                      monitor -> {
                        if (--waits[0] < 0) {
                          throw new IllegalStateException("killed");
                        }
                      }));
          rig.looksLeft(RingRig.LAST_LOOKS);
          run(rig, directory, log, Integer.MAX_VALUE);
          List<String> lines = Files.readAllLines(log);
          List<String> distinct = lines.stream().distinct().toList();
          assertEquals(rig.writtenEvents().size(), standing(distinct).size());
          repeated[0] = lines.size() - distinct.size();
        });
    return repeated[0];
  }

  private static int eventsOfThreeRuns(long seed) throws IOException {
    int[] events = new int[1];
    Scratch.in(
        directory -> {
          RingRig rig = new RingRig(RingWriter.Kind.KEPT, seed, directory, false);
          Path log = directory.resolve("log");
          rig.looksLeft(Integer.MAX_VALUE);
          run(rig, directory, log, 6);
          run(rig, directory, log, 12);
          rig.looksLeft(RingRig.LAST_LOOKS);
          run(rig, directory, log, Integer.MAX_VALUE);
          List<String> whole = rig.writtenEvents();
          assertEquals(whole.size(), standing(Files.readAllLines(log)).size());
          events[0] = whole.size();
        });
    return events[0];
  }

  private static void run(RingRig rig, Path directory, Path log, int waits) throws IOException {
    int[] left = {waits};
    run(
        rig,
        Checkpoint.in(directory.resolve("checkpoint"), Duration.ZERO, notice -> {}),
        log,
        monitor -> {
          if (--left[0] < 0) {
            monitor.stop();
          }
        });
  }

  private static void run(RingRig rig, Checkpoint checkpoint, Path log, Consumer<Monitor> waiting)
      throws IOException {
    List<String> notices = new ArrayList<>();
    try (EventLog events = new EventLog(log, checkpoint, notices::add)) {
      Monitor monitor = new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(events));
      monitor.run(
          idle ->
              rig.open(
                  () -> {
                    waiting.accept(monitor);
                    return idle.waitOn();
                  }),
          checkpoint);
    }
    assertEquals(List.of(), notices);
  }

  /** The lines that stand, by id. */
  private static Map<Long, String> standing(List<String> lines) {
    Map<Long, String> standing = new TreeMap<>();
    for (String line : lines) {
      Matcher revises = REVISES.matcher(line);
      if (revises.find()) {
        assertTrue(standing.remove(Long.parseLong(revises.group(1))) != null, line);
      }
      Matcher id = ID.matcher(line);
      assertTrue(id.find(), line);
      if (!line.contains("\"withdrawn\":true")) {
        assertNull(standing.put(Long.parseLong(id.group(1)), line), line);
      }
    }
    return standing;
  }
}
