// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what a page does not carry of the segments of its connections. */
final class TraceNote {
  private TraceNote() {}

  /**
   * The sentences; empty if nothing is missing.
   *
   * @param thinned connections whose segments are partly joined
   * @param without connections for whose segments there was no room
   * @param changed connections of which the capture holds other segments than were analysed
   */
  static String of(long thinned, long without, long changed) {
    List<String> sentences = new ArrayList<>();
    if (thinned > 0) {
      sentences.add(
          "Of "
              + connections(thinned)
              + (thinned == 1 ? " that is" : " that are")
              + " very long, segments that simply follow each other are drawn as one.");
    }
    if (without > 0) {
      sentences.add(
          "There was no room for the segments of "
              + connections(without)
              + " that lost less time.");
    }
    if (changed > 0) {
      sentences.add(
          "The capture holds other segments of "
              + connections(changed)
              + " than were analysed; they are left out.");
    }
    return String.join(" ", sentences);
  }

  private static String connections(long count) {
    return count == 1 ? "1 connection" : String.format(Locale.ROOT, "%,d connections", count);
  }
}
