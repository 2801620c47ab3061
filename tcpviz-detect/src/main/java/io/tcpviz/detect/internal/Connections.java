// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;

/**
 * The connections that are followed, from their first segment to their summary. Their number is
 * bounded: ended ones leave after a while, and beyond the bound the longest silent ones leave early
 * and are counted.
 */
final class Connections {
  /** How long an ended connection is kept for late segments: twice the usual lifetime of one. */
  private static final long LINGER_NANOS = 60_000_000_000L;

  private static final int SWEPT_PER_OPENING = 4;
  private static final int SWEPT_FOR_ROOM = 256;

  private final EventSink sink;
  private final int max;
  private final Mirror mirror;
  private final FlowTable table = new FlowTable();
  private final Paths paths = new Paths();
  private final IpIds.OfHosts ipIds = new IpIds.OfHosts();

  private int opened;
  private long evicted;
  private long oneSided;

  Connections(EventSink sink, int max, Mirror mirror) {
    this.sink = sink;
    this.max = max;
    this.mirror = mirror;
  }

  int opened() {
    return opened;
  }

  long evicted() {
    return evicted;
  }

  long oneSided() {
    return oneSided;
  }

  @Nullable
  Flow find(TcpSegment segment) {
    return table.find(segment);
  }

  /**
   * Opens the connection of its first segment. Who is the client is told by a SYN; without one the
   * lower port is taken for the server's.
   */
  Flow open(TcpSegment first, long nowNanos) {
    makeRoom(nowNanos);
    return enter(first);
  }

  /** Ends a connection and opens another one of the same endpoints in its place. */
  Flow reopen(Flow old, TcpSegment first) {
    end(old);
    return enter(first);
  }

  /** Ends all connections, in order of first sight. */
  void endAll() {
    for (Flow flow : table.all()) {
      end(flow);
    }
  }

  private Flow enter(TcpSegment first) {
    boolean fromClient =
        first.has(TcpFlags.SYN)
            ? !first.has(TcpFlags.ACK)
            : first.destinationPort() <= first.sourcePort();
    Flow flow = new Flow(opened++, first, fromClient);
    Paths.Path path = paths.of(first, fromClient);
    flow.client.trips.share(path.toClient);
    flow.server.trips.share(path.toServer);
    flow.senderOf(first).marks.share(ipIds.of(first.sourceHigh(), first.sourceLow()));
    flow.senderOf(first)
        .peer()
        .marks
        .share(ipIds.of(first.destinationHigh(), first.destinationLow()));
    table.put(first, flow);
    return flow;
  }

  private void makeRoom(long nowNanos) {
    for (Flow flow : table.sweep(SWEPT_PER_OPENING)) {
      if (flow.isOver() && nowNanos - flow.lastNanos() > LINGER_NANOS) {
        table.remove(flow);
        end(flow);
      }
    }
    if (table.size() >= max) {
      Flow idlest = idlest();
      table.remove(idlest);
      end(idlest);
      evicted++;
    }
  }

  private Flow idlest() {
    Flow idlest = null;
    while (idlest == null) {
      for (Flow flow : table.sweep(SWEPT_FOR_ROOM)) {
        idlest = idlest == null ? flow : idler(idlest, flow);
      }
    }
    return idlest;
  }

  private static Flow idler(Flow one, Flow other) {
    if (one.isOver() != other.isOver()) {
      return one.isOver() ? one : other;
    }
    return one.lastNanos() <= other.lastNanos() ? one : other;
  }

  private void end(Flow flow) {
    if (flow.client.totals.duplicatePackets + flow.server.totals.duplicatePackets > 0) {
      mirror.decide(); // its copies must be counted before its summary is made
    }
    flow.settle();
    if (flow.isOneSided()) {
      oneSided++;
    }
    sink.flow(
        new FlowSummary(
            flow.id(),
            flow.source,
            flow.firstFrame,
            flow.firstNanos,
            flow.lastNanos(),
            flow.state(),
            flow.handshakeNanos,
            RoundTrips.summary(flow.client.trips, flow.server.trips),
            Trust.of(flow),
            flow.client.totals.summary(flow.client),
            flow.server.totals.summary(flow.server),
            flow.eventCounts(),
            flow.severity(),
            Math.min(flow.lostTimeNanos, flow.lastNanos() - flow.firstNanos)));
  }
}
