// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What happens to files while they are followed, step by step: the next step is done whenever the
 * follower has nothing to read, and it is ended when none is left. No time passes.
 */
final class Written {
  /** One step. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  static final FollowOptions LOOKING =
      new FollowOptions(FollowOptions.defaults().provider(), Duration.ZERO, false, false);

  private final Deque<Step> steps = new ArrayDeque<>();
  final List<CaptureLoss> losses = new ArrayList<>();
  final List<String> names = new ArrayList<>();

  /** What there is to be done next. */
  Written then(Step step) {
    steps.add(step);
    return this;
  }

  /** Nothing happens, so that the follower looks once more. */
  Written pause() {
    return then(() -> {}).then(() -> {});
  }

  IdleListener idle() {
    return () -> {
      Step next = steps.poll();
      if (next == null) {
        return false;
      }
      try {
        next.run();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return true;
    };
  }

  /** Times of all frames that are read until nothing is left to do, in seconds. */
  List<Long> seconds(String target) throws IOException {
    return seconds(target, LOOKING);
  }

  /** Times of all frames that are read until nothing is left to do, in seconds. */
  List<Long> seconds(String target, FollowOptions options) throws IOException {
    List<Long> seconds = new ArrayList<>();
    try (FollowedCapture capture = Follow.open(target, options, idle())) {
      Frame frame = new Frame();
      while (capture.next(frame)) {
        seconds.add(frame.timestampNanos() / 1_000_000_000L);
        names.add(Path.of(capture.fileName(frame.source())).getFileName().toString());
      }
      losses.addAll(capture.losses());
    }
    return seconds;
  }

  /** The octets of a pcap whose frames were captured at these seconds. */
  static byte[] pcap(long... seconds) {
    List<CapturedPacket> packets = new ArrayList<>();
    for (long second : seconds) {
      byte[] octets = {(byte) second, (byte) (second >>> 8), 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
      packets.add(new CapturedPacket(octets, 1, second * 1_000_000_000L));
    }
    return CaptureBytes.pcap(packets);
  }

  /** Appends a part of some octets to a file. */
  static void append(Path file, byte[] octets, int from, int to) throws IOException {
    Files.write(
        file,
        java.util.Arrays.copyOfRange(octets, from, to),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
