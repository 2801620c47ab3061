// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.Direction;
import java.util.Set;

/**
 * What is counted, of whom, and from when on it is an alert.
 *
 * @param number tells it from all other rules of a book
 * @param what what is counted
 * @param text the rule as the user wrote it; empty if nobody did
 * @param where in which connections
 * @param volume what it wants to know of all traffic
 * @param per of whom
 * @param windowNanos length of the window
 */
record AlertRule(
    int number,
    Countable what,
    String text,
    Whereabouts where,
    Volume volume,
    Ladder ladder,
    Set<Per> per,
    long windowNanos) {
  private static final int MOST_TIMES = 4_096;

  /** The thresholds that hold for a kind where no rule was written. */
  static AlertRule ofKind(EventKind kind, Ladder ladder, Set<Per> per, long windowNanos) {
    Countable what = new Countable(kind.jsonName(), EventChoice.of(kind), Measure.EVENTS);
    return new AlertRule(
        kind.ordinal(), what, "", Whereabouts.ANYWHERE, Volume.NONE, ladder, per, windowNanos);
  }

  /** Whether it counts {@code event}. */
  boolean matches(TcpEvent event) {
    return what.choice().matches(event) && where.contains(event.flow());
  }

  /**
   * The direction to which an event belongs: that of its packet, as in its {@code flow_id}; but
   * where it is a share of what was sent, losses belong to what was lost.
   */
  Direction direction(TcpEvent event) {
    boolean isElsewhere =
        volume.isAsked() && event.detail() instanceof EventDetail.Loss loss && !loss.lostBySender();
    return isElsewhere ? event.direction().reverse() : event.direction();
  }

  /** What it adds up of one subject: exact as long as its limits are within reach. */
  WindowSum window() {
    double limit = Math.max(finite(ladder.warnAmount()), finite(ladder.criticalAmount()));
    boolean isCount = what.measure() == Measure.EVENTS && volume.share() == null;
    double times = isCount ? Math.min(2 * limit, MOST_TIMES) : 0;
    return new WindowSum(windowNanos, Math.max(WindowSum.LEAST_TIMES, (int) times));
  }

  /** In what its limits are given. */
  String unit() {
    return volume.share() == null ? what.measure().unit() : "%";
  }

  private static double finite(double amount) {
    return Double.isFinite(amount) ? amount : 0;
  }
}
