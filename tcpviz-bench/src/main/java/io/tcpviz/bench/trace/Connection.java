// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import java.util.List;

/** Two hosts that open a connection, exchange messages at given times, and close it. */
final class Connection {
  private static final int PORTS_A_CLIENT = 7_000;
  private static final int CONNECTIONS_A_CLIENT = 4;
  private static final long SERVER_DELAY_NANOS = 50_000;

  final Network network;
  final int flight;

  /** As both write it into their segments, in units of the window scale. */
  final int window;

  private final Plan plan;
  private final Runnable whenClosed;
  private final Host client;
  private final Host server;
  private int exchange;
  private int answer;

  /**
   * What a connection does.
   *
   * @param beginNanos when it opens
   * @param endNanos when it closes, unless its exchanges take longer
   * @param segments data segments of each exchange
   * @param uploads whether requests are long and answers short
   */
  record Plan(long beginNanos, long endNanos, List<Integer> segments, boolean uploads) {}

  Connection(Network network, Shape shape, int number, Plan plan, Runnable whenClosed) {
    this.network = network;
    this.flight = shape.flight;
    this.window = Math.max(502, 2 * flight * Host.MSS >> Host.WINDOW_SHIFT);
    this.plan = plan;
    this.whenClosed = whenClosed;
    int home = number / CONNECTIONS_A_CLIENT;
    long secret = scramble(home + (shape.seed << 32));
    int port =
        32_768
            + number % CONNECTIONS_A_CLIENT * PORTS_A_CLIENT
            + network.random.nextInt(PORTS_A_CLIENT);
    long spread = shape.maxClientDelayNanos - shape.minClientDelayNanos;
    long delay = shape.minClientDelayNanos + (secret >>> 1) % (spread + 1);
    client = new Host(this, 0x0A00_0000 | home * 0x9E_3779 & 0xFF_FFFF, port, delay, secret);
    int rack = shape.synOnly ? 0 : (int) (secret >>> 32) & 63;
    server =
        new Host(this, 0xC0A8_0101 + rack, 5_001 + rack % 4, SERVER_DELAY_NANOS, scramble(~secret));
  }

  Host peerOf(Host host) {
    return host == client ? server : client;
  }

  boolean isClient(Host host) {
    return host == client;
  }

  void open() {
    client.control(Packet.SYN);
  }

  /** What a host does about a SYN or a FIN. */
  void receiveControl(Host host, Packet packet) {
    if (packet.has(Packet.FIN)) {
      host.receiveFin();
      host.control(isClient(host) ? Packet.ACK : Packet.FIN | Packet.ACK);
      if (isClient(host)) {
        whenClosed.run();
      }
    } else if (isClient(host)) {
      host.control(Packet.ACK);
      planExchange();
    } else {
      host.control(Packet.SYN | Packet.ACK);
    }
  }

  /** What a host does about a request or an answer that it has as a whole. */
  void receiveMessage(Host host) {
    long now = network.agenda.now();
    if (isClient(host)) {
      planExchange();
    } else {
      long service = network.random.nextLong(20_000, 200_000);
      network.agenda.plan(now + service, () -> server.send(answer, lastLength()));
    }
  }

  private void planExchange() {
    long soon = network.agenda.now() + 20_000;
    if (exchange == plan.segments.size()) {
      network.agenda.plan(
          Math.max(soon, plan.endNanos), () -> client.control(Packet.FIN | Packet.ACK));
      return;
    }
    long step = (plan.endNanos - plan.beginNanos) / (plan.segments.size() + 1);
    long jitter = exchange == 0 ? 0 : network.random.nextLong(step / 2 + 1);
    long planned = plan.beginNanos + exchange * step + jitter;
    int segments = plan.segments.get(exchange++);
    answer = plan.uploads ? 1 : segments;
    network.agenda.plan(
        Math.max(soon, planned), () -> client.send(plan.uploads ? segments : 1, lastLength()));
  }

  private int lastLength() {
    return network.random.nextInt(100, Host.MSS);
  }

  /** Spreads the numbers over all bits. */
  private static long scramble(long number) {
    long mixed = (number + 0x9E37_79B9_7F4A_7C15L) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ mixed >>> 29) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ mixed >>> 32;
  }
}
