// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.wire.TcpSegment;
import org.junit.jupiter.api.Test;

/** What a sender's trouble leaves behind does not stay for the life of its connection. */
class RecoveryTest {
  private final Flow flow = new Flow(0, segment(), true, new Shared());
  private final Recovery recovery = new Recovery();

  private static TcpSegment segment() {
    return Segments.of(Segments.fromClient(), 0, 1);
  }

  private PendingEvent claim(int start, int end, long nanos) {
    PendingEvent event = new PendingEvent(flow, null, true);
    recovery.repaired(new Recovery.Claim(start, end, event, false, nanos, 0));
    return event;
  }

  @Test
  void whatIsOldAndAcknowledgedIsSettledAndForgotten() {
    PendingEvent old = claim(100, 200, 1_000);
    PendingEvent unacknowledged = claim(200, 301, 1_000);
    PendingEvent young = claim(100, 200, 2_000);

    recovery.forget(300, 2_000);

    assertFalse(old.isOpen());
    assertTrue(unacknowledged.isOpen());
    assertTrue(young.isOpen());
    assertEquals(2, recovery.repaired().size());
  }
}
