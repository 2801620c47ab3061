// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopTest {
  private static final Duration LONG = Duration.ofMinutes(1); // only a hang ever waits so long

  @TempDir Path directory;

  /** A capture that never ends. */
  private static final class Endless implements CaptureReader {
    private long frames;

    @Override
    public boolean next(Frame frame) {
      frames++;
      return true;
    }

    @Override
    public CaptureInfo info() {
      return new CaptureInfo("endless", List.of());
    }

    @Override
    public long position() {
      return frames * 100;
    }

    @Override
    public void close() {}
  }

  @Test
  void aCaptureEndsAtTheFrameAfterTheRequest() throws IOException {
    StopSignal stop = new StopSignal();
    try (WatchedCapture capture = new WatchedCapture(new Endless(), stop, position -> {})) {
      assertTrue(capture.next(new Frame()));
      stop.request();
      assertFalse(capture.next(new Frame()));
    }
  }

  @Test
  void thePositionIsToldNowAndThenAndNeverDecreases() throws IOException {
    List<Long> positions = new ArrayList<>();
    try (WatchedCapture capture =
        new WatchedCapture(new Endless(), new StopSignal(), positions::add)) {
      for (int i = 0; i < 100_000; i++) {
        capture.next(new Frame());
      }
    }

    assertTrue(positions.size() > 10 && positions.size() < 1000, positions::toString);
    assertEquals(positions.stream().sorted().toList(), positions);
  }

  @Test
  void waitingEndsWithTheRequest() {
    StopSignal stop = new StopSignal();
    new Thread(stop::request).start();

    assertTrue(assertTimeoutPreemptively(LONG, () -> stop.await(LONG.multipliedBy(2))));
  }

  @Test
  void waitingForNothingIsNoRequest() throws InterruptedException {
    assertFalse(new StopSignal().await(Duration.ZERO));
  }

  @Test
  void whoeverListensTooLateIsToldAtOnce() {
    StopSignal stop = new StopSignal();
    stop.request();
    List<String> told = new ArrayList<>();
    stop.whenRequested(() -> told.add("late"));

    assertEquals(List.of("late"), told);
  }

  @Test
  void aBlockedReadEndsAsIfTheInputDidAndTheThreadIsNotInterruptedAfterwards() throws Exception {
    StopSignal stop = new StopSignal();
    Pipe pipe = Pipe.open();
    Thread reader = Thread.currentThread();
    Thread stopper =
        new Thread(
            () -> {
              while (reader.getState() != Thread.State.WAITING && !isReading(reader)) {
                Thread.onSpinWait();
              }
              stop.request();
            });
    try (InterruptibleInput input = new InterruptibleInput(pipe.source(), stop)) {
      stopper.start();
      assertEquals(-1, input.read(new byte[10], 0, 10));
      assertFalse(Thread.interrupted());
      assertEquals(-1, input.read());
    }
  }

  private static boolean isReading(Thread thread) {
    for (StackTraceElement element : thread.getStackTrace()) {
      if (element.getMethodName().startsWith("read")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void octetsPassUnchanged() throws IOException {
    Path file = Files.write(directory.resolve("octets"), new byte[] {0, 1, -1, 127});
    try (InterruptibleInput input =
        new InterruptibleInput(FileChannel.open(file), new StopSignal())) {
      assertEquals(0, input.read());
      byte[] rest = input.readAllBytes();
      assertEquals(List.of(1, -1, 127), List.of((int) rest[0], (int) rest[1], (int) rest[2]));
    }
  }

  @Test
  void aSettledFileIsTheOneThatStandsStill() throws Exception {
    Path file = Files.write(directory.resolve("capture"), new byte[10]);
    StopSignal stop = new StopSignal();

    assertTrue(new SettledFile(file, Duration.ofMillis(40)).await(stop));
    stop.request();
    assertFalse(new SettledFile(file, LONG).await(stop));
  }

  @Test
  void aFileThatGrowsIsWaitedForUntilItIsWhole() throws Exception {
    Path file = Files.write(directory.resolve("capture"), new byte[1]);
    Thread writer =
        new Thread(
            () -> {
              for (int size = 2; size <= 10; size++) {
                try {
                  Files.write(file, new byte[size]);
                  Thread.sleep(20);
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    writer.start();

    assertTrue(new SettledFile(file, Duration.ofSeconds(1)).await(new StopSignal()));
    assertEquals(10, Files.size(file));
    writer.join();
  }

  @Test
  void aSignalEndsTheProcessInOrder() throws Exception {
    Path link = directory.resolve("link");
    Files.write(directory.resolve("one.pcap"), new byte[10]);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "watch-latest",
                directory + "/*.pcap",
                link.toString())
            .redirectErrorStream(true)
            .start();
    @Nullable String line = process.inputReader().readLine();
    process.toHandle().destroy(); // SIGTERM

    assertEquals(143, assertTimeoutPreemptively(LONG, () -> process.waitFor()));
    assertEquals(link + " -> " + directory.resolve("one.pcap"), line);
  }
}
