// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.endurance;

import io.tcpviz.detect.FrameFeed;
import java.nio.ByteBuffer;

/**
 * Connections that live for as long as the run: each client sends a segment about once a minute,
 * and every tenth of them twice, as the first one was lost.
 */
final class LongLived {
  private static final int CONNECTIONS = 100;
  private static final long TURN_NANOS = 500_000_000L;
  private static final long TIMEOUT_NANOS = 400_000_000L;
  private static final long ANSWER_NANOS = 1_000_000L;
  private static final int OCTETS = 1_000;
  private static final int HEADERS = 54;
  private static final int ACK = 0x10;
  private static final int PSH_ACK = 0x18;
  private static final int LOST_EACH = 10;

  private final byte[] frame = new byte[HEADERS];
  private final long beginNanos;
  private long turn; // they take turns, and each has so many
  private int step; // of the present turn: a segment, the same again if it was lost, the answer
  private long seeded;

  LongLived(long beginNanos) {
    this.beginNanos = beginNanos;
  }

  /** Segments sent again so far. */
  long seeded() {
    return seeded;
  }

  /** Plays what passes before {@code nanos}. */
  void playUntil(long nanos, FrameFeed feed) {
    for (long at = nextNanos(); at < nanos; at = nextNanos()) {
      int connection = (int) (turn % CONNECTIONS);
      long round = turn / CONNECTIONS;
      int seq = (int) round * OCTETS;
      boolean last = step == (isLost(round) ? 2 : 1);
      feed(feed, at, connection, last ? seq + OCTETS : seq, last ? 0 : OCTETS);
      seeded += step == 1 && !last ? 1 : 0;
      step = last ? 0 : step + 1;
      turn += last ? 1 : 0;
    }
  }

  /** Each turn is over before the next one begins. */
  private long nextNanos() {
    long begin = beginNanos + turn * TURN_NANOS;
    boolean repaired = isLost(turn / CONNECTIONS) && step > 0;
    return begin + step * ANSWER_NANOS + (repaired ? TIMEOUT_NANOS : 0);
  }

  private static boolean isLost(long round) {
    return round % LOST_EACH == LOST_EACH - 1;
  }

  /** A segment of the client with so many octets, or the acknowledgment of them. */
  private void feed(FrameFeed feed, long nanos, int connection, int number, int octets) {
    boolean answer = octets == 0;
    int client = 0x0900_0000 + connection;
    int server = 0xC0A8_0901;
    ByteBuffer out = ByteBuffer.wrap(frame).putShort(12, (short) 0x0800).position(14);
    out.putInt(0x4500_0000 | 40 + octets).putInt(0x4000).putInt(0x4006_0000);
    out.putInt(answer ? server : client).putInt(answer ? client : server);
    out.putShort((short) (answer ? 443 : 50_000)).putShort((short) (answer ? 50_000 : 443));
    out.putInt(answer ? 1 : number).putInt(answer ? number : 1);
    out.putInt(0x5000_FFFF | (answer ? ACK : PSH_ACK) << 16).putInt(0);
    feed.frame(frame, 0, HEADERS, HEADERS + octets, nanos, ShiftedTrace.ETHERNET);
  }
}
