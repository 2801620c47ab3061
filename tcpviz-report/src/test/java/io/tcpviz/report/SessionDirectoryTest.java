// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDirectoryTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2024, 3, 5, 7, 9, 59);
  private static final int THREADS = 16;

  @TempDir Path base;

  @Test
  void sessionsOfOneMinuteAreNumbered() throws IOException {
    Path artifacts = base.resolve("artifacts");
    assertEquals(artifacts.resolve("session_20240305_0709"), create());
    assertEquals(artifacts.resolve("session_20240305_0709_2"), create());
    assertEquals(artifacts.resolve("session_20240305_0709_3"), create());
  }

  @Test
  void anEmptyDirectoryOfThatNameIsNotTaken() throws IOException {
    Path artifacts = Files.createDirectories(base.resolve("artifacts"));
    Files.createDirectory(artifacts.resolve("session_20240305_0709"));
    Files.createDirectory(artifacts.resolve("session_20240305_0709_2"));
    assertEquals(artifacts.resolve("session_20240305_0709_3"), create());
  }

  @RepeatedTest(10)
  void concurrentSessionsGetDirectoriesOfTheirOwn() throws Exception {
    Set<Path> paths = concurrently(this::create);
    Path first = base.resolve("artifacts").resolve("session_20240305_0709");
    assertEquals(numbered(first), paths);
  }

  @RepeatedTest(20)
  void concurrentSessionsAtOnePathGetDirectoriesOfTheirOwn() throws Exception {
    Path out = base.resolve("deep").resolve("out");
    assertEquals(numbered(out), concurrently(() -> SessionDirectory.createAt(out).path()));
  }

  @Test
  void aGivenDirectoryIsCreatedWithItsParents() throws IOException {
    Path out = base.resolve("a").resolve("b");
    SessionDirectory session = SessionDirectory.createAt(out);
    assertEquals(out, session.path());
    assertTrue(session.created());
    assertTrue(Files.isDirectory(out));
  }

  @Test
  void aGivenDirectoryWithOtherFilesIsTaken() throws IOException {
    Path other = Files.writeString(base.resolve("notes.txt"), "mine");
    SessionDirectory session = SessionDirectory.createAt(base);
    assertEquals(base, session.path());
    assertFalse(session.created());
    assertEquals("mine", Files.readString(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events.jsonl",
        "flows.jsonl",
        "summary.json",
        "benchmark.log",
        "timeline.html",
        "summary.html",
        "report.html",
        "events.jsonl.part"
      })
  void aGivenDirectoryThatHoldsAnyFileOfASessionIsLeftAlone(String file) throws IOException {
    Path out = Files.createDirectory(base.resolve("out"));
    Files.writeString(out.resolve(file), "old");
    assertEquals(base.resolve("out_2"), SessionDirectory.createAt(out).path());
    assertEquals(base.resolve("out_3"), SessionDirectory.createAt(out).path());
    assertEquals(List.of(file), List.of(out.toFile().list()));
    assertEquals("old", Files.readString(out.resolve(file)));
  }

  @Test
  void aLinkToADirectoryIsADirectory() throws IOException {
    Path real = Files.createDirectory(base.resolve("real"));
    Path link = Files.createSymbolicLink(base.resolve("link"), real);
    assertEquals(link, SessionDirectory.createAt(link).path());
    assertEquals(link.resolve("in"), SessionDirectory.createAt(link.resolve("in")).path());
  }

  @Test
  void dotsAtTheEndAreResolvedBeforeANumberIsAppended() throws IOException {
    Path out = Files.createDirectories(base.resolve("out").resolve("inner"));
    Files.writeString(base.resolve("out").resolve("events.jsonl"), "old");
    assertEquals(base.resolve("out_2"), SessionDirectory.createAt(out.resolve("..")).path());
  }

  @Test
  void aFileOfTheGivenNameIsAnError() throws IOException {
    Path file = Files.writeString(base.resolve("file"), "mine");
    assertThrows(FileAlreadyExistsException.class, () -> SessionDirectory.createAt(file));
    assertEquals("mine", Files.readString(file));
  }

  private Path create() throws IOException {
    return SessionDirectory.create(base, NOW).path();
  }

  private static Set<Path> numbered(Path first) {
    return IntStream.rangeClosed(1, THREADS)
        .mapToObj(n -> n == 1 ? first : first.resolveSibling(first.getFileName() + "_" + n))
        .collect(Collectors.toSet());
  }

  private static Set<Path> concurrently(Callable<Path> creation) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Path>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return creation.call();
                }));
      }
      List<Path> paths = new ArrayList<>();
      for (Future<Path> future : futures) {
        paths.add(future.get());
      }
      assertEquals(THREADS, paths.size());
      return Set.copyOf(paths);
    } finally {
      threads.shutdownNow();
    }
  }
}
