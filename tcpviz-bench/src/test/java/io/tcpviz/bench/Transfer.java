// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PacketBytes;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One upload, as a capture beside the client sees it: handshake, rounds of ten segments each,
 * close. Every second segment is acknowledged a round trip later. In a share of the rounds the
 * network loses one segment; the receiver reports it by duplicate ACKs with SACK, and the third of
 * them makes the client send it again.
 */
final class Transfer {
  private static final int SEGMENTS_PER_ROUND = 10;
  private static final int PAYLOAD = 1448;
  private static final long ROUND_TRIP_NANOS = 20_000_000L;
  private static final long SPACING_NANOS = 12_000L;
  private static final long HOST_NANOS = 30_000L;

  private final List<CapturedPacket> packets;
  private final SplittableRandom random;
  private final PacketBytes up;
  private final PacketBytes down;
  private int clientSeq;
  private int serverSeq;
  private int clientIpId;
  private int serverIpId;
  private long now;
  private int losses;

  Transfer(
      List<CapturedPacket> packets,
      SplittableRandom random,
      Endpoint client,
      Endpoint server,
      long startNanos) {
    this.packets = packets;
    this.random = random;
    this.up = PacketBytes.between(client, server).window(502);
    this.down = PacketBytes.between(server, client).window(8192);
    this.clientSeq = random.nextInt();
    this.serverSeq = random.nextInt();
    this.clientIpId = random.nextInt(1, 0x8000);
    this.serverIpId = random.nextInt(1, 0x8000);
    this.now = startNanos;
  }

  /** Plays the whole connection and tells how many segments were lost and sent again. */
  int play(int rounds, double lossRate) {
    open();
    for (int round = 0; round < rounds; round++) {
      if (random.nextDouble() < lossRate) {
        roundWithLoss();
      } else {
        round();
      }
    }
    close();
    return losses;
  }

  private void open() {
    send(now, up.seq(clientSeq).flags(TcpFlags.SYN).mss(1460).sackPermitted().windowShift(7));
    clientSeq++;
    now += ROUND_TRIP_NANOS;
    answer(
        now,
        down.seq(serverSeq)
            .ack(clientSeq)
            .flags(TcpFlags.SYN | TcpFlags.ACK)
            .mss(1460)
            .sackPermitted()
            .windowShift(7));
    serverSeq++;
    now += HOST_NANOS;
    send(now, up.seq(clientSeq).ack(serverSeq));
    now += HOST_NANOS;
  }

  private void round() {
    for (int i = 0; i < SEGMENTS_PER_ROUND; i++) {
      sendData(now + i * SPACING_NANOS, i);
    }
    for (int i = 1; i < SEGMENTS_PER_ROUND; i += 2) {
      acknowledge(now + i * SPACING_NANOS + ROUND_TRIP_NANOS, i + 1);
    }
    now += SEGMENTS_PER_ROUND * SPACING_NANOS + ROUND_TRIP_NANOS;
    clientSeq += SEGMENTS_PER_ROUND * PAYLOAD;
  }

  private void roundWithLoss() {
    losses++;
    int lost = random.nextInt(SEGMENTS_PER_ROUND - 4);
    for (int i = 0; i < SEGMENTS_PER_ROUND; i++) {
      sendData(now + i * SPACING_NANOS, i);
    }
    for (int i = 1; i < lost; i += 2) {
      acknowledge(now + i * SPACING_NANOS + ROUND_TRIP_NANOS, i + 1);
    }
    for (int i = lost + 1; i < SEGMENTS_PER_ROUND; i++) {
      reportHole(now + i * SPACING_NANOS + ROUND_TRIP_NANOS, lost, i + 1);
    }
    long repair = now + (lost + 3) * SPACING_NANOS + ROUND_TRIP_NANOS + HOST_NANOS;
    sendData(repair, lost);
    now = repair + ROUND_TRIP_NANOS;
    acknowledge(now, SEGMENTS_PER_ROUND);
    now += HOST_NANOS;
    clientSeq += SEGMENTS_PER_ROUND * PAYLOAD;
  }

  private void close() {
    send(now, up.seq(clientSeq).ack(serverSeq).flags(TcpFlags.FIN | TcpFlags.ACK));
    now += ROUND_TRIP_NANOS;
    answer(now, down.seq(serverSeq).ack(clientSeq + 1).flags(TcpFlags.FIN | TcpFlags.ACK));
    now += HOST_NANOS;
    send(now, up.seq(clientSeq + 1).ack(serverSeq + 1));
  }

  private void sendData(long nanos, int index) {
    send(nanos, up.seq(clientSeq + index * PAYLOAD).ack(serverSeq).payload(PAYLOAD));
  }

  private void acknowledge(long nanos, int segments) {
    answer(nanos, down.seq(serverSeq).ack(clientSeq + segments * PAYLOAD));
  }

  /** A duplicate ACK: everything from behind the lost segment up to {@code end} has arrived. */
  private void reportHole(long nanos, int lost, int end) {
    answer(
        nanos,
        down.seq(serverSeq)
            .ack(clientSeq + lost * PAYLOAD)
            .sack(clientSeq + (lost + 1) * PAYLOAD, clientSeq + end * PAYLOAD));
  }

  private void send(long nanos, PacketBytes packet) {
    int tick = (int) (nanos / 1_000_000);
    packets.add(
        SyntheticTrace.capture(nanos, packet.ipId(clientIpId++ & 0xFFFF).timestamps(tick, tick)));
  }

  private void answer(long nanos, PacketBytes packet) {
    int tick = (int) (nanos / 1_000_000);
    int echoed = (int) ((nanos - ROUND_TRIP_NANOS) / 1_000_000);
    packets.add(
        SyntheticTrace.capture(nanos, packet.ipId(serverIpId++ & 0xFFFF).timestamps(tick, echoed)));
  }
}
