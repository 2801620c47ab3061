// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.detect.FrameFeed;
import io.tcpviz.monitor.follow.CaptureLoss;
import io.tcpviz.monitor.follow.FollowedCapture;
import io.tcpviz.monitor.follow.FollowedFile;

/** How far a monitor is, after another one and for the next. */
final class Progress {
  private static final int NONE = -1;

  private final Checkpoint checkpoint;
  private final Retelling retelling;
  private @Nullable CheckpointState ahead; // where the one before was; null from there on
  private int source = NONE;
  private long frame;
  private long capturedNanos = Long.MIN_VALUE;
  private long tickedNanos = Long.MIN_VALUE;
  private @Nullable CheckpointState noted;
  private long notedNanos = System.nanoTime();

  Progress(Checkpoint checkpoint, MonitorListener listeners) {
    this.checkpoint = checkpoint;
    retelling = new Retelling(listeners, checkpoint.firstNumber());
  }

  /** Hears the analysis. */
  MonitorListener listener() {
    return retelling;
  }

  /** The analysis begins. */
  void begin() {
    ahead = checkpoint.saved();
    if (ahead != null) {
      retelling.repeat();
    }
  }

  /** A frame is about to be analysed. */
  void before(Frame next, FollowedCapture capture) {
    CheckpointState place = ahead;
    if (place != null && next.source() != source) {
      file(capture.file(next.source()), place, capture);
    }
    if (ahead != null && next.timestampNanos() > ahead.capturedNanos()) {
      missed(ahead, capture);
    }
    if (ahead == null && source == NONE) {
      // one that is killed before it can say more has told what the next one tells again
      note(capture, next.source());
      write();
    }
  }

  /** A file begins, and the place is ahead. */
  private void file(@Nullable FollowedFile file, CheckpointState place, FollowedCapture capture) {
    if (file != null && file.isSameAs(place.file())) {
      if (place.isBeginning()) {
        goOn(place, capture, place.lastId());
      }
    } else if (file != null && file.firstNanos() > place.file().firstNanos()) {
      missed(place, capture);
    }
  }

  /** A frame has been analysed. */
  void after(Frame last, FollowedCapture capture, FrameFeed feed) {
    source = last.source();
    frame = last.number();
    capturedNanos = Math.max(capturedNanos, last.timestampNanos());
    CheckpointState place = ahead;
    if (place != null && frame == place.frame()) {
      FollowedFile file = capture.file(source);
      if (file != null && file.isSameAs(place.file())) {
        if (place.tickedNanos() > last.timestampNanos()) {
          feed.tick(place.tickedNanos());
        }
        goOn(place, capture, place.lastId());
      }
    }
  }

  /** All that is there has been read. */
  void silence(@Nullable FollowedCapture capture) {
    CheckpointState place = ahead;
    if (place != null && capture != null && source != NONE) {
      missed(place, capture);
    }
  }

  /** Time has passed for the analysis. */
  void ticked(long nanos) {
    tickedNanos = Math.max(tickedNanos, nanos);
  }

  /**
   * Writes a checkpoint if it is time to: of where this was the last time. What was told until then
   * has reached its readers meanwhile, through whatever queues.
   */
  void writeIfDue(FollowedCapture capture, long now) {
    if (now - notedNanos >= checkpoint.intervalNanos()) {
      write();
      note(capture, source);
      notedNanos = now;
    }
  }

  /**
   * Nothing more is read.
   *
   * @param captureEnded whether the capture has ended; otherwise what the analysis says at its end
   *     is not so, for there is more
   */
  void end(FollowedCapture capture, boolean captureEnded) {
    note(capture, source);
    if (!captureEnded) {
      retelling.end();
    }
  }

  /** Notes where this is: in that file, behind the last frame that was analysed, if any was. */
  private void note(FollowedCapture capture, int current) {
    FollowedFile file = current == NONE || ahead != null ? null : capture.file(current);
    noted =
        file == null
            ? null
            : retelling.state(file, frame, capturedNanos, tickedNanos, capture::file);
  }

  /** Writes what was noted last. */
  void write() {
    CheckpointState state = noted;
    if (state != null) {
      checkpoint.write(state);
    }
  }

  /** What follows is told under numbers that are free, and the next one is to know which. */
  private void missed(CheckpointState place, FollowedCapture capture) {
    goOn(place, capture, Math.max(place.lastId(), checkpoint.firstNumber()));
    note(capture, source);
    write();
    retelling.lost(new CaptureLoss(place.file().name(), 0, 0, place.capturedNanos()));
  }

  private void goOn(CheckpointState place, FollowedCapture capture, long lastId) {
    ahead = null;
    retelling.goOn(place.open(), lastId, capture::file);
  }
}
