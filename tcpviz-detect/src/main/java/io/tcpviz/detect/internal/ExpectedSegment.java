// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.wire.TcpSegment;

/** A segment that is decoded already and will be analysed soon, perhaps by another thread. */
public final class ExpectedSegment {
  /** The segment. */
  public final TcpSegment segment = new TcpSegment();

  /**
   * The connection that it probably belongs to. A guess of {@link Lookahead}, which may come too
   * late, or be of another segment.
   */
  @Nullable Flow guess;

  /** An empty segment. */
  public ExpectedSegment() {}

  /** Another segment takes this place. */
  public void forget() {
    guess = null;
  }
}
