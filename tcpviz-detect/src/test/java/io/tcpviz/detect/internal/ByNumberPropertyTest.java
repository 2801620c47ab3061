// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The order is that of the library's sort, for numbers of any size. */
class ByNumberPropertyTest {
  @Provide
  Arbitrary<List<Integer>> numbers() {
    return Arbitraries.integers()
        .between(0, Integer.MAX_VALUE)
        .list()
        .uniqueElements()
        .ofMaxSize(2_000);
  }

  @Property(tries = 300)
  void sortsAsTheLibraryDoes(@ForAll("numbers") List<Integer> numbers, @ForAll Random random) {
    long[] values = numbers.stream().mapToLong(n -> ByNumber.of(n, random.nextInt())).toArray();
    long[] expected = values.clone();
    Arrays.sort(expected);
    assertArrayEquals(expected, ByNumber.sorted(values));
  }
}
