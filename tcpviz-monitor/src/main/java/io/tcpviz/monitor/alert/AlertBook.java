// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.monitor.MonitorListener;
import io.tcpviz.monitor.MonitorStatus;
import io.tcpviz.monitor.follow.CaptureLoss;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counts events in a sliding window of capture time, and tells each change of a level. An event
 * counts from the time of its packet on, for the length of the window. What is revised leaves the
 * counts in which it was, and enters those where it belongs then.
 *
 * <p>Levels are judged when the instant is over, and at each tick: what is said and taken back at
 * the same time of capture makes no alert.
 *
 * <p>A level is reached at its threshold, and left below four fifths of it. While the capture
 * itself lacks frames, a level that is left becomes {@link AlertLevel#UNKNOWN} instead of {@link
 * AlertLevel#OK}, until a whole window has passed without loss.
 *
 * <p>Memory is bounded by {@link AlertConfig#maxSubjects()}.
 */
public final class AlertBook implements MonitorListener {
  private final Consumer<String> notices;
  private final List<AlertSink> sinks;
  private boolean replays;
  private final Map<EventKind, List<AlertRule>> rules = new EnumMap<>(EventKind.class);
  private final Counters counters;
  private final CaptureDoubt doubt;
  private final TrafficLooks looks;
  private final Set<Counter> touched = new LinkedHashSet<>(); // and to be judged
  private long nowNanos = Long.MIN_VALUE;
  private long givenUp;
  private @Nullable MonitorStatus status;

  /**
   * Counts nothing yet.
   *
   * @param sinks told of each alert, in this order
   * @param notices takes a sentence for people if something of this could not be kept
   */
  public AlertBook(AlertConfig config, List<AlertSink> sinks, Consumer<String> notices) {
    this.sinks = List.copyOf(sinks);
    this.notices = notices;
    counters = new Counters(config.maxSubjects(), this::giveUp);
    looks = new TrafficLooks(counters);
    doubt = new CaptureDoubt(config.windowNanos());
    for (AlertRule rule : config.allRules()) {
      looks.add(rule);
      for (EventKind kind : rule.what().choice().kinds()) {
        rules.computeIfAbsent(kind, each -> new ArrayList<>()).add(rule);
      }
    }
  }

  /** How many subjects were given up, although something was counted of them, to bound memory. */
  public long subjectsGivenUp() {
    return givenUp;
  }

  @Override
  public void begun(MonitorStatus run) {
    status = run;
  }

  @Override
  public void said(LiveEvent event) {
    change(null, event.event());
  }

  @Override
  public void revised(LiveEvent before, LiveEvent now) {
    change(before.event(), now.event());
  }

  @Override
  public void withdrawn(LiveEvent before) {
    change(before.event(), null);
  }

  @Override
  public void lost(CaptureLoss loss) {
    doubt.lost(loss);
  }

  @Override
  public void replaying(boolean on) {
    replays = on;
  }

  @Override
  public void ended(FlowSummary flow) {
    looks.ended(flow);
  }

  @Override
  public void tick(MonitorStatus run) {
    long nanos = run.captureNanos();
    if (nanos == Long.MIN_VALUE) {
      return; // no frame has come, so it is no time yet
    }
    long since = nowNanos == Long.MIN_VALUE ? nanos : nowNanos;
    doubt.look(run.dropped(), since, Math.max(since, nanos), this::tell);
    pass(nanos);
    settle();
    if (looks.areDue(nowNanos)) {
      look(run);
    }
    counters.sweep(nowNanos);
  }

  @Override
  public void ending(MonitorStatus run) {
    looks.end();
    tick(run);
  }

  @Override
  public void finished(RunSummary summary) {
    settle();
    counters.asking().forEach(this::judge); // of what came behind the last look
  }

  private void look(MonitorStatus run) {
    looks.look(run, nowNanos).forEach(this::judge);
  }

  private void change(@Nullable TcpEvent gone, @Nullable TcpEvent come) {
    if (gone != null && status != null) {
      pass(status.captureNanos()); // its own time is that of an earlier packet
    }
    if (come != null) {
      pass(come.packet().timestampNanos());
    }
    if (gone != null) {
      leave(gone);
    }
    if (come != null) {
      enter(come);
    }
  }

  /** The capture has come to {@code nanos}: if that is later, the instant before is over. */
  private void pass(long nanos) {
    if (nanos > nowNanos) {
      boolean isAsked = settle();
      slide(nanos);
      if (isAsked && status != null && looks.areDue(nowNanos) && looks.areCheap(status)) {
        look(status);
      }
    }
  }

  /**
   * Judges what has changed at the present instant.
   *
   * @return whether some of it is left to the next look, when both sides of it are known
   */
  private boolean settle() {
    boolean isAsked = false;
    for (Counter counter : touched) {
      if (counter.rule.volume().isAsked()) {
        isAsked = true;
      } else {
        judge(counter);
      }
    }
    touched.clear();
    return isAsked;
  }

  private void leave(TcpEvent event) {
    for (AlertRule rule : rules.getOrDefault(event.kind(), List.of())) {
      if (rule.matches(event)) {
        for (Per per : rule.per()) {
          Counter counter =
              counters.find(rule, Subject.of(per, event.flow(), rule.direction(event)));
          if (counter != null) {
            counter.remove(event);
            touched.add(counter);
          }
        }
      }
    }
  }

  private void enter(TcpEvent event) {
    for (AlertRule rule : rules.getOrDefault(event.kind(), List.of())) {
      if (rule.matches(event)) {
        for (Per per : rule.per()) {
          Subject subject = Subject.of(per, event.flow(), rule.direction(event));
          Counter counter = counters.open(rule, subject, nowNanos);
          counter.add(event, nowNanos);
          touched.add(counter);
        }
      }
    }
  }

  /** Lets time pass. What becomes less on the way is judged at its own moment, in order. */
  private void slide(long nanos) {
    while (Math.min(counters.nextDueNanos(), doubt.endsNanos()) <= nanos) {
      if (doubt.endsNanos() <= counters.nextDueNanos()) {
        endDoubt();
      } else {
        nowNanos = Math.max(nowNanos, counters.nextDueNanos());
        judge(counters.nextDue());
      }
    }
    nowNanos = Math.max(nowNanos, nanos);
  }

  private void endDoubt() {
    nowNanos = Math.max(nowNanos, doubt.endsNanos());
    doubt.end(this::tell);
    for (Counter counter : counters.all()) {
      if (counter.level == AlertLevel.UNKNOWN) {
        judge(counter);
      }
    }
  }

  private void judge(Counter counter) {
    counter.slide(nowNanos);
    AlertLevel next = counter.rule.ladder().next(counter.level, counter.value());
    if (next == AlertLevel.OK && counter.level != AlertLevel.OK && doubt.isRaised()) {
      next = AlertLevel.UNKNOWN;
    }
    move(counter, next);
    boolean canFall =
        counter.level.compareTo(AlertLevel.WARN) >= 0 && !counter.rule.volume().isAsked();
    counters.schedule(counter, canFall ? counter.nextLeavingNanos() : Long.MAX_VALUE);
  }

  private void move(Counter counter, AlertLevel next) {
    if (next != counter.level) {
      Alert alert = counter.change(next, nowNanos);
      counter.level = next;
      tell(alert);
    }
  }

  private void giveUp(Counter counter) {
    if (givenUp++ == 0) {
      notices.accept(
          "more subjects have events than alerts are kept of;"
              + " those whose events are the oldest are given up");
    }
    if (touched.remove(counter) && !counter.rule.volume().isAsked()) {
      judge(counter);
      counters.schedule(counter, Long.MAX_VALUE);
    }
    if (counter.level != AlertLevel.OK) {
      move(counter, AlertLevel.UNKNOWN);
    }
  }

  private void tell(Alert alert) {
    if (replays) {
      return;
    }
    for (AlertSink sink : sinks) {
      sink.alert(alert);
    }
  }
}
