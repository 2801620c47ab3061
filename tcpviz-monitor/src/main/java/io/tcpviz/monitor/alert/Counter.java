// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.event.TcpEvent;

/** What one rule counts of one subject, and the level that this has brought about. */
final class Counter {
  final AlertRule rule;
  final Subject subject;
  final long number; // in order of appearance
  AlertLevel level = AlertLevel.OK;
  long dueNanos = Long.MAX_VALUE; // when it is to be looked at again

  private final WindowSum events;
  private final WindowSum amounts; // the same as events if those are what is measured

  Counter(AlertRule rule, Subject subject, long number) {
    this.rule = rule;
    this.subject = subject;
    this.number = number;
    events = rule.window();
    amounts = rule.measure() == Measure.EVENTS ? events : rule.window();
  }

  void add(TcpEvent event, long nowNanos) {
    slide(nowNanos);
    long nanos = event.packet().timestampNanos();
    events.add(nanos, 1, nowNanos);
    if (amounts != events) {
      amounts.add(nanos, rule.measure().of(event), nowNanos);
    }
  }

  void remove(TcpEvent event) {
    long nanos = event.packet().timestampNanos();
    events.remove(nanos, 1);
    if (amounts != events) {
      amounts.remove(nanos, rule.measure().of(event));
    }
  }

  void slide(long nowNanos) {
    events.slide(nowNanos);
    if (amounts != events) {
      amounts.slide(nowNanos);
    }
  }

  /** When what it counts becomes less by itself. */
  long nextLeavingNanos() {
    return events.nextLeavingNanos();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  double value() {
    return amounts.sum();
  }

  /** The change from its present level to {@code next}. */
  Alert change(AlertLevel next, long nanos) {
    return new Alert(
        next,
        level,
        rule.name(),
        subject.text(),
        events.sum(),
        rule.windowNanos() / 1e9,
        rule.ladder().warnAmount(),
        rule.ladder().criticalAmount(),
        nanos,
        subject.per().jsonName(),
        value(),
        rule.measure().unit(),
        rule.text());
  }
}
