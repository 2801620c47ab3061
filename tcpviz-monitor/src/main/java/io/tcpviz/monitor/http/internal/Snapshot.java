// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.report.LivePart;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Everything in one answer, made once for all who ask within a second. */
final class Snapshot {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Making making;
  private byte @Nullable [] octets;
  private long madeNanos;

  /** Makes an answer of a state at a position. */
  @FunctionalInterface
  interface Making {
    byte[] make(LivePart all, String position);
  }

  /**
   * What an answer is made of.
   *
   * @param position of the last part that is in it
   */
  record State(LivePart all, String position) {}

  Snapshot(Making making) {
    this.making = making;
  }

  synchronized byte[] octets(Supplier<State> present) {
    byte[] known = octets;
    if (known != null && System.nanoTime() - madeNanos < FRESH_NANOS) {
      return known;
    }
    State state = present.get();
    byte[] made = making.make(state.all(), state.position());
    octets = made;
    madeNanos = System.nanoTime();
    return made;
  }
}
