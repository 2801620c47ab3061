// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What rules can count, by its names. Underscores, hyphens and a plural do not matter. */
final class Vocabulary {
  private static final Map<String, Countable> WORDS = words();

  private Vocabulary() {}

  /** What {@code phrase} names; null if nothing. */
  static @Nullable Countable find(String phrase) {
    return WORDS.get(phrase.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' '));
  }

  private static Map<String, Countable> words() {
    Map<String, Countable> words = new HashMap<>();
    for (Reason reason : Reason.values()) {
      add(words, reason.jsonName(), EventChoice.ofReasons(Set.of(reason)));
    }
    for (RetransmissionKind trigger : RetransmissionKind.values()) {
      add(words, trigger.jsonName() + "_retransmission", EventChoice.ofTriggers(Set.of(trigger)));
    }
    for (EventKind kind : EventKind.values()) {
      add(words, kind.jsonName(), EventChoice.of(kind));
    }
    words.put("losses", words.get("loss infer"));
    words.put("loss", words.get("loss infer"));
    add(words, "event", EventChoice.of(EventChoice.TROUBLES));
    add(words, "timeout", EventChoice.ofTriggers(Set.of(RetransmissionKind.RTO)));
    add(words, "stall", EventChoice.ofReasons(Set.of(Reason.ACK_STALL_TIMEOUT)));
    add(words, "refusal", EventChoice.ofReasons(Set.of(Reason.CONNECTION_REFUSED)));
    add(
        words,
        "reset",
        EventChoice.ofReasons(
            EnumSet.of(
                Reason.RST_WITH_DATA_OUTSTANDING,
                Reason.RST_STORM,
                Reason.CONNECTION_REFUSED,
                Reason.HALF_OPEN)));
    add(
        words,
        "storm",
        EventChoice.ofReasons(EnumSet.of(Reason.SYN_STORM, Reason.RST_STORM, Reason.FIN_STORM)));
    addOctets(words, "retransmitted", EventKind.RETRANSMISSION, Measure.RETRANSMITTED_OCTETS);
    addOctets(words, "lost", EventKind.LOSS_INFER, Measure.LOST_OCTETS);
    return Map.copyOf(words);
  }

  private static void add(Map<String, Countable> words, String name, EventChoice choice) {
    Countable countable = new Countable(name, choice, Measure.EVENTS);
    String phrase = name.replace('_', ' ');
    words.put(phrase, countable);
    words.put(plural(phrase), countable);
  }

  private static void addOctets(
      Map<String, Countable> words, String what, EventKind kind, Measure measure) {
    Countable countable = new Countable(what + "_octets", EventChoice.of(kind), measure);
    words.put(what + " octets", countable);
    words.put(what + " bytes", countable);
  }

  private static String plural(String phrase) {
    return phrase.endsWith("y") && !phrase.endsWith("ay")
        ? phrase.substring(0, phrase.length() - 1) + "ies"
        : phrase + "s";
  }
}
