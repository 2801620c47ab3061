// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.replay;

import io.tcpviz.core.wire.TcpSegment;

/** Receives the segments of known connections, in the order of the capture. */
@FunctionalInterface
public interface SegmentSink {
  /**
   * One segment.
   *
   * @param connection index of its connection among those that were asked for
   * @param fromClient whether the side sent it that counts as the client
   * @param segment lent until the call returns
   */
  void segment(int connection, boolean fromClient, TcpSegment segment);
}
