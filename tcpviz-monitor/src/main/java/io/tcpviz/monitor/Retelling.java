// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.monitor.CheckpointState.OpenEvent;
import io.tcpviz.monitor.follow.CaptureLoss;
import io.tcpviz.monitor.follow.FollowedFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Tells listeners what an analysis says that goes on where another one was: what that one told is
 * said to be told already, and the numbers of events go on.
 *
 * <p>While it is repeated, an event has a number below 0 that nobody ever sees. When the place is
 * reached, events that are still open get the numbers that they were told under.
 */
final class Retelling implements MonitorListener {
  /** An event that is open: what it was told under, or would have been. */
  private record Told(long id, TcpEvent event) {}

  /** What an event can be known by, whatever numbers files and connections have. */
  private record Place(long firstNanos, long fingerprint, long frame, String kind) {
    static Place of(FollowedFile file, long frame, String kind) {
      return new Place(file.firstNanos(), file.fingerprint(), frame, kind);
    }
  }

  private final MonitorListener listeners;
  private final Map<Long, Told> open = new TreeMap<>(); // by the number within this analysis
  private final Map<TcpEvent, Long> numbers = new HashMap<>(); // those numbers
  private boolean repeats;
  private boolean hasEnded;
  private long lastId;

  /**
   * Nothing has been told yet.
   *
   * @param lastId the number below that of the first event
   */
  Retelling(MonitorListener listeners, long lastId) {
    this.listeners = listeners;
    this.lastId = lastId;
  }

  /** What comes has been told by another. */
  void repeat() {
    repeats = true;
    listeners.replaying(true);
  }

  /**
   * What comes is told by this one.
   *
   * @param others what the other one told and is still open
   * @param last the number below that of the next event
   * @param files the files of this analysis
   */
  void goOn(List<OpenEvent> others, long last, IntFunction<@Nullable FollowedFile> files) {
    Map<Place, Deque<Long>> own = new HashMap<>();
    open.forEach(
        (number, told) -> {
          Place place = place(told.event(), files);
          if (place != null) {
            own.computeIfAbsent(place, unused -> new ArrayDeque<>()).add(number);
          }
        });
    for (OpenEvent event : others) {
      Place place = Place.of(event.file(), event.frame(), event.kind().name());
      Long number = own.getOrDefault(place, new ArrayDeque<>()).poll();
      if (number != null) {
        renumber(number, event.id());
      }
    }
    lastId = last;
    repeats = false;
    listeners.replaying(false);
  }

  /** Nothing more is to be told, but that the run has ended. */
  void end() {
    hasEnded = true;
  }

  /** Where the analysis is, for the next one. */
  CheckpointState state(
      FollowedFile file,
      long frame,
      long capturedNanos,
      long tickedNanos,
      IntFunction<@Nullable FollowedFile> files) {
    List<OpenEvent> events = new ArrayList<>();
    for (Told told : open.values()) {
      FollowedFile own = files.apply(told.event().packet().source());
      if (own != null && told.id() > 0) {
        events.add(
            new OpenEvent(told.id(), own, told.event().packet().frame(), told.event().kind()));
      }
    }
    return new CheckpointState(file, frame, capturedNanos, tickedNanos, lastId, events);
  }

  @Override
  public void said(LiveEvent event) {
    silently(repeats, () -> listeners.said(told(event, repeats)));
  }

  @Override
  public void revised(LiveEvent before, LiveEvent now) {
    LiveEvent old = forget(before);
    boolean isSilent = old.id() < 0;
    silently(isSilent, () -> listeners.revised(old, told(now, isSilent)));
  }

  @Override
  public void withdrawn(LiveEvent before) {
    LiveEvent old = forget(before);
    silently(old.id() < 0, () -> listeners.withdrawn(old));
  }

  @Override
  public void settled(TcpEvent event) {
    Long number = numbers.remove(event);
    Told told = number == null ? null : open.remove(number);
    silently(told != null && told.id() < 0, () -> listeners.settled(event));
  }

  @Override
  public void ended(FlowSummary flow) {
    silently(repeats, () -> listeners.ended(flow));
  }

  @Override
  public void lost(CaptureLoss loss) {
    listeners.lost(loss);
  }

  @Override
  public void damaged(CaptureDamage damage) {
    listeners.damaged(damage);
  }

  @Override
  public void replaying(boolean on) {
    throw new UnsupportedOperationException("nobody is above this one");
  }

  @Override
  public void begun(MonitorStatus status) {
    listeners.begun(status);
  }

  @Override
  public void tick(MonitorStatus status) {
    listeners.tick(status);
  }

  @Override
  public void ending(MonitorStatus status) {
    listeners.ending(status);
  }

  @Override
  public void finished(RunSummary summary) {
    listeners.finished(summary);
  }

  /** What was told without this analysis's part stays silent when it changes. */
  private void silently(boolean isSilent, Runnable telling) {
    if (hasEnded) {
      return;
    }
    if (isSilent && !repeats) {
      listeners.replaying(true);
      telling.run();
      listeners.replaying(false);
    } else {
      telling.run();
    }
  }

  private LiveEvent told(LiveEvent event, boolean isSilent) {
    long id = isSilent ? -event.id() : ++lastId;
    open.put(event.id(), new Told(id, event.event()));
    numbers.put(event.event(), event.id());
    return new LiveEvent(id, event.event());
  }

  private LiveEvent forget(LiveEvent event) {
    numbers.remove(event.event());
    Told told = open.remove(event.id());
    return new LiveEvent(told == null ? -event.id() : told.id(), event.event());
  }

  private void renumber(long number, long id) {
    Told told = open.get(number);
    if (told != null) {
      open.put(number, new Told(id, told.event()));
      listeners.revised(new LiveEvent(told.id(), told.event()), new LiveEvent(id, told.event()));
    }
  }

  private static @Nullable Place place(TcpEvent event, IntFunction<@Nullable FollowedFile> files) {
    FollowedFile file = files.apply(event.packet().source());
    return file == null ? null : Place.of(file, event.packet().frame(), event.kind().name());
  }
}
