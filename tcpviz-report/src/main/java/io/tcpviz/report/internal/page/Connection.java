// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

/** One row of the table of connections. -1 stands for what is not known, except in times. */
final class Connection {
  /** Stands for a time that is not known: times may lie before 1970. */
  static final long UNKNOWN_TIME = Long.MIN_VALUE;

  /** Numbers that {@link #pack} needs. */
  static final int PACKED = 22;

  /** Number in order of first sight, as events name it. */
  long number = -1;

  /** Address of the side that opened it, as a number of {@link Strings}. */
  int client = -1;

  int clientPort = -1;

  /** Address of the other side, as a number of {@link Strings}. */
  int server = -1;

  int serverPort = -1;

  /** Capture time since the epoch. */
  long firstNanos = UNKNOWN_TIME;

  /** Capture time since the epoch. */
  long lastNanos = UNKNOWN_TIME;

  /** Where it stood at its end, as a number of {@link Strings}, or -1. */
  int state = -1;

  /** One line on it for people, as a number of {@link Strings}, or -1. */
  int verdict = -1;

  /** As {@link #severity(String)} numbers it. */
  int severity;

  long handshakeNanos = -1;
  long lostTimeNanos = -1;
  long packets = -1;
  long payloadBytes = -1;
  long retransmittedPackets = -1;
  long rttNanos = -1;

  /** Frame of its first packet in its file. */
  long firstFrame = -1;

  /** The file of its first packet, as a number of {@link Strings}; -1 where there is only one. */
  int file = -1;

  /** Segments of each side. */
  long clientPackets = -1;

  long serverPackets = -1;

  /** How far each side's windows are shifted. */
  long clientShift = -1;

  long serverShift = -1;

  /** 0 for {@code INFO} and everything unknown, 1 for {@code WARNING}, 2 for {@code CRITICAL}. */
  static int severity(String name) {
    return switch (name) {
      case "WARNING" -> 1;
      case "CRITICAL" -> 2;
      default -> 0;
    };
  }

  /** Takes from the details what counts for the connection as a whole. */
  void sumUp(Fields details) {
    packets = sum(details, "c2s.packets", "s2c.packets");
    payloadBytes = sum(details, "c2s.payload_bytes", "s2c.payload_bytes");
    retransmittedPackets = sum(details, "c2s.retransmitted_packets", "s2c.retransmitted_packets");
    long client = details.integer("c2s.rtt_samples", 0);
    long server = details.integer("s2c.rtt_samples", 0);
    String fuller = client >= server ? "c2s.rtt_mean_ms" : "s2c.rtt_mean_ms";
    rttNanos = details.millionths(fuller, -1);
    firstFrame = details.integer("first_frame", -1);
    file = (int) details.text("file", -1);
    clientPackets = details.integer("c2s.packets", -1);
    serverPackets = details.integer("s2c.packets", -1);
    clientShift = details.integer("c2s.window_shift", -1);
    serverShift = details.integer("s2c.window_shift", -1);
  }

  private static long sum(Fields details, String ofClient, String ofServer) {
    long client = details.integer(ofClient, -1);
    long server = details.integer(ofServer, -1);
    return client < 0 && server < 0 ? -1 : Math.max(client, 0) + Math.max(server, 0);
  }

  /** Lets the connection last at least from {@code first} to {@code last}. */
  void include(long first, long last) {
    firstNanos = firstNanos == UNKNOWN_TIME ? first : Math.min(firstNanos, first);
    lastNanos = Math.max(lastNanos, last);
  }

  /** First packet to last; -1 where it is not known, or the last one lies before the first. */
  long durationNanos() {
    return firstNanos == UNKNOWN_TIME || lastNanos < firstNanos
        ? -1
        : difference(lastNanos, firstNanos);
  }

  /** {@code a - b}, or the nearest number that fits. */
  static long difference(long a, long b) {
    long difference = a - b;
    boolean overflows = ((a ^ b) & (a ^ difference)) < 0;
    return overflows ? a < b ? Long.MIN_VALUE : Long.MAX_VALUE : difference;
  }

  /** Everything that is known, as numbers. */
  void pack(long[] into) {
    into[0] = number;
    into[1] = client;
    into[2] = clientPort;
    into[3] = server;
    into[4] = serverPort;
    into[5] = firstNanos;
    into[6] = lastNanos;
    into[7] = state;
    into[8] = verdict;
    into[9] = severity;
    into[10] = handshakeNanos;
    into[11] = lostTimeNanos;
    into[12] = packets;
    into[13] = payloadBytes;
    into[14] = retransmittedPackets;
    into[15] = rttNanos;
    into[16] = firstFrame;
    into[17] = file;
    into[18] = clientPackets;
    into[19] = serverPackets;
    into[20] = clientShift;
    into[21] = serverShift;
  }

  /** Reads what {@link #pack} wrote. */
  void unpack(long[] from) {
    number = from[0];
    client = (int) from[1];
    clientPort = (int) from[2];
    server = (int) from[3];
    serverPort = (int) from[4];
    firstNanos = from[5];
    lastNanos = from[6];
    state = (int) from[7];
    verdict = (int) from[8];
    severity = (int) from[9];
    handshakeNanos = from[10];
    lostTimeNanos = from[11];
    packets = from[12];
    payloadBytes = from[13];
    retransmittedPackets = from[14];
    rttNanos = from[15];
    firstFrame = from[16];
    file = (int) from[17];
    clientPackets = from[18];
    serverPackets = from[19];
    clientShift = from[20];
    serverShift = from[21];
  }
}
