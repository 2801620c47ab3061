// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

/**
 * Something that can be counted.
 *
 * @param name in one word, for alerts
 * @param choice which events
 * @param measure what of them
 */
record Countable(String name, EventChoice choice, Measure measure) {
  /** What 100 % of it is. */
  Base whole() {
    return measure == Measure.EVENTS ? Base.SEGMENTS : Base.OCTETS;
  }

  /** Whether it is never more than 100 %: a packet may bring events of several kinds. */
  boolean isPart() {
    return choice.kinds().size() == 1;
  }
}
