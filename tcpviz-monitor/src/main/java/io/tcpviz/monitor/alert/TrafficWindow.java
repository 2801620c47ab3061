// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/**
 * How much one subject sent within a sliding window, from looks at the totals of its connections.
 * Between two looks, and for what a connection sent before the first, it is taken as sent evenly;
 * those that were over before the first are taken for one. Looks closer to each other than a 64th
 * of the window are kept as one.
 */
final class TrafficWindow {
  private static final int PLACES = WindowSum.PARTS + 3;

  private final long windowNanos;
  private final long[] times = new long[PLACES];
  private final long[] segments = new long[PLACES]; // sent up to that time
  private final long[] octets = new long[PLACES];
  private int size;

  private long goneSegments; // of connections that are over
  private long goneOctets;
  private long goneFirstNanos = Long.MAX_VALUE; // when those began,
  private long goneLastNanos = Long.MIN_VALUE; // and ended
  private long shownSegments; // at the look that is going on
  private long shownOctets;
  private double recentSegments; // of those, within the window: for the first look
  private double recentOctets;
  private long beganNanos; // the earliest of those connections

  TrafficWindow(long windowNanos) {
    this.windowNanos = windowNanos;
  }

  /** A connection of the subject is over, and will not be shown again. */
  void gone(long firstNanos, long lastNanos, long sentSegments, long sentOctets) {
    goneSegments += sentSegments;
    goneOctets += sentOctets;
    goneFirstNanos = Math.min(goneFirstNanos, firstNanos);
    goneLastNanos = Math.max(goneLastNanos, lastNanos);
  }

  /** A look begins. */
  void begin(long nowNanos) {
    shownSegments = 0;
    shownOctets = 0;
    recentSegments = 0;
    recentOctets = 0;
    beganNanos = Long.MAX_VALUE;
    show(goneFirstNanos, goneLastNanos, goneSegments, goneOctets, nowNanos);
  }

  /** A connection of the subject, and what it sent from {@code firstNanos} to {@code lastNanos}. */
  void show(long firstNanos, long lastNanos, long sentSegments, long sentOctets, long nowNanos) {
    shownSegments += sentSegments;
    shownOctets += sentOctets;
    if (size == 0) {
      beganNanos = Math.min(beganNanos, firstNanos);
      double lasted = Math.max(1.0, (double) lastNanos - firstNanos);
      double before = (double) nowNanos - windowNanos - firstNanos;
      double share = 1 - Math.min(1, Math.max(0, before / lasted));
      recentSegments += sentSegments * share;
      recentOctets += sentOctets * share;
    }
  }

  /** The look is over. */
  void end(long nowNanos) {
    if (size == 0) {
      put(
          0,
          Math.min(nowNanos, Math.max(beganNanos, nowNanos - windowNanos)),
          shownSegments - Math.round(recentSegments),
          shownOctets - Math.round(recentOctets));
      size = 1;
    } else if (size > 1 && nowNanos - times[size - 2] < windowNanos / WindowSum.PARTS) {
      size--;
    } else {
      forget(nowNanos - windowNanos);
    }
    put(size, nowNanos, shownSegments, shownOctets);
    size++;
  }

  private void put(int place, long nanos, long allSegments, long allOctets) {
    times[place] = nanos;
    segments[place] = place == 0 ? allSegments : Math.max(allSegments, segments[place - 1]);
    octets[place] = place == 0 ? allOctets : Math.max(allOctets, octets[place - 1]);
  }

  /** One look before the window stays, so that what lies between can be shared out. */
  private void forget(long nanos) {
    int kept = 0;
    while (kept + 1 < size && times[kept + 1] <= nanos) {
      kept++;
    }
    if (size - kept == PLACES) {
      kept++;
    }
    if (kept > 0) {
      System.arraycopy(times, kept, times, 0, size - kept);
      System.arraycopy(segments, kept, segments, 0, size - kept);
      System.arraycopy(octets, kept, octets, 0, size - kept);
      size -= kept;
    }
  }

  /** Segments sent in the window that ends with the last look. */
  double segments() {
    return within(segments);
  }

  /** Payload octets sent in the window that ends with the last look. */
  double octets() {
    return within(octets);
  }

  private double within(long[] totals) {
    if (size == 0) {
      return 0;
    }
    long begin = times[size - 1] - windowNanos;
    int next = 0;
    while (next < size - 1 && times[next] < begin) {
      next++;
    }
    double before = totals[next];
    if (next > 0 && times[next] > begin) {
      double share = (double) (times[next] - begin) / (times[next] - times[next - 1]);
      before -= share * (totals[next] - totals[next - 1]);
    }
    return totals[size - 1] - before;
  }
}
