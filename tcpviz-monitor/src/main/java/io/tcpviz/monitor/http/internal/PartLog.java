// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import io.tcpviz.core.Nullable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The latest parts as they go over the wire, one copy for all who read them at their own speed.
 * Whoever falls behind the oldest finds out, and nobody waits for him.
 */
final class PartLog {
  private static final int MOST_PARTS = 512;
  private static final long MOST_OCTETS = 16 << 20;

  private final Deque<byte[]> parts = new ArrayDeque<>();
  private long octets;
  private long last; // number of the newest part, counted from 1
  private boolean ended;

  /** Appends a part and tells its number. */
  synchronized long add(byte[] part) {
    parts.add(part);
    octets += part.length;
    while (parts.size() > MOST_PARTS || octets > MOST_OCTETS && parts.size() > 1) {
      octets -= parts.remove().length;
    }
    notifyAll();
    return ++last;
  }

  /** Lets everybody begin anew. */
  synchronized void forget() {
    parts.clear();
    octets = 0;
    last++;
    notifyAll();
  }

  /** No part will come any more; nobody waits for one. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Whether no part will come behind the one of that number. */
  synchronized boolean endsAt(long number) {
    return ended && number == last;
  }

  synchronized long last() {
    return last;
  }

  /** Whether nothing is missing behind the part of that number. */
  synchronized boolean follows(long number) {
    return number <= last && number >= last - parts.size();
  }

  /**
   * The parts behind the one of that number; empty if there are none in time, null if some are
   * missing.
   */
  synchronized @Nullable List<byte[]> behind(long number, long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    long left = nanos;
    while (number == last && !ended && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    if (!follows(number)) {
      return null;
    }
    List<byte[]> all = new ArrayList<>(parts);
    return all.subList(all.size() - (int) (last - number), all.size());
  }
}
