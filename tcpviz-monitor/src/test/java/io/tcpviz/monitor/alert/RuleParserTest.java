// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RuleParserTest {
  private static final long MINUTE = 60_000_000_000L;

  @Test
  void aRuleSaysWhatHowMuchOfWhomAndWithin() {
    assertEquals(
        "retransmitted_octets warn >1% of OCTETS, least 100 SEGMENTS, per DIRECTION in 60",
        told("retransmitted bytes > 1% of at least 100 segments"));
    assertEquals(
        "retransmission warn >2% of SEGMENTS, least 100 SEGMENTS, per HOST in 60",
        told("retransmissions > 2% of segments of at least 100 per host"));
    assertEquals("loss_infer warn >=5, per DIRECTION in 60", told("losses >= 5"));
    assertEquals(
        "zero_window warn >=1, per DIRECTION in 60, port 443",
        told("zero windows >= 1 for port 443"));
    assertEquals(
        "reset critical >10, per PORT in 30", told("resets > 10 per port in 30s as critical"));
    assertEquals(
        "out_of_order warn >=1.5% critical >=10% of SEGMENTS, least 20000 OCTETS, per HOST PAIR in 300",
        told(
            "Out-of-order >= 1.5 % critical >= 10% of at least 20000 bytes per pair, host in 5 min"));
    assertEquals(
        "timeout warn >0, per DIRECTION in 3600, port 80 host 10.0.0.1",
        told("timeouts > 0 for port 80 and host 10.0.0.1 in 1h as warn"));
    assertEquals(
        "syn_storm critical >=1, per PORT in 60", told("syn_storm >= 1 per port as critical"));
  }

  @Test
  void everyKindReasonAndTriggerCanBeNamed() {
    for (EventKind kind : EventKind.values()) {
      assertEquals(EventChoice.of(kind), parse(kind.jsonName() + " > 1").what().choice());
    }
    for (Reason reason : Reason.values()) {
      assertNotNull(parse(reason.jsonName() + " > 1"));
    }
    for (RetransmissionKind trigger : RetransmissionKind.values()) {
      assertEquals(
          EventChoice.ofTriggers(Set.of(trigger)),
          parse(trigger.jsonName() + " retransmissions > 1").what().choice());
    }
  }

  @Test
  void anErrorNamesThePlaceAndWhatWasExpectedThere() {
    assertEquals(
        List.of(
            "1 what is counted",
            "1 what is counted",
            "7 \">\" or \">=\" and a number",
            "10 a number",
            "11 a number above 0",
            "12 the end, or",
            "16 direction, host, pair or port",
            "15 a duration such as",
            "17 ms, s, min or h",
            "16 \"port\" or \"host\"",
            "21 a port from 0 to 65535",
            "21 an address",
            "12 a \"%\" before \"of\"",
            "18 \"segments\" or \"octets\"",
            "24 how much traffic",
            "21 \"per\" only once",
            "25 a \"%\" here too",
            "15 \"warn\" or \"critical\""),
        List.of(
                "",
                "foo > 1",
                "losses",
                "losses > x",
                "losses >= 0",
                "losses > 1 sometimes",
                "losses > 1 per nobody",
                "losses > 1 in time",
                "losses > 1 in 3 years",
                "losses > 1 for us",
                "losses > 1 for port 70000",
                "losses > 1 for host b.example",
                "losses > 1 of segments",
                "losses > 10 % of packets",
                "losses > 1 of at least some",
                "losses > 1 per host per port",
                "losses > 1 % critical > 2",
                "losses > 1 as bad")
            .stream()
            .map(RuleParserTest::complaint)
            .collect(Collectors.toList()));
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertEquals(
        List.of(
            "29 \"octets\", as octets are no share of segments",
            "25 \"segments\", as events are no share of octets",
            "25 a critical limit that is not below the first one",
            "24 a critical limit that is not below the first one",
            "20 a share that can be reached, of 100 % at most",
            "15 a share that can be reached, of 100 % at most",
            "27 a share that can be reached, of 100 % at most",
            "26 either \"critical\" with a limit or \"as\", not both",
            "20 either \"critical\" with a limit or \"as\", not both"),
        List.of(
                "retransmitted bytes > 1% of segments per host",
                "retransmissions > 1% of octets",
                "losses >= 5  critical >= 3",
                "losses > 5 critical >= 5",
                "retransmissions >= 101%",
                "lost octets >   100%",
                "losses >= 5 % critical >= 100.5 %",
                "losses > 5 critical > 10 as warn",
                "losses > 5 as warn critical > 10")
            .stream()
            .map(RuleParserTest::complaint)
            .collect(Collectors.toList()));
  }

  @Test
  void whatCanBeMeantIsTaken() {
    assertEquals(
        "retransmission warn >=100% of SEGMENTS, per DIRECTION in 60",
        told("retransmissions >= 100% in 1 m"));
    assertEquals(
        "event warn >101% of SEGMENTS, per DIRECTION in 120", told("events > 101% in 2 min"));
    assertEquals(
        "loss_infer warn >=5 critical >5, per DIRECTION in 60", told("losses >= 5 critical > 5"));
    assertEquals(
        "retransmitted_octets warn >1% of OCTETS, per DIRECTION in 60",
        told("retransmitted bytes > 1% of bytes"));
  }

  @Test
  void aRuleThatIsWrongIsAWrongConfiguration() {
    assertThrows(
        RuleException.class, () -> AlertConfig.defaults().withRules(List.of("losses > 5", "x")));
  }

  @Property(tries = 1_000)
  void whateverIsWrittenIsARuleOrAnErrorAtAPlaceInIt(@ForAll("rules") String rule) {
    try {
      assertTrue(parse(rule).windowNanos() > 0);
    } catch (RuleException e) {
      assertTrue(e.position() >= 0 && e.position() <= rule.length(), e::getMessage);
      assertTrue(e.getMessage().contains("expected "), e::getMessage);
    }
  }

  @Property(tries = 300)
  void octetsThatAreNoRuleAreAnErrorToo(@ForAll String rule) {
    assertThrows(RuleException.class, () -> parse(rule + "!"));
  }

  @Provide
  Arbitrary<String> rules() {
    return Arbitraries.of(
            "losses",
            "retransmitted",
            "bytes",
            "zero_window",
            ">",
            ">=",
            "5",
            "1.5",
            "%",
            "of",
            "at",
            "least",
            "100",
            "segments",
            "per",
            "host",
            ",",
            "pair",
            "in",
            "30s",
            "ms",
            "for",
            "port",
            "10.0.0.1",
            "and",
            "as",
            "critical",
            "warn",
            "0",
            "",
            "\u0000",
            "999999999999")
        .list()
        .ofMaxSize(14)
        .map(words -> String.join(" ", words));
  }

  private static AlertRule parse(String rule) {
    return RuleParser.parse(rule, 0, Set.of(Per.DIRECTION), MINUTE);
  }

  private static String complaint(String rule) {
    RuleException error = assertThrows(RuleException.class, () -> parse(rule), rule);
    String expected = error.getMessage().split("expected ", 2)[1];
    String start =
        List.of(
                "what is counted",
                "a number above 0",
                "the end, or",
                "a duration such as",
                "an address",
                "\"segments\" or \"octets\"")
            .stream()
            .filter(expected::startsWith)
            .findFirst()
            .orElse(expected);
    return error.position() + 1 + " " + start;
  }

  private static String told(String text) {
    AlertRule rule = parse(text);
    StringBuilder told = new StringBuilder(rule.what().name());
    String unit = rule.unit().equals("%") ? "%" : "";
    Ladder ladder = rule.ladder();
    if (ladder.warn() != null) {
      told.append(" warn ").append(limit(ladder.warn())).append(unit);
    }
    if (ladder.critical() != null) {
      told.append(" critical ").append(limit(ladder.critical())).append(unit);
    }
    Volume volume = rule.volume();
    if (volume.share() != null) {
      told.append(" of ").append(volume.share());
    }
    if (volume.least() > 0) {
      told.append(", least ").append((long) volume.least()).append(' ').append(volume.leastOf());
    }
    told.append(", per");
    rule.per().forEach(per -> told.append(' ').append(per));
    told.append(" in ").append(rule.windowNanos() / 1_000_000_000L);
    if (rule.where().port() >= 0) {
      told.append(", port ").append(rule.where().port());
    }
    if (rule.where().host() != null) {
      told.append(" host ").append(rule.where().host().address());
    }
    return told.toString();
  }

  private static String limit(Threshold limit) {
    String amount = String.valueOf(limit.amount()).replaceAll("\\.0$", "");
    return (limit.strict() ? ">" : ">=") + amount;
  }
}
