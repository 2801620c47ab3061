// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.PacketRef;
import io.tcpviz.core.event.PathEstimate;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;
import io.tcpviz.report.LivePart;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept for a live page, and what is told as a change. */
class LiveStateTest {
  private final LiveState state = new LiveState(new LiveBounds(3, 10, 2, 2, 4, 1));

  private static LiveEvent event(long id) {
    FlowId flow = new FlowId(7, Endpoint.ofIpv4(1, 50_000), Endpoint.ofIpv4(2, 443), true);
    return new LiveEvent(
        id,
        new TcpEvent(
            Severity.INFO,
            Reason.OCTETS_SEEN_BEFORE,
            1,
            flow,
            Direction.CLIENT_TO_SERVER,
            new PacketRef(0, id, 1_000 + id, 1, 1, 1, 0),
            new PathEstimate(-1, -1, -1),
            new EventDetail.Probe(EventKind.KEEP_ALIVE, 1)));
  }

  private static List<Long> ids(LivePart part) {
    return part.events().stream().map(LiveEvent::id).toList();
  }

  private LivePart changes() throws LiveState.TooMuchException {
    LivePart part = state.changes();
    assertNotNull(part);
    return part;
  }

  @Test
  void eventsAreKeptAsTheyStand() {
    state.said(event(1));
    state.said(event(2));
    state.revised(event(1), event(3));
    state.withdrawn(event(2));

    assertEquals(List.of(3L), ids(state.all()));
  }

  @Test
  void ofManyEventsTheLatestAreKept() {
    for (long id = 1; id <= 5; id++) {
      state.said(event(id));
    }

    assertEquals(List.of(3L, 4L, 5L), ids(state.all()));
  }

  @Test
  void ofManyAlertsTheLatestAreKept() {
    state.alert(Alerts.of("a"));
    state.alert(Alerts.of("b"));
    state.alert(Alerts.of("c"));

    assertEquals(2, state.all().alerts().size());
  }

  @Test
  void whileNobodyLooksNoChangeIsNoted() throws LiveState.TooMuchException {
    state.said(event(1));

    assertTrue(state.isForsaken());
    assertNull(state.changes());
  }

  @Test
  void whileSomebodyLooksChangesAreToldOnce() throws LiveState.TooMuchException {
    state.said(event(1));
    state.look();
    state.said(event(2));
    state.said(event(3));
    state.revised(event(1), event(4));
    state.withdrawn(event(3));

    LivePart part = changes();
    assertEquals(List.of(2L, 4L), ids(part));
    assertEquals(List.of(1L, 3L), part.withdrawn());
    assertNull(state.changes());
  }

  @Test
  void whereTooMuchChangesAPageShouldBeginAnew() throws LiveState.TooMuchException {
    state.look();
    for (long id = 1; id <= 5; id++) {
      state.said(event(id));
    }

    assertThrows(LiveState.TooMuchException.class, state::changes);
    assertNull(state.changes());
    assertEquals(List.of(3L, 4L, 5L), ids(state.all()));
  }
}
