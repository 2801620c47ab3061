// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes one trace: opens connections, as many at a time as the shape says, until all are done. */
public final class Trace {
  private static final long EPOCH_NANOS = 1_700_000_000_000_000_000L;

  /** Handshake and close. */
  private static final int PACKETS_AROUND = 6;

  private final Shape shape;
  private final Agenda agenda = new Agenda();
  private final SplittableRandom random;
  private final Network network;
  private final PcapOutput out;
  private final long lifeNanos;
  private long packetsLeft;
  private int connectionsLeft;

  private Trace(Shape shape, OutputStream stream) {
    this.shape = shape;
    this.random = new SplittableRandom(shape.seed);
    this.out = new PcapOutput(stream, shape.snapLength);
    this.network = new Network(agenda, random, out, shape);
    this.packetsLeft = shape.packets;
    this.connectionsLeft = shape.connections;
    double generations = (double) shape.connections / open();
    double wholeNanos = 1e9 * shape.packets / shape.packetsPerSecond;
    this.lifeNanos = (long) (wholeNanos / (generations + 0.5));
  }

  /**
   * Writes a pcap file into a stream, which stays open.
   *
   * @throws IOException if the stream fails
   */
  public static TraceCounts write(Shape shape, OutputStream stream) throws IOException {
    try {
      return new Trace(shape, stream).write();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private TraceCounts write() throws IOException {
    if (shape.synOnly) {
      flood();
    } else {
      for (int i = 0; i < open(); i++) {
        long begin = EPOCH_NANOS + random.nextLong(lifeNanos / 2 + 1);
        agenda.plan(begin, this::openNext);
      }
      agenda.run();
    }
    out.flush();
    return network.counts(shape.connections);
  }

  private void flood() {
    Connection.Plan none = new Connection.Plan(0, 0, List.of(), false);
    for (int i = 0; i < shape.connections; i++) {
      agenda.start(EPOCH_NANOS + i * 1_000_000_000L / shape.packetsPerSecond);
      new Connection(network, shape, i, none, () -> {}).open();
    }
  }

  private int open() {
    return Math.min(shape.open, shape.connections);
  }

  private void openNext() {
    if (connectionsLeft == 0) {
      return;
    }
    int number = shape.connections - connectionsLeft;
    long now = agenda.now();
    Connection.Plan plan =
        new Connection.Plan(now, now + lifeNanos, segments(), random.nextInt(4) == 0);
    new Connection(network, shape, number, plan, this::closed).open();
  }

  private void closed() {
    agenda.plan(agenda.now() + random.nextLong(100_000, 1_000_000), this::openNext);
  }

  /** Shares out the packets that are left among the connections that are left. */
  private List<Integer> segments() {
    double mean = (double) packetsLeft / connectionsLeft--;
    double packets = mean * (connectionsLeft == 0 ? 1 : random.nextDouble(0.5, 1.5));
    double inExchanges = Math.max(1, packets - PACKETS_AROUND);
    int exchanges = (int) Math.max(1, inExchanges / (1 + 1.5 * shape.exchangeSegments));
    int left = (int) Math.max(exchanges, Math.round((inExchanges - exchanges) / 1.5));
    List<Integer> segments = new ArrayList<>(exchanges);
    long planned = PACKETS_AROUND;
    for (int i = 0; i < exchanges; i++) {
      int others = exchanges - i - 1;
      int most = Math.max(1, Math.min(left - others, 2 * left / (others + 1) - 1));
      int next = others == 0 ? Math.max(1, left) : random.nextInt(1, most + 1);
      segments.add(next);
      left -= next;
      planned += 1 + next + (next + 1) / 2;
    }
    packetsLeft -= planned;
    return segments;
  }
}
