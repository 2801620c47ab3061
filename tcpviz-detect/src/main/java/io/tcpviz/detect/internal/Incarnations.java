// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.replay.ConnectionBeginning;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.wire.TcpSegment;
import java.util.Arrays;
import java.util.List;

/**
 * Tells which connection a segment belongs to when it is known where each one began: of those of
 * the same endpoints, the one whose first frame passed last. Segments come in the order in which
 * the connections were found. Open addressing over {@link Fingerprint}s, one place for all
 * connections of a pair of endpoints, which stand in a chain; looking allocates nothing.
 */
public final class Incarnations {
  private static final int FACTS = 8;
  private static final int CLIENT_HIGH = 0;
  private static final int CLIENT_LOW = 1;
  private static final int SERVER_HIGH = 2;
  private static final int SERVER_LOW = 3;
  private static final int PORTS = 4; // the client's in the upper half
  private static final int SOURCE = 5;
  private static final int FIRST_FRAME = 6;
  private static final int LAST_NANOS = 7;

  /** No connection. */
  public static final int NONE = -1;

  private final int mask;
  private final long[] fingerprints;
  private final int[] present; // by place: the connection that owns its endpoints,
  private final int[] next; // and the one that has not begun yet
  private final int[] followers; // by connection: the next one of the same endpoints
  private final long[] facts; // by connection, side by side: a look at one is a look at all

  /** A table of the given connections, which stand in order of first sight. */
  public Incarnations(List<ConnectionBeginning> beginnings) {
    int count = beginnings.size();
    int places = Integer.highestOneBit(Math.max(count, 8)) * 4;
    mask = places - 1;
    fingerprints = new long[places];
    present = filled(places);
    next = filled(places);
    followers = filled(count);
    facts = new long[FACTS * count];
    for (int i = 0; i < count; i++) {
      keep(i, beginnings.get(i));
    }
    for (int i = count - 1; i >= 0; i--) { // backwards: each is put before its followers
      enter(i, beginnings.get(i));
    }
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }

  private void keep(int i, ConnectionBeginning beginning) {
    int at = FACTS * i;
    facts[at + CLIENT_HIGH] = beginning.client().high();
    facts[at + CLIENT_LOW] = beginning.client().low();
    facts[at + SERVER_HIGH] = beginning.server().high();
    facts[at + SERVER_LOW] = beginning.server().low();
    facts[at + PORTS] = ports(beginning.client().port(), beginning.server().port());
    facts[at + SOURCE] = beginning.source();
    facts[at + FIRST_FRAME] = beginning.firstFrame();
    facts[at + LAST_NANOS] = beginning.lastNanos();
  }

  private static long ports(int client, int server) {
    return (long) client << 32 | server;
  }

  private void enter(int i, ConnectionBeginning beginning) {
    long fingerprint = Fingerprint.of(beginning.client(), beginning.server());
    int place = Fingerprint.slot(fingerprint, mask);
    while (fingerprints[place] != Fingerprint.FREE
        && !(fingerprints[place] == fingerprint && joins(next[place], beginning))) {
      place = place + 1 & mask;
    }
    fingerprints[place] = fingerprint;
    followers[i] = next[place];
    next[place] = i;
  }

  private boolean joins(int connection, ConnectionBeginning beginning) {
    return isBetween(connection, beginning.client(), beginning.server())
        || isBetween(connection, beginning.server(), beginning.client());
  }

  private boolean isBetween(int connection, Endpoint client, Endpoint server) {
    int at = FACTS * connection;
    return facts[at + PORTS] == ports(client.port(), server.port())
        && facts[at + CLIENT_LOW] == client.low()
        && facts[at + SERVER_LOW] == server.low()
        && facts[at + CLIENT_HIGH] == client.high()
        && facts[at + SERVER_HIGH] == server.high();
  }

  /**
   * The connection of the next segment of the capture, as an index of the list; {@link #NONE} if it
   * belongs to none.
   */
  public int find(TcpSegment segment) {
    long fingerprint = Fingerprint.of(segment);
    int place = Fingerprint.slot(fingerprint, mask);
    for (; fingerprints[place] != Fingerprint.FREE; place = place + 1 & mask) {
      if (fingerprints[place] == fingerprint) {
        int any = present[place] == NONE ? next[place] : present[place];
        if (isFromClient(any, segment) || isFromServer(any, segment)) {
          return owner(place, segment);
        }
      }
    }
    return NONE;
  }

  /** Whether the side sent a segment that counts as the client of a connection. */
  public boolean isFromClient(int connection, TcpSegment s) {
    int at = FACTS * connection;
    return facts[at + PORTS] == ports(s.sourcePort(), s.destinationPort())
        && facts[at + CLIENT_LOW] == s.sourceLow()
        && facts[at + SERVER_LOW] == s.destinationLow()
        && facts[at + CLIENT_HIGH] == s.sourceHigh()
        && facts[at + SERVER_HIGH] == s.destinationHigh();
  }

  private boolean isFromServer(int connection, TcpSegment s) {
    int at = FACTS * connection;
    return facts[at + PORTS] == ports(s.destinationPort(), s.sourcePort())
        && facts[at + CLIENT_LOW] == s.destinationLow()
        && facts[at + SERVER_LOW] == s.sourceLow()
        && facts[at + CLIENT_HIGH] == s.destinationHigh()
        && facts[at + SERVER_HIGH] == s.sourceHigh();
  }

  private int owner(int place, TcpSegment segment) {
    int coming = next[place];
    while (coming != NONE && hasBegun(coming, segment)) {
      present[place] = coming;
      coming = followers[coming];
      next[place] = coming;
    }
    int owner = present[place];
    return owner != NONE && segment.timestampNanos() <= facts[FACTS * owner + LAST_NANOS]
        ? owner
        : NONE;
  }

  /** Whether its first frame has passed; a frame that never comes is passed by a later one. */
  private boolean hasBegun(int connection, TcpSegment segment) {
    int at = FACTS * connection;
    return segment.source() == facts[at + SOURCE]
        && segment.frameNumber() >= facts[at + FIRST_FRAME];
  }
}
