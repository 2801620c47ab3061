// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.LiveSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.testkit.CapturedPacket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Listens to a live analysis, as a reader of its events does: replaces and takes back as told. */
final class LiveReader implements LiveSink {
  /** Events that stand, by id. */
  final Map<Long, TcpEvent> standing = new LinkedHashMap<>();

  final List<TcpEvent> settled = new ArrayList<>();
  int revisions;
  int withdrawals;
  private long lastId;

  /** Hears all of {@code packets} to their end. */
  static LiveReader of(List<CapturedPacket> packets, AnalysisConfig config) {
    LiveReader reader = new LiveReader();
    FrameFeed feed = new FlowAnalyzer(config).live("script", reader, reader.settled::add);
    packets.forEach(packet -> reader.hand(feed, packet));
    feed.finish();
    return reader;
  }

  /** Hands one packet to the analysis that this listens to. */
  void hand(FrameFeed feed, CapturedPacket packet) {
    byte[] bytes = packet.bytes();
    feed.frame(
        bytes,
        0,
        bytes.length,
        packet.originalLength(),
        packet.timestampNanos(),
        packet.linkType());
  }

  @Override
  public void said(LiveEvent event) {
    assertEquals(++lastId, event.id());
    assertNull(standing.put(event.id(), event.event()));
  }

  @Override
  public void revised(LiveEvent before, LiveEvent now) {
    assertSame(before.event(), standing.remove(before.id()), "revises what does not stand");
    assertFalse(before.event().equals(now.event()), "says the same again");
    assertEquals(before.event().packet(), now.event().packet());
    said(now);
    revisions++;
  }

  @Override
  public void withdrawn(LiveEvent before) {
    assertTrue(standing.remove(before.id(), before.event()), "takes back what does not stand");
    withdrawals++;
  }

  /** What stands, in an order that both ways of analysing share. */
  List<String> events() {
    return sorted(standing.values());
  }

  /** {@code events} in the same order as {@link #events()}. */
  static List<String> sorted(Iterable<TcpEvent> events) {
    List<TcpEvent> list = new ArrayList<>();
    events.forEach(list::add);
    return list.stream()
        .sorted(Comparator.comparingLong((TcpEvent event) -> event.packet().frame()))
        .map(TcpEvent::toString)
        .sorted()
        .toList();
  }
}
