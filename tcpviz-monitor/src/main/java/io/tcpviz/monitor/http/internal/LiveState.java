// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.monitor.MonitorStatus;
import io.tcpviz.monitor.alert.Alert;
import io.tcpviz.report.LivePart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * What a live page shows, within bounds, and what has changed of it since it was last asked. The
 * thread that analyses only puts references here; whatever costs time is asked of the monitor only
 * while somebody looks, and takes a small share of its time.
 */
public final class LiveState {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long SUMMARY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int SUMMARY_SHARE = 20; // a summary takes at most one part in so many
  private static final long STATUS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int KNOWN_FILES = 4_096;

  private final LiveBounds bounds;
  private final Map<Long, LiveEvent> events = new LinkedHashMap<>();
  private final Map<Integer, FlowSummary> troubled = new LinkedHashMap<>();
  private final Map<Integer, FlowSummary> quiet = new LinkedHashMap<>();
  private final Deque<ToldAlert> alerts = new ArrayDeque<>();
  private final Map<Integer, String> fileNames = new ConcurrentHashMap<>();
  private Changes changes = new Changes();
  private Map<Integer, FlowSummary> open = Map.of();
  private @Nullable RunSummary summary;
  private LiveStatus status = LiveStatus.NONE;
  private long eventCount; // as they stand, also those that are no longer kept
  private long alertCount;
  private int newestFile = -1; // of those that events and connections named
  private int namedFiles; // whose names were asked
  private boolean isWatched;
  private long watchedUntilNanos;
  private long summedUpNanos = Long.MIN_VALUE / 2;
  private long nextStatusNanos = System.nanoTime();
  private long nextSummaryNanos = nextStatusNanos;

  LiveState(LiveBounds bounds) {
    this.bounds = bounds;
  }

  /** What has changed, while somebody looks. */
  private static final class Changes {
    final Map<Long, LiveEvent> events = new LinkedHashMap<>();
    final List<Long> withdrawn = new ArrayList<>();
    final Map<Integer, FlowSummary> connections = new LinkedHashMap<>();
    final List<ToldAlert> alerts = new ArrayList<>();
    boolean hasSummary;
    boolean hasStatus;
    boolean areTooMany;

    boolean isEmpty() {
      return events.isEmpty()
          && withdrawn.isEmpty()
          && connections.isEmpty()
          && alerts.isEmpty()
          && !hasSummary
          && !hasStatus;
    }
  }

  /** An event that was not told before. */
  public synchronized void said(LiveEvent event) {
    eventCount++;
    add(event);
  }

  /** One event takes the place of another. */
  public synchronized void revised(LiveEvent before, LiveEvent now) {
    remove(before.id());
    add(now);
  }

  /** An event is no longer said. */
  public synchronized void withdrawn(LiveEvent before) {
    eventCount--;
    remove(before.id());
  }

  private void add(LiveEvent event) {
    newestFile = Math.max(newestFile, event.event().packet().source());
    events.put(event.id(), event);
    dropEldest(events, bounds.events());
    if (isWatched) {
      changes.events.put(event.id(), event);
      changes.areTooMany |= changes.events.size() > bounds.changes();
      dropEldest(changes.events, bounds.changes());
    }
  }

  private void remove(long id) {
    events.remove(id);
    if (isWatched) {
      changes.events.remove(id);
      if (changes.withdrawn.size() < bounds.changes()) {
        changes.withdrawn.add(id);
      } else {
        changes.areTooMany = true;
      }
    }
  }

  /** A connection is over. */
  public synchronized void ended(FlowSummary flow) {
    newestFile = Math.max(newestFile, flow.source());
    boolean isQuiet = flow.eventCounts().isEmpty();
    Map<Integer, FlowSummary> kept = isQuiet ? quiet : troubled;
    int quietOnes = bounds.connections() / 5;
    kept.put(flow.id().connection(), flow);
    dropEldest(kept, isQuiet ? quietOnes : bounds.connections() - quietOnes);
    if (isWatched) {
      changes.connections.put(flow.id().connection(), flow);
      dropEldest(changes.connections, bounds.connections());
    }
  }

  /** An alert has arisen. */
  public synchronized void alert(Alert alert) {
    ToldAlert told = new ToldAlert(++alertCount, alert);
    alerts.add(told);
    if (alerts.size() > bounds.alerts()) {
      alerts.remove();
    }
    if (isWatched) {
      changes.alerts.add(told);
      if (changes.alerts.size() > bounds.alerts()) {
        changes.alerts.remove(0);
      }
    }
  }

  private static <K, V> void dropEldest(Map<K, V> map, int most) {
    if (map.size() > most) {
      map.remove(map.keySet().iterator().next());
    }
  }

  /** Copies how things stand, as far as somebody looks. */
  public void tick(MonitorStatus monitor) {
    long now = System.nanoTime();
    boolean watched;
    int newest;
    synchronized (this) {
      watched = isWatched;
      newest = newestFile;
    }
    nameFiles(monitor, newest);
    if (!watched || now - nextStatusNanos < 0) {
      return;
    }
    nextStatusNanos = now + STATUS_NANOS;
    LiveStatus stands = LiveStatus.of(monitor);
    if (now - nextSummaryNanos < 0) {
      stands(stands);
      return;
    }
    RunSummary run = monitor.summary();
    List<FlowSummary> worst = monitor.worstOpen(bounds.open());
    long end = System.nanoTime();
    nextSummaryNanos = end + Math.max(SUMMARY_NANOS, (end - now) * SUMMARY_SHARE);
    summedUp(stands, run, worst);
  }

  private void nameFiles(MonitorStatus monitor, int newest) {
    while (namedFiles <= newest) {
      String name = monitor.fileName(namedFiles);
      if (!name.isEmpty()) {
        fileNames.put(namedFiles, name);
      }
      fileNames.remove(namedFiles - KNOWN_FILES);
      namedFiles++;
    }
  }

  private synchronized void stands(LiveStatus now) {
    changes.hasStatus |= !now.equals(status);
    status = now;
  }

  private synchronized void summedUp(LiveStatus stands, RunSummary run, List<FlowSummary> worst) {
    stands(stands);
    changes.hasSummary |= !run.equals(summary);
    summary = run;
    summedUpNanos = System.nanoTime();
    Map<Integer, FlowSummary> now = new LinkedHashMap<>();
    for (FlowSummary flow : worst) {
      int number = flow.id().connection();
      now.put(number, flow);
      if (!flow.equals(open.get(number))) {
        changes.connections.put(number, flow);
      }
    }
    open = now;
    notifyAll();
  }

  /** Nothing comes any more. */
  public synchronized void finished(RunSummary run) {
    summary = run;
    open = Map.of();
    status = status.ended();
    changes.hasSummary = true;
    changes.hasStatus = true;
    notifyAll();
  }

  /** Somebody looks, and will do so for half a minute. */
  synchronized void look() {
    watchedUntilNanos = System.nanoTime() + LOOK_NANOS;
    isWatched = true;
  }

  /** Whether nobody looks any more; then it is not noted what changes. */
  synchronized boolean isForsaken() {
    if (isWatched && System.nanoTime() - watchedUntilNanos >= 0) {
      isWatched = false;
      changes = new Changes();
    }
    return !isWatched;
  }

  /** Waits until the monitor has summed up lately, which it does while somebody looks. */
  synchronized void awaitSummary(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    long left = nanos;
    while (left > 0
        && !status.hasEnded()
        && System.nanoTime() - summedUpNanos > 2 * SUMMARY_NANOS) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
  }

  /** All that is kept. */
  synchronized LivePart all() {
    Map<Integer, FlowSummary> connections = new LinkedHashMap<>(quiet);
    connections.putAll(troubled);
    connections.putAll(open);
    return part(events.values(), List.of(), connections.values(), summary, alerts);
  }

  /**
   * What has changed since this was last called; null if nothing has.
   *
   * @throws TooMuchException if so much has changed that it is better to begin anew
   */
  synchronized @Nullable LivePart changes() throws TooMuchException {
    Changes taken = changes;
    if (taken.isEmpty()) {
      return null;
    }
    changes = new Changes();
    if (taken.areTooMany) {
      throw new TooMuchException();
    }
    return part(
        taken.events.values(),
        taken.withdrawn,
        taken.connections.values(),
        taken.hasSummary ? summary : null,
        taken.alerts);
  }

  private LivePart part(
      Collection<LiveEvent> events,
      List<Long> withdrawn,
      Collection<FlowSummary> connections,
      @Nullable RunSummary run,
      Collection<ToldAlert> alerts) {
    return new LivePart(
        List.copyOf(events),
        withdrawn,
        List.copyOf(connections),
        run,
        statusFields(),
        alerts.stream().<Consumer<FieldVisitor>>map(alert -> alert::visit).toList(),
        names());
  }

  private Consumer<FieldVisitor> statusFields() {
    LiveStatus now = status;
    long told = eventCount;
    return fields -> {
      now.visit(fields);
      fields.number("events", told);
      fields.number("events_kept", bounds.events());
      fields.number("connections_kept", bounds.connections());
    };
  }

  private @Nullable IntFunction<String> names() {
    return fileNames.isEmpty() ? null : source -> fileNames.getOrDefault(source, "");
  }

  /** More has changed than a part should hold. */
  static final class TooMuchException extends Exception {
    private static final long serialVersionUID = 1;

    TooMuchException() {
      super("too much has changed", null, false, false);
    }
  }
}
