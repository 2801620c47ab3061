// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.TcpEvent;
import java.util.Objects;

/** What one rule counts of one subject, and the level that this has brought about. */
final class Counter {
  final AlertRule rule;
  final Subject subject;
  final long number; // in order of appearance
  AlertLevel level = AlertLevel.OK;
  long dueNanos = Long.MAX_VALUE; // when it is to be looked at again

  private final WindowSum events;
  private final WindowSum amounts; // the same as events if those are what is measured
  private final @Nullable TrafficWindow traffic; // where its rule asks for it

  Counter(AlertRule rule, Subject subject, long number) {
    this.rule = rule;
    this.subject = subject;
    this.number = number;
    events = rule.window();
    amounts = rule.what().measure() == Measure.EVENTS ? events : rule.window();
    traffic = rule.volume().isAsked() ? new TrafficWindow(rule.windowNanos()) : null;
  }

  void add(TcpEvent event, long nowNanos) {
    slide(nowNanos);
    long nanos = event.packet().timestampNanos();
    events.add(nanos, 1, nowNanos);
    if (amounts != events) {
      amounts.add(nanos, rule.what().measure().of(event), nowNanos);
    }
  }

  void remove(TcpEvent event) {
    long nanos = event.packet().timestampNanos();
    events.remove(nanos, 1);
    if (amounts != events) {
      amounts.remove(nanos, rule.what().measure().of(event));
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

  /** All that its subject sent, for a rule that asks for it. */
  TrafficWindow traffic() {
    return Objects.requireNonNull(traffic);
  }

  /** What is compared with the limits of its rule. */
  double value() {
    double amount = (double) amounts.sum();
    return traffic == null ? amount : rule.volume().value(amount, traffic);
  }

  /** The change from its present level to {@code next}. */
  Alert change(AlertLevel next, long nanos) {
    return new Alert(
        next,
        level,
        rule.what().name(),
        subject.text(),
        events.sum(),
        rule.windowNanos() / 1e9,
        rule.ladder().warnAmount(),
        rule.ladder().criticalAmount(),
        nanos,
        subject.per().jsonName(),
        value(),
        rule.unit(),
        rule.text());
  }
}
