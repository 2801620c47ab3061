// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench;

import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.testkit.CapturedPacket;
import io.tcpviz.testkit.PacketBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up capture of many interleaved uploads, of which everything is known. The same shape and
 * seed give the same octets, on every machine.
 */
final class SyntheticTrace {
  /** Cuts payloads away, as {@code tcpdump -s 96} does. */
  static final int SNAP_LENGTH = 96;

  private static final long EPOCH_NANOS = 1_700_000_000_000_000_000L;
  private static final Endpoint SERVER = endpoint(0, 443);

  private final List<CapturedPacket> packets;
  private final int connections;
  private final int losses;

  private SyntheticTrace(List<CapturedPacket> packets, int connections, int losses) {
    this.packets = packets;
    this.connections = connections;
    this.losses = losses;
  }

  /**
   * Makes a trace.
   *
   * @param connections all open at the same time
   * @param rounds of ten segments in each
   * @param lossRate share of the rounds that lose a segment
   */
  static SyntheticTrace of(int connections, int rounds, double lossRate, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<CapturedPacket> packets = new ArrayList<>();
    int losses = 0;
    for (int i = 0; i < connections; i++) {
      Endpoint client = endpoint(1 + i / 50_000, 10_000 + i % 50_000);
      long start = EPOCH_NANOS + random.nextLong(20_000_000L);
      losses += new Transfer(packets, random, client, SERVER, start).play(rounds, lossRate);
    }
    packets.sort(Comparator.comparingLong(CapturedPacket::timestampNanos));
    return new SyntheticTrace(packets, connections, losses);
  }

  /** The packet as this trace captures it. */
  static CapturedPacket capture(long nanos, PacketBytes packet) {
    byte[] whole = packet.toFrame();
    byte[] kept = Arrays.copyOf(whole, Math.min(SNAP_LENGTH, whole.length));
    return new CapturedPacket(kept, packet.linkType(), nanos, whole.length);
  }

  /** Makes {@code frame} lend the packet, as a reader would. */
  static void lend(CapturedPacket packet, Frame frame, long number) {
    byte[] octets = packet.bytes();
    frame.setBytes(octets, 0, octets.length, packet.originalLength());
    frame.setOrigin(packet.timestampNanos(), packet.linkType(), number, 0);
  }

  /** In the order of their times. */
  List<CapturedPacket> packets() {
    return packets;
  }

  int connections() {
    return connections;
  }

  /** Segments that were lost, and so sent again. */
  int losses() {
    return losses;
  }

  /** Octets on the wire. */
  long bytes() {
    return packets.stream().mapToLong(CapturedPacket::originalLength).sum();
  }

  /** Lends the packets from memory, at the cost of a few stores each. */
  CaptureReader reader() {
    return new CaptureReader() {
      private int read;

      @Override
      public boolean next(Frame frame) {
        if (read == packets.size()) {
          return false;
        }
        lend(packets.get(read++), frame, read);
        return true;
      }

      @Override
      public CaptureInfo info() {
        CaptureInterface all = new CaptureInterface(null, LinkType.ETHERNET, SNAP_LENGTH, read, -1);
        return new CaptureInfo(
            "memory",
            List.of(new CaptureFile("synthetic", "memory", read, List.of(all), List.of())));
      }

      @Override
      public long position() {
        return read;
      }

      @Override
      public void close() {}
    };
  }

  private static Endpoint endpoint(int host, int port) {
    return Endpoint.ofIpv4(0x0A000001 + host, port);
  }
}
