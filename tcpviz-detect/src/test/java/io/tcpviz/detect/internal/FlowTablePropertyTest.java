// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.wire.TcpSegment;
import io.tcpviz.testkit.PacketBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** The table of connections does what a map does. */
class FlowTablePropertyTest {
  private static final int SLOTS = 1_024;

  /** A pair of endpoints, the same for both directions. */
  private record Pair(int number) {
    TcpSegment segment(boolean forth) {
      Endpoint one = endpoint(number, 1_024 + number % 7);
      Endpoint other = endpoint(-number, 80);
      return Segments.of(
          forth ? PacketBytes.between(one, other) : PacketBytes.between(other, one), 0, 1);
    }

    private Endpoint endpoint(int host, int port) {
      return number % 2 == 0
          ? Endpoint.ofIpv4(host, port)
          : new Endpoint(0x2001_0DB8_0000_0000L, host, port);
    }
  }

  private final Shared shared = new Shared();
  private FlowTable table;
  private Map<Pair, Flow> model;
  private int flows;

  @BeforeTry
  void empty() {
    table = new FlowTable();
    model = new HashMap<>();
    flows = 0;
  }

  @Property
  void findsWhatAMapFinds(
      @ForAll @Size(max = 300) List<@IntRange(max = 60) Integer> numbers, @ForAll int coins) {
    for (int i = 0; i < numbers.size(); i++) {
      Pair pair = new Pair(numbers.get(i));
      if ((coins >>> i % 31 & 1) == 0 || !model.containsKey(pair)) {
        put(pair, (i & 1) == 0);
      } else {
        remove(pair);
      }
    }
    for (int number = 0; number <= 60; number++) {
      assertFound(new Pair(number));
    }
    assertHoldsTheSame();
  }

  @Property(tries = 20)
  void growsAndShrinksWithoutLosingAny(@ForAll @IntRange(min = 500, max = 4_000) int count) {
    for (int number = 0; number < count; number++) {
      put(new Pair(number), true);
    }
    for (int number = 0; number < count; number += 3) {
      remove(new Pair(number));
    }
    for (int number = 0; number < count; number++) {
      assertFound(new Pair(number));
    }
    assertHoldsTheSame();
  }

  @Property(tries = 100)
  void aRoundOfSweepsMeetsEachConnectionOnce(
      @ForAll @Size(max = 200) Set<@IntRange(max = 10_000) Integer> numbers,
      @ForAll @IntRange(min = 1, max = 4) int step) {
    numbers.forEach(number -> put(new Pair(number), true));
    List<Flow> met = new ArrayList<>();
    for (int i = 0; i < SLOTS; i += 1 << step) {
      met.addAll(table.sweep(1 << step));
    }
    assertEquals(model.size(), met.size());
    assertEquals(new HashSet<>(model.values()), new HashSet<>(met));
  }

  @Property(tries = 50)
  void removingAConnectionThatAnotherReplacedRemovesNothing(@ForAll @IntRange(max = 9) int number) {
    Pair pair = new Pair(number);
    put(pair, true);
    Flow replaced = model.get(pair);
    put(pair, false);
    table.remove(replaced);
    assertFound(pair);
    assertHoldsTheSame();
  }

  private void put(Pair pair, boolean forth) {
    TcpSegment segment = pair.segment(forth);
    Flow flow = new Flow(flows++, segment, forth, shared);
    table.put(segment, flow);
    model.put(pair, flow);
  }

  private void remove(Pair pair) {
    table.remove(model.remove(pair));
  }

  private void assertFound(Pair pair) {
    assertSame(model.get(pair), table.find(pair.segment(true)));
    assertSame(model.get(pair), table.find(pair.segment(false)));
  }

  private void assertHoldsTheSame() {
    assertEquals(model.size(), table.size());
    List<Flow> inOrder = new ArrayList<>(model.values());
    inOrder.sort(Comparator.comparingInt(flow -> flow.number));
    assertEquals(inOrder, table.all());
  }
}
