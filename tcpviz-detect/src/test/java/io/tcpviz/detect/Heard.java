// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.TcpEvent;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What all scripts of a test run together made the analysis say. */
final class Heard {
  private static final Set<EventKind> KINDS =
      Collections.synchronizedSet(EnumSet.noneOf(EventKind.class));
  private static final Set<Reason> REASONS =
      Collections.synchronizedSet(EnumSet.noneOf(Reason.class));
  private static final Set<RetransmissionKind> TRIGGERS =
      Collections.synchronizedSet(EnumSet.noneOf(RetransmissionKind.class));

  private Heard() {}

  static void record(Analysis analysis) {
    for (TcpEvent event : analysis.events()) {
      KINDS.add(event.kind());
      REASONS.add(event.reason());
      if (event.detail() instanceof EventDetail.Retransmission detail) {
        TRIGGERS.add(detail.trigger());
        REASONS.addAll(detail.evidence());
      } else if (event.detail() instanceof EventDetail.OutOfOrder detail) {
        REASONS.addAll(detail.evidence());
      }
    }
  }

  static Set<EventKind> kinds() {
    return KINDS;
  }

  static Set<Reason> reasons() {
    return REASONS;
  }

  static Set<RetransmissionKind> triggers() {
    return TRIGGERS;
  }
}
