// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands events out in the order of their frames, each when it can no longer change. An open event
 * holds back those behind it, until it is settled, its deadline passes, or more than a bounded
 * number would be held.
 *
 * <p>Places are running numbers; the queue is a ring addressed by their low bits. Most places are
 * for events that nearly never come: of those nothing is kept but the deadline.
 */
final class EventQueue {
  private static final int INITIAL = 16; // a power of two

  /** Of a place that holds nothing back; before all times. */
  private static final long GONE = Long.MIN_VALUE;

  private final EventSink sink;
  private final int maxHeld;
  private final @Nullable LiveVerdicts live;

  private @Nullable PendingEvent[] events = new PendingEvent[INITIAL];
  private long[] deadlines = new long[INITIAL];
  private long first;
  private long next;

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

  /**
   * Takes an event.
   *
   * @param deadlineNanos capture time after which it is settled as it stands
   */
  PendingEvent add(PendingEvent pending, long deadlineNanos) {
    if (live != null) {
      pending.tellTo(live);
    }
    if (next - first == events.length) {
      grow();
    }
    events[slot(next)] = pending;
    deadlines[slot(next)] = deadlineNanos;
    pending.enter(this, next);
    next++;
    return pending;
  }

  /** The event at a place; null if it has left, or nothing comes of it. */
  @Nullable
  PendingEvent at(long place) {
    return place < first ? null : events[slot(place)];
  }

  /** Nothing comes of the event at a place, which holds back those behind it as before. */
  void vacate(long place) {
    events[slot(place)] = null;
  }

  /** Nothing comes of the event at a place, and it holds nothing back; it may have left. */
  void leave(long place) {
    if (place >= first) {
      events[slot(place)] = null;
      deadlines[slot(place)] = GONE;
    }
  }

  /** Hands out what is settled at the front. */
  void release(long nowNanos) {
    while (first != next) {
      int slot = slot(first);
      PendingEvent event = events[slot];
      if (event == null || event.isOpen()) {
        if (nowNanos <= deadlines[slot] && next - first <= maxHeld) {
          return;
        }
        if (event != null) {
          event.settle();
        }
      }
      events[slot] = null;
      first++;
      handOut(event);
    }
  }

  private void handOut(@Nullable PendingEvent settled) {
    TcpEvent event = settled == null ? null : settled.event();
    if (event != null) {
      sink.event(event);
    }
  }

  /** The events that wait, as they stand, in the order of their frames. */
  List<TcpEvent> standing() {
    List<TcpEvent> standing = new ArrayList<>();
    for (long place = first; place != next; place++) {
      PendingEvent pending = events[slot(place)];
      TcpEvent event = pending == null ? null : pending.standing();
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
    return first == next;
  }

  private int slot(long place) {
    return (int) place & events.length - 1;
  }

  private void grow() {
    @Nullable PendingEvent[] oldEvents = events;
    long[] oldDeadlines = deadlines;
    int mask = oldEvents.length - 1;
    events = new PendingEvent[2 * oldEvents.length];
    deadlines = new long[events.length];
    for (long place = first; place != next; place++) {
      events[slot(place)] = oldEvents[(int) place & mask];
      deadlines[slot(place)] = oldDeadlines[(int) place & mask];
    }
  }
}
