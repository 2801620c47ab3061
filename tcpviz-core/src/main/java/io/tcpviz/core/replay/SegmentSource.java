// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.replay;

import java.io.IOException;
import java.util.List;

/** A capture that was analysed and can be read once more. */
@FunctionalInterface
public interface SegmentSource {
  /**
   * Reads the capture from its beginning to where the analysis ended, and hands out the segments of
   * the given connections. Of several connections of the same endpoints, a segment belongs to the
   * one that began last before it, or with it.
   *
   * @param beginnings the connections, in order of first sight
   * @param sink called in this thread
   * @throws IOException if the capture cannot be read again, or is not the one that was analysed;
   *     the message says so in words for the user. What was handed out before is void then
   */
  void read(List<ConnectionBeginning> beginnings, SegmentSink sink) throws IOException;
}
