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
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void aSignalInTheMiddleOfAnAnalysisLeavesCompleteFilesAndNothingElse(String signal, int status)
      throws Exception {
    Process process = analysisOfStandardInput(directory.resolve("session"));
    OutputStream input = process.getOutputStream();
    byte[] capture = Samples.bytes("timeout.pcap");
    input.write(capture);
    byte[] records = Arrays.copyOfRange(capture, 24, capture.length);
    for (long written = 0; written < 1 << 20; written += records.length) {
      input.write(records); // far more than a pipe holds: most of it has been read then
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertEquals(status, assertTimeoutPreemptively(LONG, () -> process.waitFor()));

    assertEquals(
        "tcpviz: warning: interrupted: only what had been read by then is in the results",
        Files.readString(directory.resolve("err")).strip());
    assertEquals(List.of("err", "session"), names(directory));
    assertEquals(
        List.of("benchmark.log", "events.jsonl", "flows.jsonl", "summary.json"),
        names(directory.resolve("session")));
    String summary = Files.readString(directory.resolve("session").resolve("summary.json"));
    assertTrue(summary.endsWith("}\n"), summary);
    assertTrue(Pattern.compile("\"packets\" ?: ?[1-9]").matcher(summary).find(), summary);
    assertTrue(
        Files.readString(directory.resolve("session").resolve("flows.jsonl")).endsWith("}\n"));
  }

  /** A process that heeds SIGINT, even where this one was told to ignore it. */
  private Process analysisOfStandardInput(Path session) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    Process trial = new ProcessBuilder(List.of("env", "--default-signal=INT", "true")).start();
    if (trial.waitFor() != 0) {
      command.clear(); // an env that cannot do it
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("parse-pcap", "-", "--out", session.toString()));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
