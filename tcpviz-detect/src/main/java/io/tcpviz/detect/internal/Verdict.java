// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.Reason;
import java.util.List;

/**
 * The judgement on a segment that brings octets from below nxt.
 *
 * @param arrival {@link Arrival#RETRANSMISSION}, {@link Arrival#REORDERED} or, for a copy of a
 *     packet that was sent again meanwhile, {@link Arrival#IGNORED}
 * @param confidence 0 to 1
 * @param evidence what spoke for it, the strongest first; never empty
 */
record Verdict(Arrival arrival, double confidence, List<Reason> evidence) {
  private static final double[] CONFIDENCE = {0.5, 0.65, 0.75, 0.9, 0.95, 0.97};

  static Verdict of(Arrival arrival, int score, List<Reason> evidence) {
    int firmness = Math.min(Math.abs(score), CONFIDENCE.length - 1);
    return new Verdict(arrival, CONFIDENCE[firmness], List.copyOf(evidence));
  }

  static Verdict certain(Arrival arrival, Reason reason) {
    return new Verdict(arrival, CONFIDENCE[CONFIDENCE.length - 1], List.of(reason));
  }

  Reason reason() {
    return evidence.get(0);
  }
}
