// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.live;

import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.FollowedOpening;
import io.tcpviz.monitor.Limits;
import io.tcpviz.monitor.Monitor;
import io.tcpviz.monitor.MonitorListener;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** A monitor of a live capture, and everything that it read and told. */
final class WatchedLive implements MonitorListener {
  final List<CapturedPacket> packets = new ArrayList<>();
  final List<TcpEvent> settled = new ArrayList<>();
  final CountDownLatch last = new CountDownLatch(1);
  private final Map<Long, TcpEvent> standing = new ConcurrentHashMap<>();
  private final int lastPort;
  private final Monitor monitor =
      new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(this));

  /**
   * Nothing watched yet.
   *
   * @param lastPort the last packet to come is from this port
   */
  WatchedLive(int lastPort) {
    this.lastPort = lastPort;
  }

  RunSummary run(FollowedOpening opening) throws IOException {
    return monitor.run(idle -> RecordedCapture.of(opening.open(idle), this::record)).summary();
  }

  void stop() {
    monitor.stop();
  }

  private void record(CapturedPacket packet) {
    packets.add(packet);
    byte[] octets = packet.bytes();
    int ports = 34; // behind Ethernet and IPv4 without options
    if (octets.length > ports + 1 && (octets[ports] << 8 | octets[ports + 1] & 0xFF) == lastPort) {
      last.countDown();
    }
  }

  /** What was told and not taken back, in the order of texts. */
  List<String> standing() {
    return sorted(standing.values().stream().map(TcpEvent::toString).toList());
  }

  /** The frames, in the order of their octets. */
  List<String> frames() {
    HexFormat hex = HexFormat.of();
    return sorted(packets.stream().map(packet -> hex.formatHex(packet.bytes())).toList());
  }

  static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  /** How many events of a kind each connection has. */
  Map<String, Long> kindsByConnection() {
    return settled.stream()
        .collect(
            Collectors.groupingBy(
                event -> event.flow() + " " + event.kind(), TreeMap::new, Collectors.counting()));
  }

  @Override
  public void said(LiveEvent event) {
    standing.put(event.id(), event.event());
  }

  @Override
  public void revised(LiveEvent before, LiveEvent now) {
    standing.remove(before.id());
    standing.put(now.id(), now.event());
  }

  @Override
  public void withdrawn(LiveEvent before) {
    standing.remove(before.id());
  }

  @Override
  public void settled(TcpEvent event) {
    settled.add(event);
  }
}
