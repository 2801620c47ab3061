// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.monitor.follow.CaptureLoss;
import io.tcpviz.monitor.follow.FollowedCapture;
import io.tcpviz.testkit.CapturedPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A capture that is told beforehand: packets, silences, losses and drops in their order. */
public final class PlayedCapture implements FollowedCapture {
  private final Queue<Runnable> steps = new ArrayDeque<>();
  private final List<CaptureLoss> losses = new ArrayList<>();
  private final Frame next = new Frame();
  private IdleListener idle = () -> true;
  private long frames;
  private long dropped = -1;
  private boolean hasFrame;
  private boolean goesOn = true;
  private boolean closed;

  /** These packets come next. */
  public PlayedCapture then(List<CapturedPacket> packets) {
    for (CapturedPacket packet : packets) {
      steps.add(
          () -> {
            byte[] bytes = packet.bytes();
            next.setBytes(bytes, 0, bytes.length, packet.originalLength());
            next.setOrigin(packet.timestampNanos(), packet.linkType(), ++frames, 0);
            hasFrame = true;
          });
    }
    return this;
  }

  /** Then nothing comes, and the monitor is asked so many times whether to wait on. */
  public PlayedCapture thenSilence(int times) {
    for (int n = 0; n < times; n++) {
      steps.add(() -> goesOn = idle.waitOn());
    }
    return this;
  }

  /** Then part of the capture is found to be gone. */
  public PlayedCapture thenLoses(CaptureLoss loss) {
    steps.add(() -> losses.add(loss));
    return this;
  }

  /** Then the capturing host says that it has dropped so many frames in all. */
  public PlayedCapture thenDropped(long inAll) {
    steps.add(() -> dropped = inAll);
    return this;
  }

  /** Then something else happens. */
  public PlayedCapture then(Runnable step) {
    steps.add(step);
    return this;
  }

  /** Begins to play; a {@link FollowedOpening}. */
  public FollowedCapture open(IdleListener listener) {
    idle = listener;
    return this;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public boolean next(Frame frame) {
    hasFrame = false;
    while (goesOn && !hasFrame && !steps.isEmpty()) {
      steps.remove().run();
    }
    if (hasFrame) {
      frame.lendFrom(next);
    }
    return hasFrame;
  }

  @Override
  public CaptureInfo info() {
    CaptureInterface only = new CaptureInterface("veth0", 1, 0, frames, dropped);
    return new CaptureInfo(
        "played", List.of(new CaptureFile("played", "pcap", frames, List.of(only), List.of())));
  }

  @Override
  public long position() {
    return frames;
  }

  @Override
  public String fileName(int source) {
    return "played";
  }

  @Override
  public boolean hasManyFiles() {
    return false;
  }

  @Override
  public long octetsBehind() {
    return 0;
  }

  @Override
  public List<CaptureLoss> losses() {
    List<CaptureLoss> told = List.copyOf(losses);
    losses.clear();
    return told;
  }

  @Override
  public void close() {
    closed = true;
  }
}
