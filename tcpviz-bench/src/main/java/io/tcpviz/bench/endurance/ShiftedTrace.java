// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.endurance;

import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.detect.FrameFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * A generated trace that is played again and again, later each time and with other clients. Clients
 * of some addresses never close a connection: their FINs, and those of their servers, are left out.
 */
final class ShiftedTrace {
  static final int ETHERNET = 1;

  private static final int IP = 14;
  private static final int IP_CHECKSUM = IP + 10;
  private static final int SOURCE = IP + 12;
  private static final int DESTINATION = IP + 16;
  private static final int TCP = IP + 20;
  private static final int TCP_FLAGS = TCP + 13;
  private static final int TCP_CHECKSUM = TCP + 16;
  private static final int FIN = 1;
  private static final int CLIENTS = 10; // the first octet of a client's address
  private static final int NETWORKS = 100; // so many stand for it in turn

  private final Path trace;
  private final byte[] octets = new byte[1 << 16];

  ShiftedTrace(Path trace) {
    this.trace = trace;
  }

  /**
   * Feeds all frames.
   *
   * @param beginNanos when the first one passes
   * @param before told the time of each frame before it is fed
   */
  void play(int round, long beginNanos, FrameFeed feed, LongConsumer before) throws IOException {
    int network = CLIENTS + 1 + round % NETWORKS;
    Frame frame = new Frame();
    long first = -1;
    try (CaptureReader reader = Captures.open(trace)) {
      while (reader.next(frame)) {
        first = first < 0 ? frame.timestampNanos() : first;
        int length = frame.capturedLength();
        System.arraycopy(frame.bytes(), frame.offset(), octets, 0, length);
        int client = octets[SOURCE] == CLIENTS ? SOURCE : DESTINATION;
        if ((octets[TCP_FLAGS] & FIN) == 0 || (octets[client + 3] & 0xFF) != 0) {
          move(client, network);
          long nanos = beginNanos + frame.timestampNanos() - first;
          before.accept(nanos);
          feed.frame(octets, 0, length, frame.originalLength(), nanos, ETHERNET);
        }
      }
    }
  }

  /** Gives a client another address; the checksums still hold (RFC 1624 §3). */
  private void move(int client, int network) {
    int before = word(client);
    octets[client] = (byte) network;
    int after = word(client);
    for (int checksum : new int[] {IP_CHECKSUM, TCP_CHECKSUM}) {
      int sum = (~word(checksum) & 0xFFFF) + (~before & 0xFFFF) + after;
      sum = (sum & 0xFFFF) + (sum >>> 16);
      sum = ~((sum & 0xFFFF) + (sum >>> 16));
      octets[checksum] = (byte) (sum >>> 8);
      octets[checksum + 1] = (byte) sum;
    }
  }

  private int word(int at) {
    return (octets[at] & 0xFF) << 8 | octets[at + 1] & 0xFF;
  }
}
