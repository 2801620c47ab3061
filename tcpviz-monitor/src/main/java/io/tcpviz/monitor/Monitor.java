// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.follow.FollowedCapture;
import java.io.IOException;
import java.util.List;

/**
 * Analyses a capture while it is written, and tells its listeners what happens. One thread reads
 * and analyses, so a verdict is told as soon as its packet is read.
 *
 * <p>Each call of {@link #run} is a run of its own.
 */
public final class Monitor {
  /** How many frames may be read before it is looked at the clock. */
  private static final int FRAMES_PER_LOOK = 1_024;

  private final AnalysisConfig config;
  private final Limits limits;
  private final ListenersInTurn listeners;
  private volatile boolean stopped;

  /**
   * A monitor that has not begun.
   *
   * @param listeners told in this order; what one throws ends the run and reaches its caller
   */
  public Monitor(AnalysisConfig config, Limits limits, List<? extends MonitorListener> listeners) {
    this.config = config;
    this.limits = limits;
    this.listeners = new ListenersInTurn(List.copyOf(listeners));
  }

  /** Asks the monitor to end in order, from any thread; what was read is still told. */
  public void stop() {
    stopped = true;
  }

  /**
   * Watches until the capture ends, a limit is reached or {@link #stop} is called.
   *
   * @throws IOException if the capture cannot be opened or read on
   */
  public MonitorResult run(FollowedOpening opening) throws IOException {
    return run(opening, null);
  }

  /**
   * Watches like {@link #run(FollowedOpening)}, goes on where an earlier run ended, and says in the
   * checkpoint where this one is. The capture must be one of files.
   *
   * @param checkpoint null for none
   * @throws IOException if the capture cannot be opened or read on
   */
  public MonitorResult run(FollowedOpening opening, @Nullable Checkpoint checkpoint)
      throws IOException {
    Watch watch = new Watch(config, listeners, checkpoint);
    listeners.begun(watch);
    try (FollowedCapture capture = opening.open(() -> watch.isSilent() && goesOn(watch))) {
      watch.begin(capture);
      Frame frame = new Frame();
      int left = FRAMES_PER_LOOK;
      boolean goesOn = true;
      while (goesOn && capture.next(frame)) {
        watch.frame(frame);
        if (--left == 0) {
          left = FRAMES_PER_LOOK;
          watch.look();
          goesOn = goesOn(watch);
        }
      }
      return watch.finish(goesOn(watch));
    }
  }

  private boolean goesOn(Watch watch) {
    return !stopped
        && !limits.isRunOver(watch.elapsedNanos())
        && !limits.isIdleOver(watch.silentNanos());
  }
}
