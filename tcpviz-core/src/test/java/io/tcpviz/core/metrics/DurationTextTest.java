// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "999, 999 ns",
    "1000, 1.0 µs",
    "3149999, 3.1 ms",
    "9949999, 9.9 ms",
    "9950000, 10 ms",
    "432123456, 432 ms",
    "999499999, 999 ms",
    "999500000, 1.0 s",
    "12400000000, 12.4 s",
    "119949999999, 119.9 s",
    "119950000000, 2 min",
    "125000000000, 2 min 5 s",
    "7199499999999, 119 min 59 s",
    "7199500000000, 2 h",
    "8100000000000, 2 h 15 min",
    "172800000000000, 2 d",
    "9223372036854775807, 106751 d 23 h"
  })
  void aDurationHasTheUnitThatOneWouldSay(long nanos, String text) {
    assertEquals(text, DurationText.of(nanos));
  }

  @Property
  void whateverItIsItIsShort(@ForAll @LongRange(min = 0) long nanos) {
    assertTrue(DurationText.of(nanos).length() <= 15, DurationText.of(nanos));
  }
}
