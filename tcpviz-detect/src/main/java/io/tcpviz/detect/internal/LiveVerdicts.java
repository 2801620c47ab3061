// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.LiveSink;
import io.tcpviz.core.event.TcpEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells events while they are still open. A segment can change an event several times; what is told
 * is how the event stands once all detectors have seen the segment.
 */
final class LiveVerdicts {
  private final LiveSink sink;
  private final List<Told> changed = new ArrayList<>();
  private long lastId;

  LiveVerdicts(LiveSink sink) {
    this.sink = sink;
  }

  /** Tells what has changed since the last time, in the order in which it began to change. */
  void tell() {
    changed.forEach(Told::tell);
    changed.clear();
  }

  /** What was last told of one event. */
  final class Told {
    private final PendingEvent event;
    private @Nullable LiveEvent last;
    private boolean noted;

    Told(PendingEvent event) {
      this.event = event;
    }

    /** The event has changed, or is new; that is told later. */
    void note() {
      if (!noted) {
        noted = true;
        changed.add(this);
      }
    }

    private void tell() {
      noted = false;
      LiveEvent before = last;
      TcpEvent standing = event.standing();
      if (before != null && before.event().equals(standing)) {
        return;
      }
      last = standing == null ? null : new LiveEvent(++lastId, standing);
      if (last == null) {
        withdraw(before);
      } else if (before == null) {
        sink.said(last);
      } else {
        sink.revised(before, last);
      }
    }

    private void withdraw(@Nullable LiveEvent before) {
      if (before != null) {
        sink.withdrawn(before);
      }
    }
  }
}
