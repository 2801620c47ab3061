// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

/** One row of the table of connections. Times are nanoseconds; -1 stands for what is not known. */
final class Connection {
  private static final int[] NONE = {};

  /** Number in order of first sight, as events name it. */
  long number = -1;

  /** Address of the side that opened it, as a number of {@link Strings}. */
  int client;

  int clientPort = -1;

  /** Address of the other side, as a number of {@link Strings}. */
  int server;

  int serverPort = -1;

  /** Capture time since the epoch. */
  long firstNanos = -1;

  /** Capture time since the epoch. */
  long lastNanos = -1;

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

  private int[] eventCounts = NONE;

  /** 0 for {@code INFO} and everything unknown, 1 for {@code WARNING}, 2 for {@code CRITICAL}. */
  static int severity(String name) {
    return switch (name) {
      case "WARNING" -> 1;
      case "CRITICAL" -> 2;
      default -> 0;
    };
  }

  /** Counts an event of {@code kind}. */
  void count(int kind) {
    if (kind >= eventCounts.length) {
      eventCounts = java.util.Arrays.copyOf(eventCounts, kind + 1);
    }
    eventCounts[kind]++;
  }

  /** Events of {@code kind} so far. */
  int events(int kind) {
    return kind < eventCounts.length ? eventCounts[kind] : 0;
  }

  /** Events of all kinds so far. */
  long events() {
    long sum = 0;
    for (int count : eventCounts) {
      sum += count;
    }
    return sum;
  }

  /** Lets the connection last at least over {@code nanos}. */
  void include(long nanos) {
    firstNanos = firstNanos < 0 ? nanos : Math.min(firstNanos, nanos);
    lastNanos = Math.max(lastNanos, nanos);
  }
}
