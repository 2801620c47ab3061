// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.Reason;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a segment was sent before or after another one of the same sender that passed earlier, by
 * what its sender wrote into both.
 *
 * <p>Three independent clocks tell: TSval, which never runs backwards (RFC 7323 §3.2); the IPv4
 * identification, where the sender is seen to count it up; and the acknowledgment number, which
 * only grows. Each is silent when equal.
 */
final class SendingOrder {
  private static final int TIMESTAMP_WEIGHT = 4;
  private static final int IP_ID_WEIGHT = 3;
  private static final int ACK_WEIGHT = 3;

  private int score; // positive: sent later; negative: sent earlier
  private final List<Reason> later = new ArrayList<>(3);
  private final List<Reason> earlier = new ArrayList<>(3);

  private SendingOrder() {}

  /**
   * Compares with the segment whose marks an entry of the flight keeps: its latest copy, or the
   * segment that left the hole.
   */
  static SendingOrder of(Sender sender, TcpSegment segment, int entry) {
    SendingOrder order = new SendingOrder();
    Flight flight = sender.flight();
    if (segment.hasTimestamps() && sender.marks().hasTimestamps()) {
      order.compare(
          SequenceSpace.distance(flight.tsVal(entry), segment.tsVal()),
          TIMESTAMP_WEIGHT,
          Reason.NEWER_TIMESTAMP,
          Reason.OLDER_TIMESTAMP);
    }
    if (sender.marks().ipIdsInOrder() && segment.ipId() != 0) {
      order.compare(
          (short) (segment.ipId() - flight.ipId(entry)),
          IP_ID_WEIGHT,
          Reason.LATER_IP_ID,
          Reason.EARLIER_IP_ID);
    }
    if (segment.has(TcpFlags.ACK) && sender.peer().isSynced()) {
      order.compare(
          SequenceSpace.distance(sender.peer().una(), segment.ack()),
          ACK_WEIGHT,
          Reason.NEWER_ACK,
          Reason.OLDER_ACK);
    }
    return order;
  }

  private void compare(int difference, int weight, Reason ifLater, Reason ifEarlier) {
    if (difference > 0) {
      score += weight;
      later.add(ifLater);
    } else if (difference < 0) {
      score -= weight;
      earlier.add(ifEarlier);
    }
  }

  /** Positive if sent after the other segment, negative if before, zero if nothing tells. */
  int score() {
    return score;
  }

  /** What says that it was sent after the other one. */
  List<Reason> later() {
    return later;
  }

  /** What says that it was sent before the other one. */
  List<Reason> earlier() {
    return earlier;
  }
}
