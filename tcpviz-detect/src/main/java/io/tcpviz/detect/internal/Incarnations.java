// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.replay.ConnectionBeginning;
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
  /** No connection. */
  public static final int NONE = -1;

  private final int mask;
  private final long[] fingerprints;
  private final int[] present; // by place: the connection that owns its endpoints,
  private final int[] next; // and the one that has not begun yet
  private final int[] followers; // by connection: the next one of the same endpoints

  // By connection.
  private final long[] addresses;
  private final int[] ports;
  private final int[] sources;
  private final long[] firstFrames;
  private final long[] lastNanos;

  /** A table of the given connections, which stand in order of first sight. */
  public Incarnations(List<ConnectionBeginning> beginnings) {
    int count = beginnings.size();
    int places = Integer.highestOneBit(Math.max(count, 8)) * 4;
    mask = places - 1;
    fingerprints = new long[places];
    present = filled(places);
    next = filled(places);
    followers = filled(count);
    addresses = new long[4 * count];
    ports = new int[2 * count];
    sources = new int[count];
    firstFrames = new long[count];
    lastNanos = new long[count];
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
    addresses[4 * i] = beginning.client().high();
    addresses[4 * i + 1] = beginning.client().low();
    addresses[4 * i + 2] = beginning.server().high();
    addresses[4 * i + 3] = beginning.server().low();
    ports[2 * i] = beginning.client().port();
    ports[2 * i + 1] = beginning.server().port();
    sources[i] = beginning.source();
    firstFrames[i] = beginning.firstFrame();
    lastNanos[i] = beginning.lastNanos();
  }

  private void enter(int i, ConnectionBeginning beginning) {
    long fingerprint = Fingerprint.of(beginning.client(), beginning.server());
    int place = Fingerprint.slot(fingerprint, mask);
    while (fingerprints[place] != Fingerprint.FREE
        && !(fingerprints[place] == fingerprint && haveSameEndpoints(next[place], i))) {
      place = place + 1 & mask;
    }
    fingerprints[place] = fingerprint;
    followers[i] = next[place];
    next[place] = i;
  }

  private boolean haveSameEndpoints(int one, int other) {
    return isBetween(one, other, 0) || isBetween(one, other, 1);
  }

  private boolean isBetween(int one, int other, int turned) {
    return ports[2 * one] == ports[2 * other + turned]
        && ports[2 * one + 1] == ports[2 * other + 1 - turned]
        && addresses[4 * one] == addresses[4 * other + 2 * turned]
        && addresses[4 * one + 1] == addresses[4 * other + 2 * turned + 1]
        && addresses[4 * one + 2] == addresses[4 * other + 2 - 2 * turned]
        && addresses[4 * one + 3] == addresses[4 * other + 3 - 2 * turned];
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
    return ports[2 * connection] == s.sourcePort()
        && ports[2 * connection + 1] == s.destinationPort()
        && addresses[4 * connection + 1] == s.sourceLow()
        && addresses[4 * connection + 3] == s.destinationLow()
        && addresses[4 * connection] == s.sourceHigh()
        && addresses[4 * connection + 2] == s.destinationHigh();
  }

  private boolean isFromServer(int connection, TcpSegment s) {
    return ports[2 * connection + 1] == s.sourcePort()
        && ports[2 * connection] == s.destinationPort()
        && addresses[4 * connection + 3] == s.sourceLow()
        && addresses[4 * connection + 1] == s.destinationLow()
        && addresses[4 * connection + 2] == s.sourceHigh()
        && addresses[4 * connection] == s.destinationHigh();
  }

  private int owner(int place, TcpSegment segment) {
    int coming = next[place];
    while (coming != NONE && hasBegun(coming, segment)) {
      present[place] = coming;
      coming = followers[coming];
      next[place] = coming;
    }
    int owner = present[place];
    return owner != NONE && segment.timestampNanos() <= lastNanos[owner] ? owner : NONE;
  }

  /** Whether its first frame has passed; a frame that never comes is passed by a later one. */
  private boolean hasBegun(int connection, TcpSegment segment) {
    return segment.source() == sources[connection]
        && segment.frameNumber() >= firstFrames[connection];
  }
}
