// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.wire.SkipReason;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import io.tcpviz.detect.FrameFeed;
import io.tcpviz.detect.TrafficVisitor;
import io.tcpviz.monitor.follow.CaptureLoss;
import io.tcpviz.monitor.follow.FollowedCapture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One run of a monitor: its analysis, and what time it is for it. */
final class Watch implements MonitorStatus {
  private static final long TICK_NANOS = 100_000_000L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Where the caller sets none, a connection is given up after so much silence. */
  private static final Duration IDLE = Duration.ofHours(12);

  private final MonitorListener listeners;
  private final FrameFeed feed;
  private final @Nullable Progress progress;
  private final CaptureClock clock = new CaptureClock();
  private final long beganNanos = System.nanoTime();
  private @Nullable FollowedCapture capture; // null while it is being opened
  private boolean silent = true;
  private long packets;
  private long bytes;
  private long lostOctets;
  private long packetsAtLook;
  private long lastFrameNanos = beganNanos; // when it was last seen that frames came
  private long lastTickNanos = beganNanos;

  Watch(AnalysisConfig config, MonitorListener all, @Nullable Checkpoint checkpoint) {
    progress = checkpoint == null ? null : new Progress(checkpoint, all);
    listeners = progress == null ? all : progress.listener();
    feed = new FlowAnalyzer(endless(config)).live("monitor", listeners, settled());
  }

  private static AnalysisConfig endless(AnalysisConfig config) {
    return config.idleTimeout().isZero() ? config.withIdleTimeout(IDLE) : config;
  }

  private EventSink settled() {
    return new EventSink() {
      @Override
      public void event(TcpEvent event) {
        listeners.settled(event);
      }

      @Override
      public void flow(FlowSummary flow) {
        listeners.ended(flow);
      }
    };
  }

  void begin(FollowedCapture followed) {
    capture = followed;
    if (progress != null) {
      progress.begin();
    }
  }

  void frame(Frame frame) {
    if (silent) {
      silent = false;
      clock.arrived(frame.timestampNanos(), wallNanos());
    }
    clock.frame(frame.timestampNanos());
    packets++;
    bytes += frame.originalLength();
    FollowedCapture open = capture;
    if (progress == null || open == null) {
      feed.frame(frame);
    } else {
      progress.before(frame, open);
      feed.frame(frame);
      progress.after(frame, open, feed);
    }
  }

  /** Nothing comes; time passes. Always true. */
  boolean isSilent() {
    silent = true;
    if (packets > 0) {
      long now = captureNanos();
      if (progress != null) {
        progress.silence(capture);
        progress.ticked(now);
      }
      feed.tick(now);
    }
    look();
    return true;
  }

  /** Looks at the clock, and tells the listeners if it is time to. */
  void look() {
    long now = System.nanoTime();
    if (packets != packetsAtLook) {
      packetsAtLook = packets;
      lastFrameNanos = now;
    }
    if (progress != null && capture != null) {
      progress.writeIfDue(capture, now);
    }
    if (now - lastTickNanos >= TICK_NANOS) {
      lastTickNanos = now;
      tick();
    }
  }

  /**
   * Ends the run.
   *
   * @param captureEnded whether it is the capture that has ended
   */
  MonitorResult finish(boolean captureEnded) {
    if (progress != null && capture != null) {
      progress.end(capture, captureEnded);
    }
    tellLosses();
    listeners.ending(this);
    RunSummary summary = feed.finish(info());
    tick();
    listeners.finished(summary);
    if (progress != null) {
      progress.write();
    }
    return new MonitorResult(summary, captureEnded);
  }

  private void tick() {
    tellLosses();
    listeners.tick(this);
  }

  private void tellLosses() {
    FollowedCapture open = capture;
    if (open != null) {
      for (CaptureLoss loss : open.losses()) {
        lostOctets += loss.octets();
        listeners.lost(loss);
      }
      open.damages().forEach(listeners::damaged);
    }
  }

  /** Wall time since the run began. */
  long elapsedNanos() {
    return System.nanoTime() - beganNanos;
  }

  /** Wall time since the last frame came, or since the run began. */
  long silentNanos() {
    return System.nanoTime() - lastFrameNanos;
  }

  @Override
  public long packets() {
    return packets;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long segments() {
    return feed.segments();
  }

  @Override
  public long skipped(SkipReason reason) {
    return feed.skipped(reason);
  }

  @Override
  public long captureNanos() {
    return clock.now(wallNanos());
  }

  @Override
  public long lagNanos() {
    return clock.lag(wallNanos());
  }

  @Override
  public long octetsBehind() {
    return capture == null ? 0 : capture.octetsBehind();
  }

  @Override
  public long dropped() {
    long dropped = -1;
    for (CaptureFile file : info().files()) {
      for (CaptureInterface captured : file.interfaces()) {
        if (captured.dropped() >= 0) {
          dropped = Math.max(dropped, 0) + captured.dropped();
        }
      }
    }
    return dropped;
  }

  @Override
  public long lostOctets() {
    return lostOctets;
  }

  @Override
  public long connections() {
    return feed.connections();
  }

  @Override
  public int openConnections() {
    return feed.openConnections();
  }

  @Override
  public long evictedConnections() {
    return feed.evictedConnections();
  }

  @Override
  public void show(TrafficVisitor visitor) {
    feed.show(visitor);
  }

  @Override
  public String fileName(int source) {
    FollowedCapture open = capture;
    return open != null && open.hasManyFiles() ? open.fileName(source) : "";
  }

  @Override
  public RunSummary summary() {
    return feed.summary(info());
  }

  @Override
  public List<FlowSummary> worstOpen(int atMost) {
    return feed.worstOpen(atMost);
  }

  private CaptureInfo info() {
    return capture == null ? new CaptureInfo("", List.of()) : capture.info();
  }

  private static long wallNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }
}
