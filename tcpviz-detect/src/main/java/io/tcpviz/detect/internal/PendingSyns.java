// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.Trouble;
import java.util.ArrayList;
import java.util.List;

/** Counts SYNs that no answer came to, but for which it was too early to say so. */
final class PendingSyns {
  /** So many are worth a word even if none could be waited for. */
  private static final long MANY = 100;

  /** And if they are more than one connection in so many. */
  private static final long SHARE = 100;

  private static final int MOST_NAMED = 10;

  private final List<Integer> named = new ArrayList<>();
  private @Nullable Places places;
  private long pending;
  private long connections;

  void flow(FlowSummary flow) {
    connections++;
    boolean told = flow.eventCounts().containsKey(EventKind.HANDSHAKE_ANOMALY);
    if (flow.state() != FlowState.SYN_SENT || told) {
      return;
    }
    pending++;
    Places place = new Places(flow.id().server());
    if (places == null) {
      places = place;
    } else {
      places.add(place);
    }
    if (named.size() < MOST_NAMED) {
      named.add(flow.id().connection());
    }
  }

  void tell(List<Finding> into) {
    Places all = places;
    if (all != null && pending >= MANY && pending > connections / SHARE) {
      int count = (int) Math.min(pending, Integer.MAX_VALUE);
      String sentence = Sentences.of(Trouble.SYN_PENDING, all.text(false), count, pending, 0, true);
      into.add(
          new Finding(
              Trouble.SYN_PENDING,
              Severity.WARNING,
              sentence,
              0,
              named,
              count,
              0,
              all.single(),
              null));
    }
  }
}
