// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PacketBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** One packet of a random stream before it is known where its connection stands. */
record Draft(
    boolean inOrder,
    int connection,
    boolean fromClient,
    int flags,
    int seqStep,
    int ackStep,
    int length,
    int window,
    int sackFrom,
    int sackTo,
    boolean timestamps,
    int ipId,
    long pause) {
  private static final int[] FLAGS = {
    TcpFlags.ACK,
    TcpFlags.ACK,
    TcpFlags.ACK | TcpFlags.PSH,
    TcpFlags.SYN,
    TcpFlags.SYN | TcpFlags.ACK,
    TcpFlags.FIN | TcpFlags.ACK,
    TcpFlags.RST,
    TcpFlags.RST | TcpFlags.ACK,
    0,
    0xFF
  };
  private static final int[] LENGTHS = {0, 0, 1, 500, 500, 1_000, 1_460};
  private static final int[] WINDOWS = {0, 1, 500, 2_000, 65_535};
  private static final long[] PAUSES = {
    -5_000_000, 0, 0, 50_000, 1_000_000, 20_000_000, 300_000_000, 4_000_000_000L, 70_000_000_000L
  };

  static Draft draw(Random random) {
    return new Draft(
        random.nextInt(4) > 0,
        random.nextInt(3),
        random.nextBoolean(),
        FLAGS[random.nextInt(FLAGS.length)],
        random.nextInt(9) - 4,
        random.nextInt(9) - 4,
        LENGTHS[random.nextInt(LENGTHS.length)],
        WINDOWS[random.nextInt(WINDOWS.length)],
        random.nextInt(12),
        random.nextInt(12),
        random.nextBoolean(),
        random.nextInt(4) == 0 ? 0 : random.nextInt(50),
        PAUSES[random.nextInt(PAUSES.length)]);
  }

  /** Streams of up to a hundred packets. */
  static Arbitrary<List<Draft>> lists() {
    return Arbitraries.randomValue(Draft::draw).list().ofMaxSize(100);
  }

  /** Keeps to what comes next where a draft says so, and steps aside from it where not. */
  static List<CapturedPacket> packets(List<Draft> drafts) {
    return packets(drafts, 1);
  }

  /** The same with pauses that last so many times as long. */
  static List<CapturedPacket> packets(List<Draft> drafts, int stretch) {
    List<CapturedPacket> packets = new ArrayList<>();
    int[][] nxt = {{-2_000, 70_000}, {-1, 5}, {1 << 30, -(1 << 30)}};
    long now = 1_700_000_000_000_000_000L;
    for (Draft draft : drafts) {
      now += draft.inOrder() ? 100_000 : draft.pause() * stretch;
      int[] next = nxt[draft.connection()];
      int own = draft.fromClient() ? 0 : 1;
      int seq = next[own] + (draft.inOrder() ? 0 : draft.seqStep() * 500);
      int ack = next[1 - own] + (draft.inOrder() ? 0 : draft.ackStep() * 500);
      PacketBytes packet = packet(draft, seq, ack);
      packets.add(new CapturedPacket(packet.toFrame(), packet.linkType(), now));
      if (draft.inOrder()) {
        next[own] += draft.length();
      }
    }
    return packets;
  }

  private static PacketBytes packet(Draft draft, int seq, int ack) {
    Endpoint client = Endpoint.ofIpv4(0x0A00_0001, 40_000 + draft.connection() / 2);
    Endpoint server = Endpoint.ofIpv4(0x0A00_0002, 80 + draft.connection() % 2);
    PacketBytes packet =
        (draft.fromClient()
                ? PacketBytes.between(client, server)
                : PacketBytes.between(server, client))
            .seq(seq)
            .ack(ack)
            .flags(draft.inOrder() ? TcpFlags.ACK : draft.flags())
            .window(draft.inOrder() ? 65_535 : draft.window())
            .ipId(draft.ipId())
            .payload(draft.length());
    if (draft.timestamps()) {
      packet = packet.timestamps(draft.ipId() * 10, draft.sackFrom());
    }
    return draft.inOrder() || draft.sackFrom() == draft.sackTo()
        ? packet
        : packet.sack(ack + draft.sackFrom() * 500, ack + draft.sackTo() * 500);
  }
}
