// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import java.util.ArrayDeque;

/**
 * Hands events out in the order of their frames, each when it can no longer change. An open event
 * holds back those behind it, until it is settled, its deadline passes, or more than a bounded
 * number would be held.
 */
final class EventQueue {
  private final ArrayDeque<PendingEvent> waiting = new ArrayDeque<>();
  private final EventSink sink;
  private final int maxHeld;

  EventQueue(EventSink sink, int maxHeld) {
    this.sink = sink;
    this.maxHeld = maxHeld;
  }

  PendingEvent add(PendingEvent pending) {
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

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
