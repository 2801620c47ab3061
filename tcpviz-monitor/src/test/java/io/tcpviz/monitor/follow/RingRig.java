// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import io.tcpviz.detect.FrameFeed;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.SimulatedTransfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A ring that is written while it is read, in one thread and so as a seed says: the writer goes on
 * when the reader waits, and sometimes while it reads. No time passes.
 */
public final class RingRig {
  /** So many looks find all that is there. */
  public static final int LAST_LOOKS = 3;

  private final Random random;
  private final RingWriter writer;
  private final List<CapturedPacket> packets;
  private final boolean mayOvertake;
  private final int haste;
  private int looksLeft = LAST_LOOKS;
  private int read;
  private String target;
  private int looked = -1;

  /** What was read: the time of each frame. */
  final List<Long> times = new ArrayList<>();

  /** What was said to be lost. */
  public final List<CaptureLoss> losses = new ArrayList<>();

  /** Nothing is written yet. */
  public RingRig(RingWriter.Kind kind, long seed, Path directory, boolean mayOvertake) {
    random = new Random(seed);
    packets = packets(random);
    writer = new RingWriter(kind, directory, packets, random);
    this.mayOvertake = mayOvertake;
    haste = 1 + random.nextInt(mayOvertake ? 60 : 8);
  }

  /** A transfer with losses; no two packets at one instant, whose order nobody could tell. */
  private static List<CapturedPacket> packets(Random random) {
    var link =
        new SimulatedTransfer.Link(0.05, 0.05, 0.02, random.nextBoolean(), random.nextBoolean());
    var transfer = new SimulatedTransfer(random.nextLong(), 10 + random.nextInt(20), link);
    List<CapturedPacket> packets = new ArrayList<>();
    long last = 0;
    for (CapturedPacket packet : transfer.besideServer.packets) {
      last = Math.max(last + 1, packet.timestampNanos());
      packets.add(new CapturedPacket(packet.bytes(), packet.linkType(), last));
    }
    return packets;
  }

  List<Long> writtenTimes() {
    return packets.stream().map(CapturedPacket::timestampNanos).toList();
  }

  /** All frames, each as its file and its number in it. */
  List<String> writtenFrames() {
    List<String> frames = new ArrayList<>();
    for (int part = 0; part < writer.parts().size(); part++) {
      for (int number = 1; number <= writer.parts().get(part).size(); number++) {
        frames.add(part + ":" + number);
      }
    }
    return frames;
  }

  /** The frames that were read, as {@link #writtenFrames}. */
  List<String> readFrames() {
    List<String> frames = writtenFrames();
    List<Long> written = writtenTimes();
    return times.stream().map(time -> frames.get(written.indexOf(time))).toList();
  }

  /** The events of one analysis of all files, in an order of their own. */
  public List<String> writtenEvents() {
    List<String> events = new ArrayList<>();
    FrameFeed feed =
        new FlowAnalyzer(AnalysisConfig.defaults())
            .feed("whole", event -> events.add(event.toString()));
    Frame frame = new Frame();
    for (int source = 0; source < writer.parts().size(); source++) {
      long number = 0;
      for (CapturedPacket packet : writer.parts().get(source)) {
        frame.setBytes(packet.bytes(), 0, packet.bytes().length, packet.originalLength());
        frame.setOrigin(packet.timestampNanos(), packet.linkType(), ++number, source);
        feed.frame(frame);
      }
    }
    feed.finish();
    return events.stream().sorted().toList();
  }

  /** Opens the ring for a reader that lets the writer go on. */
  public FollowedCapture open(IdleListener idle) throws IOException {
    if (target == null) {
      target = writer.target();
    }
    FollowedCapture capture = Follow.open(target, Written.LOOKING, () -> goesOn() && idle.waitOn());
    return new Slowed(capture, this::afterFrame, losses::addAll);
  }

  /** How often the reader is let to look when all is written, before it is ended. */
  public void looksLeft(int looks) {
    looksLeft = looks;
  }

  /** Reads to the end of what is written. */
  void readAll() throws IOException {
    try (FollowedCapture capture = open(() -> true)) {
      Frame frame = new Frame();
      while (capture.next(frame)) {
        // what comes is noted on the way
      }
      losses.addAll(capture.losses());
    }
  }

  private boolean goesOn() {
    looked = writer.lastVisiblePart();
    boolean hasMore = steps(random.nextInt(haste + 1));
    if (!hasMore) {
      looksLeft--;
    }
    return looksLeft > 0;
  }

  private void afterFrame(Frame frame) {
    times.add(frame.timestampNanos());
    read++;
    if (random.nextInt(4) == 0) {
      looked = -1;
      steps(random.nextInt(haste + 1));
    }
  }

  private boolean steps(int count) {
    try {
      boolean hasMore = true;
      for (int i = 0; i <= count && hasMore; i++) {
        hasMore =
            mayOvertake && read > 0
                ? writer.step(Integer.MAX_VALUE, Integer.MAX_VALUE)
                : writer.step(read, looked);
      }
      return hasMore;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
