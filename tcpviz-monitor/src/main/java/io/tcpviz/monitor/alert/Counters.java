// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The counters of all rules, as many as allowed, those that heard something last behind. */
final class Counters {
  private static final int SWEPT_AT_ONCE = 1_000;

  private record Key(int rule, Subject subject) {}

  private final int max;
  private final Consumer<Counter> givenUp;
  private final Map<Key, Counter> all = new LinkedHashMap<>(16, 0.75F, true);
  private final TreeSet<Counter> due =
      new TreeSet<>(
          Comparator.<Counter>comparingLong(counter -> counter.dueNanos)
              .thenComparingLong(counter -> counter.number));
  private final Map<Subject, List<Counter>> asking = new HashMap<>(); // for all that is sent
  private long made;

  /**
   * No counters yet.
   *
   * @param givenUp told of each that has to make room although it counts something
   */
  Counters(int max, Consumer<Counter> givenUp) {
    this.max = max;
    this.givenUp = givenUp;
  }

  @Nullable
  Counter find(AlertRule rule, Subject subject) {
    return all.get(new Key(rule.number(), subject));
  }

  /** The counter of that rule and subject, a new one if there is none. */
  Counter open(AlertRule rule, Subject subject, long nowNanos) {
    Key key = new Key(rule.number(), subject);
    Counter counter = all.get(key);
    if (counter == null) {
      if (all.size() >= max) {
        giveUpEldest(nowNanos);
      }
      counter = new Counter(rule, subject, made++);
      all.put(key, counter);
      if (rule.volume().isAsked()) {
        asking.computeIfAbsent(subject, each -> new ArrayList<>(2)).add(counter);
      }
    }
    return counter;
  }

  /** All there are, to be looked at. */
  Collection<Counter> all() {
    return all.values();
  }

  /** Whether the rule of any asks for all that is sent. */
  boolean areAsking() {
    return !asking.isEmpty();
  }

  /** Those whose rules do, in the order of {@link #all}. */
  List<Counter> asking() {
    return all.values().stream().filter(counter -> counter.rule.volume().isAsked()).toList();
  }

  /** Those of one subject. */
  List<Counter> asking(Subject subject) {
    return asking.getOrDefault(subject, List.of());
  }

  /** When a counter is to be looked at again; {@link Long#MAX_VALUE} for never. */
  void schedule(Counter counter, long nanos) {
    if (counter.dueNanos != nanos) {
      due.remove(counter);
      counter.dueNanos = nanos;
      if (nanos != Long.MAX_VALUE) {
        due.add(counter);
      }
    }
  }

  /** When the first is due; {@link Long#MAX_VALUE} if none is. */
  long nextDueNanos() {
    return due.isEmpty() ? Long.MAX_VALUE : due.first().dueNanos;
  }

  /** The one that is due first, of which there must be one. */
  Counter nextDue() {
    return due.first();
  }

  /** Forgets some of those that count nothing any more. */
  void sweep(long nowNanos) {
    Iterator<Counter> eldest = all.values().iterator();
    for (int i = 0; i < SWEPT_AT_ONCE && eldest.hasNext(); i++) {
      Counter counter = eldest.next();
      if (!isSpent(counter, nowNanos)) {
        return;
      }
      eldest.remove();
      askNoMore(counter);
    }
  }

  private static boolean isSpent(Counter counter, long nowNanos) {
    counter.slide(nowNanos);
    return counter.isEmpty() && counter.level == AlertLevel.OK;
  }

  private void giveUpEldest(long nowNanos) {
    Iterator<Counter> eldest = all.values().iterator();
    Counter counter = eldest.next();
    eldest.remove();
    askNoMore(counter);
    schedule(counter, Long.MAX_VALUE);
    if (!isSpent(counter, nowNanos)) {
      givenUp.accept(counter);
    }
  }

  private void askNoMore(Counter counter) {
    asking.computeIfPresent(
        counter.subject, (each, those) -> those.remove(counter) && those.isEmpty() ? null : those);
  }
}
