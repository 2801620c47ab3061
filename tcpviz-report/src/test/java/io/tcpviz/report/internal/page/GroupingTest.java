// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GroupingTest {
  @Property
  void groupsFollowEachOtherAndKeepTheirOrder(@ForAll List<@IntRange(max = 9) Integer> groups) {
    int[] expected =
        IntStream.range(0, groups.size())
            .boxed()
            .sorted(Comparator.comparing(groups::get))
            .mapToInt(i -> i)
            .toArray();

    assertArrayEquals(expected, Grouping.of(groups.stream().mapToInt(i -> i).toArray(), 10));
  }
}
