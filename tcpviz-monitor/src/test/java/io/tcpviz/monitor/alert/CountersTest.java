// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tcpviz.core.event.TcpEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {
  private static final long HOUR = 3_600_000_000_000L;

  private final List<AlertRule> rules =
      AlertConfig.defaults()
          .withRules(List.of("retransmissions > 1 in 1h", "retransmissions > 1% in 1h"))
          .allRules();
  private final AlertRule count = rules.get(rules.size() - 2);
  private final AlertRule rate = rules.get(rules.size() - 1);
  private final Counters counters = new Counters(2, givenUp -> {});

  @Test
  void ofASubjectThoseAskForItsTrafficWhoseRulesDo() {
    Counter counter = open(rate, "a:1000>b:80");
    open(count, "a:1000>b:80");

    assertEquals(List.of(counter), counters.asking());
    assertEquals(List.of(counter), counters.asking(counter.subject));
  }

  @Test
  void whoIsGivenUpAsksNoMore() {
    Counter eldest = open(rate, "a:1000>b:80");
    List<Counter> others = List.of(open(rate, "a:1001>b:80"), open(rate, "a:1002>b:80"));

    assertEquals(List.of(), counters.asking(eldest.subject));
    assertEquals(others, counters.asking());
  }

  @Test
  void whoCountsNothingAnyMoreAsksNoMore() {
    Counter counter = open(rate, "a:1000>b:80");
    counters.sweep(HOUR);

    assertEquals(List.of(), counters.asking(counter.subject));
    assertFalse(counters.areAsking());
  }

  private Counter open(AlertRule rule, String direction) {
    TcpEvent event = SampleEvents.event("retransmission", direction, 0);
    Subject subject = Subject.of(Per.DIRECTION, event.flow(), event.direction());
    Counter counter = counters.open(rule, subject, 0);
    counter.add(event, 0);
    return counter;
  }
}
