// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The texts that a page really uses, numbered anew in the order in which it uses them. */
final class UsedStrings {
  private final List<String> known;
  private final int[] numbers;
  private final List<String> used = new ArrayList<>();

  /** None of {@code known} yet. */
  UsedStrings(List<String> known) {
    this.known = known;
    this.numbers = new int[known.size()];
    Arrays.fill(numbers, -1);
  }

  /** The number of the text that {@link Strings} calls {@code number}; -1 stays. */
  long number(long number) {
    if (number < 0) {
      return number;
    }
    int place = (int) number;
    if (numbers[place] < 0) {
      numbers[place] = used.size();
      used.add(known.get(place));
    }
    return numbers[place];
  }

  /** The texts in the order of their numbers. */
  List<String> all() {
    return used;
  }
}
