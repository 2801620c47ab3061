// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands events out in the order of their frames, each when it can no longer change. An open event
 * holds back those behind it, until it is settled, its deadline passes, or more than a bounded
 * number would be held.
 */
final class EventQueue {
  private final ArrayDeque<PendingEvent> waiting = new ArrayDeque<>();
  private final EventSink sink;
  private final int maxHeld;
  private final @Nullable LiveVerdicts live;

  /**
   * Nothing waits yet.
   *
   * @param live told how events stand while they wait; null where nobody listens
   */
  EventQueue(EventSink sink, int maxHeld, @Nullable LiveVerdicts live) {
    this.sink = sink;
    this.maxHeld = maxHeld;
    this.live = live;
  }

  PendingEvent add(PendingEvent pending) {
    if (live != null) {
      pending.tellTo(live);
    }
    waiting.add(pending);
    return pending;
  }

  /** Hands out what is settled at the front. */
  void release(long nowNanos) {
    for (PendingEvent first = waiting.peek(); first != null; first = waiting.peek()) {
      if (first.isOpen()) {
        if (!first.isDue(nowNanos) && waiting.size() <= maxHeld) {
          return;
        }
        first.settle();
      }
      waiting.remove();
      TcpEvent event = first.event();
      if (event != null) {
        sink.event(event);
      }
    }
  }

  /** The events that wait, as they stand, in the order of their frames. */
  List<TcpEvent> standing() {
    List<TcpEvent> standing = new ArrayList<>();
    for (PendingEvent pending : waiting) {
      TcpEvent event = pending.standing();
      if (event != null) {
        standing.add(event);
      }
    }
    return standing;
  }

  /** Tells who listens what has changed. */
  void tell() {
    if (live != null) {
      live.tell();
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
