// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import io.tcpviz.core.Nullable;

/** One end of a connection: what it sends, what it has received, and how it answers. */
final class Host {
  static final int MSS = 1_448;
  static final int WINDOW_SHIFT = 7;

  final int address;
  final int port;
  final Connection connection;

  private final long delayNanos;
  private final int timestampOffset;
  private final Received received = new Received();

  private int next;
  private int passedNext;
  private int congestionWindow = 10;
  private int ipId;
  private int echo;
  private int lastAckSent;
  private int awaited;
  private int unacknowledged;
  private long lastArrival;
  private @Nullable Burst burst;

  /**
   * A host.
   *
   * @param delayNanos from the capture point to it, one way
   * @param secret makes its numbers
   */
  Host(Connection connection, int address, int port, long delayNanos, long secret) {
    this.connection = connection;
    this.address = address;
    this.port = port;
    this.delayNanos = delayNanos;
    this.timestampOffset = (int) secret;
    this.next = network().random.nextInt();
    this.passedNext = next;
    this.ipId = network().random.nextInt();
  }

  Network network() {
    return connection.network;
  }

  Host peer() {
    return connection.peerOf(this);
  }

  int receivedNext() {
    return received.next();
  }

  int passedNext() {
    return passedNext;
  }

  void passed(int end) {
    if (end - passedNext > 0) {
      passedNext = end;
    }
  }

  int timestamp() {
    return (int) ((network().agenda.now() - delayNanos) / 1_000_000) + timestampOffset;
  }

  int echo() {
    return echo;
  }

  /** Counts up in each connection, as Linux does; a SYN-ACK has none. */
  int nextIpId(int flags) {
    return flags == (Packet.SYN | Packet.ACK) ? 0 : ipId++ & 0xFFFF;
  }

  int window(Packet packet) {
    return packet.has(Packet.SYN) ? 64_240 : connection.window;
  }

  /** When what passes the capture point now makes this host answer, as seen there. */
  long arrival(long thereNanos) {
    lastArrival = Math.max(lastArrival + 1, thereNanos + 2 * delayNanos);
    return lastArrival;
  }

  /** Both halves of the path. */
  long roundTripNanos() {
    return 2 * (delayNanos + peer().delayNanos);
  }

  /** Sends a segment without payload. */
  void control(int flags) {
    Packet packet = new Packet(this, flags, next, 0);
    if ((flags & (Packet.SYN | Packet.FIN)) != 0) {
      next++;
    }
    acknowledgmentLeaves();
    network().send(packet, false);
  }

  /** Sends data; the last segment is the shorter one. */
  void send(int segments, int lastLength) {
    Burst data = new Burst(this, next, segments, lastLength, congestionWindow);
    next = data.end();
    peer().awaited = next;
    burst = data;
    data.send();
  }

  void acknowledgmentLeaves() {
    lastAckSent = received.next();
    unacknowledged = 0;
  }

  void receive(Packet packet) {
    if (packet.has(Packet.SYN)) {
      received.start(packet.seq + 1);
      lastAckSent = received.next();
      echo = packet.tsval;
    }
    if (packet.seq - lastAckSent <= 0 && packet.tsval - echo > 0) {
      echo = packet.tsval;
    }
    if (burst != null && packet.has(Packet.ACK)) {
      burst.acknowledge(packet);
      congestionWindow = burst.window();
      burst = burst.isDone() ? null : burst;
    }
    if (packet.length > 0) {
      receiveData(packet);
    } else if (packet.has(Packet.SYN | Packet.FIN)) {
      connection.receiveControl(this, packet);
    }
  }

  /** A FIN takes a sequence number. */
  void receiveFin() {
    received.add(received.next(), received.next() + 1);
  }

  private void receiveData(Packet packet) {
    boolean hadHoles = received.hasHoles();
    boolean isNew = received.add(packet.seq, packet.seq + packet.length);
    boolean isComplete = isNew && received.next() == awaited;
    unacknowledged++;
    if (hadHoles || received.hasHoles() || !isNew) {
      acknowledge(isNew, packet);
    } else if (unacknowledged >= 2 || (isComplete && connection.isClient(this))) {
      control(Packet.ACK);
    }
    if (isComplete) {
      connection.receiveMessage(this);
    }
  }

  private void acknowledge(boolean isNew, Packet packet) {
    Packet report = new Packet(this, Packet.ACK, next, 0);
    report.sack = received.blocks(packet.seq, packet.seq + packet.length, !isNew);
    acknowledgmentLeaves();
    network().send(report, false);
  }
}
