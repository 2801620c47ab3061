// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.wire.TcpSegment;
import java.util.Arrays;
import java.util.List;

/**
 * How much each connection carried in each sixteenth of its time. Those that carried nothing, or
 * took no time, have nothing to show and cost nothing.
 */
public final class Sparks {
  /** Parts of a connection's time. */
  public static final int PARTS = 16;

  private static final int NONE = -1;
  private static final int HIGHEST = 255;

  private final int[] places;
  private final long[] firstNanos;
  private final double[] partsPerNano;
  private final long[] octets;

  Sparks(List<Candidate> candidates) {
    places = new int[candidates.size()];
    Arrays.fill(places, NONE);
    int count = 0;
    for (int i = 0; i < places.length; i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.payloadBytes() > 0 && candidate.durationNanos() > 0) {
        places[i] = count++;
      }
    }
    firstNanos = new long[count];
    partsPerNano = new double[count];
    octets = new long[count * PARTS];
    for (int i = 0; i < places.length; i++) {
      if (places[i] != NONE) {
        firstNanos[places[i]] = candidates.get(i).firstNanos();
        partsPerNano[places[i]] = (double) PARTS / candidates.get(i).durationNanos();
      }
    }
  }

  /** Adds the payload of a segment. */
  void add(int connection, TcpSegment segment) {
    int place = places[connection];
    if (place != NONE && segment.payloadLength() > 0) {
      int part = (int) ((segment.timestampNanos() - firstNanos[place]) * partsPerNano[place]);
      octets[place * PARTS + Math.max(0, Math.min(PARTS - 1, part))] += segment.payloadLength();
    }
  }

  /**
   * The parts of a connection as shares of its busiest part, 0 to 255; null if it carried nothing.
   * A part that carried anything is not 0.
   */
  public byte @Nullable [] of(int connection) {
    int place = places[connection];
    long most = 0;
    for (int part = 0; place != NONE && part < PARTS; part++) {
      most = Math.max(most, octets[place * PARTS + part]);
    }
    if (most == 0) {
      return null;
    }
    byte[] shares = new byte[PARTS];
    for (int part = 0; part < PARTS; part++) {
      shares[part] = (byte) Math.ceil((double) octets[place * PARTS + part] / most * HIGHEST);
    }
    return shares;
  }
}
