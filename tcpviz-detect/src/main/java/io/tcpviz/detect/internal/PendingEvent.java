// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;

/**
 * An event on its way out, in its place among the others. While it is open, later segments may
 * change it or take it back; then it is settled and no longer changes.
 */
class PendingEvent {
  private @Nullable TcpEvent event;
  private boolean open;
  private @Nullable EventQueue queue; // where it has its place
  private long place;

  // Only while it is open: one that is not may stay in its place for long, and its connection not.
  private @Nullable Flow flow;
  private LiveVerdicts.@Nullable Told told;

  /**
   * An event that has no place yet.
   *
   * @param event as it stands now; null where nothing may come of it
   */
  PendingEvent(Flow flow, @Nullable TcpEvent event, boolean open) {
    this.flow = flow;
    this.event = event;
    this.open = open;
    if (!open) {
      conclude();
    }
  }

  /** It has a place in {@code its}. */
  final void enter(EventQueue its, long placeThere) {
    queue = its;
    place = placeThere;
  }

  /** Its place in the queue; meaningful only if it has one. */
  final long place() {
    return place;
  }

  boolean isOpen() {
    return open;
  }

  @Nullable
  TcpEvent event() {
    return event;
  }

  /** Lets it be told how it stands, from now on. */
  void tellTo(LiveVerdicts live) {
    told = live.new Told(this);
    noteChange();
  }

  /** The event as it would be given out if it were settled now. */
  @Nullable
  TcpEvent standing() {
    TcpEvent now = event;
    Flow connection = flow;
    return now != null && connection != null ? Trust.weigh(connection, now) : now;
  }

  private void noteChange() {
    if (told != null) {
      told.note();
    }
  }

  /** Replaces the event; it stays open. */
  void put(TcpEvent replacement) {
    if (open) {
      event = replacement;
      noteChange();
    }
  }

  /** Replaces what is special about the event; it stays open. */
  void revise(EventDetail detail) {
    TcpEvent now = event;
    if (now != null) {
      revise(now.severity(), now.confidence(), detail);
    }
  }

  /** Replaces what is special about the event, its severity and confidence; it stays open. */
  void revise(Severity severity, double confidence, EventDetail detail) {
    TcpEvent now = event;
    if (open && now != null) {
      event =
          new TcpEvent(
              severity,
              now.reason(),
              confidence,
              now.flow(),
              now.direction(),
              now.packet(),
              now.path(),
              detail);
      noteChange();
    }
  }

  /** It stands as it is. */
  void settle() {
    if (open) {
      conclude();
    }
  }

  private void conclude() {
    TcpEvent now = event;
    Flow connection = flow;
    if (now != null && connection != null) {
      now = Trust.weigh(connection, now);
      event = now;
      connection.noteEvent(now);
      noteChange();
    }
    close();
  }

  /** Nothing comes of it. */
  void withdraw() {
    if (open) {
      event = null;
      close();
      if (queue != null) {
        queue.leave(place);
      }
      noteChange();
    }
  }

  /**
   * Nothing comes of it, but its place stays its own until its time is over: when the events behind
   * it leave does not depend on that.
   */
  void vacate() {
    close();
    if (queue != null) {
      queue.vacate(place);
    }
  }

  /** Nothing changes it any more. */
  void close() {
    open = false;
    flow = null;
  }
}
