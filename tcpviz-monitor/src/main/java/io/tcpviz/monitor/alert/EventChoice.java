// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.TcpEvent;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which events count: those of one of the kinds and, where reasons or triggers are named, with one
 * of those too.
 */
record EventChoice(Set<EventKind> kinds, Set<Reason> reasons, Set<RetransmissionKind> triggers) {
  /**
   * The kinds that are somebody's trouble. Probes and keep-alives are normal, copies and gaps are
   * the capture's own, a window that shrinks and holds nobody back does no harm, and that a window
   * is full is a state of which only what follows says whether it holds anybody back.
   */
  static final Set<EventKind> TROUBLES =
      Collections.unmodifiableSet(
          EnumSet.of(
              EventKind.RETRANSMISSION,
              EventKind.OUT_OF_ORDER,
              EventKind.LOSS_INFER,
              EventKind.HANDSHAKE_ANOMALY,
              EventKind.TEARDOWN_ANOMALY,
              EventKind.ZERO_WINDOW));

  static EventChoice of(EventKind kind) {
    return new EventChoice(Set.of(kind), Set.of(), Set.of());
  }

  static EventChoice of(Set<EventKind> kinds) {
    return new EventChoice(kinds, Set.of(), Set.of());
  }

  /** Events of any kind for one of {@code reasons}. */
  static EventChoice ofReasons(Set<Reason> reasons) {
    return new EventChoice(EnumSet.allOf(EventKind.class), reasons, Set.of());
  }

  /** Retransmissions brought about by one of {@code triggers}. */
  static EventChoice ofTriggers(Set<RetransmissionKind> triggers) {
    return new EventChoice(Set.of(EventKind.RETRANSMISSION), Set.of(), triggers);
  }

  boolean matches(TcpEvent event) {
    return kinds.contains(event.kind())
        && (reasons.isEmpty() || reasons.contains(event.reason()))
        && (triggers.isEmpty()
            || event.detail() instanceof EventDetail.Retransmission resent
                && triggers.contains(resent.trigger()));
  }
}
