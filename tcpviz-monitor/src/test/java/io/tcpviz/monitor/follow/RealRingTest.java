// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.IdleListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rings that others write at the same time: a thread of ours, tcpdump and dumpcap. */
@Timeout(60)
class RealRingTest {
  private static final int FRAMES = 40_000;

  /** Nothing is found by looking every now and then: file events alone have to tell. */
  private static final FollowOptions EVENTS =
      new FollowOptions(FollowOptions.defaults().provider(), Duration.ofDays(1), true, false);

  @TempDir Path directory;

  @Test
  void theGrowthOfAFileWakesItsReader() throws Exception {
    Path file = directory.toRealPath().resolve("x.pcap");
    byte[] octets = Written.pcap(LongStream.rangeClosed(1, 50).toArray());
    Files.write(file, Arrays.copyOf(octets, 100));
    readBeside(
        file.toString(),
        50,
        () -> {
          for (int at = 100; at < octets.length; at += 33) {
            Written.append(file, octets, at, Math.min(octets.length, at + 33));
            Thread.sleep(1);
          }
        });
  }

  @Test
  void filesThatFollowEachOtherWakeTheirReader() throws Exception {
    readBeside(
        directory + "/x.pcap*",
        60,
        () -> {
          for (int part = 0; part < 20; part++) {
            byte[] octets = Written.pcap(3 * part + 1, 3 * part + 2, 3 * part + 3);
            Path file = directory.resolve("x.pcap" + part);
            Written.append(file, octets, 0, 30);
            Thread.sleep(1);
            Written.append(file, octets, 30, octets.length);
          }
        });
  }

  @Test
  void aLinkThatMovesWakesItsReader() throws Exception {
    Path link = directory.resolve("latest");
    Files.write(directory.resolve("x0.pcap"), Written.pcap(1, 2));
    Files.createSymbolicLink(link, directory.resolve("x0.pcap"));
    readBeside(
        link.toString(),
        20,
        () -> {
          for (int part = 1; part < 10; part++) {
            Path file = directory.resolve("x" + part + ".pcap");
            Files.write(file, Written.pcap(2 * part + 1, 2 * part + 2));
            Path fresh = Files.createSymbolicLink(directory.resolve(".fresh"), file);
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
            Thread.sleep(2);
          }
        });
  }

  @Test
  void aRingOfTcpdumpIsReadWhileItIsWritten() throws Exception {
    Path ring = Files.createDirectory(directory.resolve("ring"));
    Path input = Files.write(directory.resolve("in"), longPcap());
    String user = System.getProperty("user.name");
    readBeside(
        ring.toString(),
        FRAMES,
        () -> run(input, "tcpdump", "-Z", user, "-r", "-", "-w", ring + "/x.pcap", "-C", "1"));
    assertTrue(countFiles(ring) > 1);
  }

  @Test
  void aRingOfDumpcapIsReadWhileItIsWritten() throws Exception {
    Path ring = Files.createDirectory(directory.resolve("ring"));
    Path input = Files.write(directory.resolve("in"), longPcap());
    readBeside(
        ring + "/x_*",
        FRAMES,
        () ->
            run(input, "dumpcap", "-q", "-i", "-", "-w", ring + "/x.pcapng", "-b", "filesize:200"));
    assertTrue(countFiles(ring) > 1);
  }

  private static byte[] longPcap() {
    return Written.pcap(LongStream.rangeClosed(1, FRAMES).toArray());
  }

  private static long countFiles(Path ring) throws IOException {
    try (Stream<Path> files = Files.list(ring)) {
      return files.count();
    }
  }

  private static void run(Path input, String... command) throws Exception {
    boolean isThere =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0])));
    assumeTrue(isThere, command[0] + " is not on the PATH; .ci/run demands it");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(process.waitFor(50, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  /** Something that another thread does. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  /**
   * Reads until so many frames have come, numbered by their seconds, while a thread works. It
   * begins when all has been read that was there before.
   */
  private static void readBeside(String target, int frames, Work work) throws Exception {
    Throwable[] failure = new Throwable[1];
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                failure[0] = e;
              }
            });
    IdleListener idle =
        () -> {
          if (thread.getState() == Thread.State.NEW) {
            thread.start();
          }
          return failure[0] == null;
        };
    try (FollowedCapture capture = Follow.open(target, EVENTS, idle)) {
      Frame frame = new Frame();
      for (long second = 1; second <= frames && capture.next(frame); second++) {
        assertEquals(second * 1_000_000_000L, frame.timestampNanos());
      }
      thread.join();
      rethrow(failure[0]);
      assertEquals(List.of(), capture.losses());
    }
  }

  private static void rethrow(Throwable failure) throws Exception {
    if (failure instanceof Exception exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }
}
