// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.monitor.MonitorListener;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands of what was told: revisions replace, withdrawals take back. */
public final class Folded implements MonitorListener {
  private final Map<Long, TcpEvent> standing = new TreeMap<>();

  @Override
  public void said(LiveEvent event) {
    assertNull(standing.put(event.id(), event.event()), "told twice");
  }

  @Override
  public void revised(LiveEvent before, LiveEvent now) {
    withdrawn(before);
    said(now);
  }

  @Override
  public void withdrawn(LiveEvent before) {
    assertEquals(before.event(), standing.remove(before.id()));
  }

  /** What stands, in an order of its own. */
  List<String> events() {
    return standing.values().stream().map(TcpEvent::toString).sorted().toList();
  }
}
