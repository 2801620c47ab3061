// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.CheckpointState.OpenEvent;
import io.tcpviz.monitor.follow.CaptureLoss;
import io.tcpviz.monitor.follow.Follow;
import io.tcpviz.monitor.follow.FollowOptions;
import io.tcpviz.monitor.follow.FollowedFile;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final FollowedFile FILE = new FollowedFile("a ring/x 1.pcap", 7, -3);
  private static final CheckpointState STATE =
      new CheckpointState(
          FILE,
          12,
          34,
          Long.MIN_VALUE,
          5,
          List.of(new OpenEvent(4, FILE, 9, EventKind.LOSS_INFER)));

  @TempDir Path directory;
  private long packetsAtLoss;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path file = directory.resolve("c");
    Checkpoint.in(file).write(STATE);
    assertEquals(STATE, Checkpoint.in(file).saved());
  }

  @Test
  void withoutAFileThereIsNothingToGoOnFrom() throws IOException {
    assertNull(Checkpoint.in(directory.resolve("c")).saved());
  }

  @Test
  void aFileOfSomethingElseOrOneThatIsCutOrChangedIsAnError() throws IOException {
    Path file = directory.resolve("c");
    String text = STATE.text();
    List<String> bad =
        List.of(
            "",
            "no checkpoint\n",
            text.substring(0, text.length() - 3),
            text.replace("frame 12", "frame 13"));
    for (String one : bad) {
      Files.writeString(file, one);
      IOException error = assertThrows(IOException.class, () -> Checkpoint.in(file));
      assertTrue(error.getMessage().startsWith(file + ": is "), error.getMessage());
    }
    Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
    assertThrows(IOException.class, () -> Checkpoint.in(file));
  }

  @Test
  void aCheckpointWithoutADirectoryIsAnErrorAtOnce() {
    Path file = directory.resolve("none/c");
    IOException error = assertThrows(IOException.class, () -> Checkpoint.in(file));
    assertEquals(file + ": no such directory", error.getMessage());
  }

  @Test
  void aRunWhoseCheckpointCannotBeWrittenGoesOnAndSaysSoOnce() throws IOException {
    Files.write(directory.resolve("x.pcap"), pcap(1));
    Path kept = Files.createDirectory(directory.resolve("kept"));
    Path file = kept.resolve("c");
    List<String> notices = new ArrayList<>();
    Checkpoint checkpoint = Checkpoint.in(file, Duration.ZERO, notices::add);
    Files.delete(kept);
    assertEquals(List.of(), losses(checkpoint));
    assertEquals(List.of(file + ": cannot be written (no such directory), tried again"), notices);
  }

  @Test
  void aCheckpointThatIsWrittenAgainSaysSoAndLeavesNothingBehind() throws IOException {
    Path file = directory.resolve("c");
    List<String> notices = new ArrayList<>();
    Checkpoint checkpoint = Checkpoint.in(file, notices::add);
    Path obstacle = Files.createDirectories(file.resolve("full")); // nothing can be moved there
    checkpoint.write(STATE);
    checkpoint.write(STATE);
    assertEquals(1, notices.size());
    assertFalse(Files.exists(directory.resolve("c.tmp")));
    Files.delete(obstacle);
    Files.delete(file);
    checkpoint.write(STATE);
    checkpoint.write(STATE);
    assertEquals(file + ": is written again", notices.get(1));
    assertEquals(2, notices.size());
    assertEquals(STATE, Checkpoint.in(file).saved());
  }

  @Test
  void whereTheFileOfTheCheckpointIsGoneThatIsALoss() throws IOException {
    Path checkpoint = directory.resolve("c");
    Path gone = Files.write(directory.resolve("x.pcap"), pcap(1));
    assertEquals(List.of(), losses(Checkpoint.in(checkpoint)));
    Files.delete(gone);
    Files.write(directory.resolve("x.pcap1"), pcap(2));
    assertEquals(
        List.of(new CaptureLoss(gone.toString(), 0, 0, 1_000_000_000L)),
        losses(Checkpoint.in(checkpoint)));
    CheckpointState state = Checkpoint.in(checkpoint).saved();
    assertNotNull(state);
    assertEquals(2_000_000_000L, state.capturedNanos());
  }

  @Test
  void whereTheFileOfTheCheckpointIsThereNothingIsLost() throws IOException {
    Path checkpoint = directory.resolve("c");
    Files.write(directory.resolve("x.pcap"), pcap(1));
    losses(Checkpoint.in(checkpoint));
    Files.write(directory.resolve("x.pcap1"), pcap(2));
    assertEquals(List.of(), losses(Checkpoint.in(checkpoint)));
  }

  @Test
  void whereAnotherFileHoldsThatTimeItIsToldFromTheFirstLaterFrame() throws IOException {
    Path checkpoint = directory.resolve("c");
    Path file = Files.write(directory.resolve("x.pcap"), pcap(3, 5, 4));
    losses(Checkpoint.in(checkpoint));
    Files.write(file, pcap(2, 4, 5, 6, 7));
    assertEquals(
        List.of(new CaptureLoss(file.toString(), 0, 0, 5_000_000_000L)),
        losses(Checkpoint.in(checkpoint)));
    assertEquals(4, packetsAtLoss);
  }

  @Test
  void framesOutOfOrderDoNotHideThePlace() throws IOException {
    Path checkpoint = directory.resolve("c");
    Path file = Files.write(directory.resolve("x.pcap"), pcap(3, 5, 4));
    losses(Checkpoint.in(checkpoint));
    Files.write(file, pcap(3, 5, 4, 6));
    assertEquals(List.of(), losses(Checkpoint.in(checkpoint)));
    CheckpointState state = Checkpoint.in(checkpoint).saved();
    assertNotNull(state);
    assertEquals(4, state.frame());
    assertEquals(6_000_000_000L, state.capturedNanos());
  }

  /** Reads all that is there. */
  private List<CaptureLoss> losses(Checkpoint checkpoint) throws IOException {
    List<CaptureLoss> losses = new ArrayList<>();
    MonitorStatus[] run = new MonitorStatus[1];
    MonitorListener listener =
        new MonitorListener() {
          @Override
          public void begun(MonitorStatus status) {
            run[0] = status;
          }

          @Override
          public void lost(CaptureLoss loss) {
            packetsAtLoss = run[0].packets();
            losses.add(loss);
          }
        };
    FollowOptions looking =
        new FollowOptions(FollowOptions.defaults().provider(), Duration.ZERO, false, false);
    new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(listener))
        .run(
            idle -> Follow.open(directory.toString(), looking, () -> idle.waitOn() && false),
            checkpoint);
    return losses;
  }

  private static byte[] pcap(long... seconds) {
    return CaptureBytes.pcap(
        LongStream.of(seconds)
            .mapToObj(second -> new CapturedPacket(new byte[60], 1, second * 1_000_000_000L))
            .toArray(CapturedPacket[]::new));
  }
}
