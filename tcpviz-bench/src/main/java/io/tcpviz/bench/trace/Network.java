// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

/** What lies between the hosts: paths that lose, swap and copy, and the capture point. */
final class Network {
  /** A full-size frame at 10 Gbit/s. */
  static final long SPACING_NANOS = 1_300;

  final Agenda agenda;
  final SplittableRandom random;
  private final PcapOutput out;
  private final double anomalies;
  private final boolean isDeaf;

  private long packets;
  private long bytes;
  private long dataSegments;
  private long retransmissions;
  private long unseenRepairs;
  private long outOfOrder;
  private long duplicates;
  private long lost;

  Network(Agenda agenda, SplittableRandom random, PcapOutput out, Shape shape) {
    this.agenda = agenda;
    this.random = random;
    this.out = out;
    this.anomalies = shape.anomalies;
    this.isDeaf = shape.synOnly;
  }

  boolean isLossy() {
    return anomalies > 0;
  }

  /** Takes a packet from a host. Only data meet anomalies. */
  void send(Packet packet, boolean othersFollow) {
    double fate = anomalies > 0 && packet.length > 0 ? random.nextDouble() / anomalies : 1;
    if (fate < 0.25) {
      lost++;
    } else if (fate < 0.5) {
      lost++;
      packet.lostBehind = true;
      packet.happen();
    } else if (fate < 0.75 && othersFollow) {
      agenda.plan(agenda.now() + 3 * SPACING_NANOS / 2, packet);
    } else {
      packet.happen();
      if (fate >= 0.75 && fate < 1) {
        agenda.plan(agenda.now() + random.nextLong(2_000, 50_000), packet.copy());
      }
    }
  }

  /** Captures a packet and carries it on. */
  void pass(Packet packet) {
    try {
      bytes += out.write(agenda.now(), packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    packets++;
    count(packet);
    if (!packet.lostBehind && !isDeaf) {
      Host to = packet.from.peer();
      agenda.plan(to.arrival(agenda.now() + random.nextLong(10_000, 60_000)), packet);
    }
  }

  private void count(Packet packet) {
    if (packet.length > 0) {
      dataSegments++;
      boolean isLate = packet.from.passedNext() - packet.seq > 0;
      packet.from.passed(packet.seq + packet.length);
      if (packet.isCopy) {
        duplicates++;
      } else if (packet.repeats) {
        retransmissions++;
        unseenRepairs += isLate ? 0 : 1;
      } else if (isLate) {
        outOfOrder++;
      }
    }
  }

  TraceCounts counts(long connections) {
    return new TraceCounts(
        packets,
        bytes,
        connections,
        dataSegments,
        retransmissions,
        unseenRepairs,
        outOfOrder,
        duplicates,
        lost);
  }
}
