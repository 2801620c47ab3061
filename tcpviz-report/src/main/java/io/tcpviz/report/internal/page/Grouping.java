// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

/** Brings together what belongs together, and keeps the order within. */
final class Grouping {
  private Grouping() {}

  /**
   * The indices of {@code groups}, ordered by what stands there, then by themselves.
   *
   * @param groups values from 0 to {@code count} - 1
   */
  static int[] of(int[] groups, int count) {
    int[] places = new int[count + 1];
    for (int group : groups) {
      places[group + 1]++;
    }
    for (int group = 0; group < count; group++) {
      places[group + 1] += places[group];
    }
    int[] order = new int[groups.length];
    for (int i = 0; i < groups.length; i++) {
      order[places[groups[i]]++] = i;
    }
    return order;
  }
}
