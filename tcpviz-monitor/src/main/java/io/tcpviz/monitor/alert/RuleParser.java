// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.tcp.Endpoint;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Reads a rule; docs/ALERTS.md has the grammar. */
final class RuleParser {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double LONGEST_SECONDS = 366 * 86_400.0;
  private static final String A_SHARE = "a share that can be reached, of 100 % at most";
  private static final String A_CLAUSE =
      "the end, or \"of\", \"of at least\", \"critical\", \"per\", \"in\", \"for\" or \"as\"";

  private final String rule;
  private final RuleText text;
  private final Set<String> clauses = new HashSet<>();
  private Set<Per> per;
  private long windowNanos;
  private Whereabouts where = Whereabouts.ANYWHERE;
  private boolean isShare;
  private double least;
  private Base leastOf = Base.SEGMENTS;
  private @Nullable Threshold critical;
  private boolean isCritical;

  private RuleParser(String rule, Set<Per> per, long windowNanos) {
    this.rule = rule.strip().replaceAll("[ \\t]+", " ");
    this.text = new RuleText(this.rule);
    this.per = per;
    this.windowNanos = windowNanos;
  }

  /**
   * Reads a rule.
   *
   * @param number tells it from all other rules
   * @param per whose events are counted together if the rule does not say
   * @param windowNanos its window if it does not say
   * @throws RuleException if it cannot be understood
   */
  static AlertRule parse(String rule, int number, Set<Per> per, long windowNanos) {
    return new RuleParser(rule, per, windowNanos).parse(number);
  }

  private AlertRule parse(int number) {
    Countable what = what();
    Threshold limit = limit("\">\" or \">=\" and a number");
    RuleException unreachable = text.errorBefore(A_SHARE);
    isShare = text.take("%");
    if (isBeyondAll(what, limit)) {
      throw unreachable;
    }
    while (!text.isAtEnd()) {
      clause(what, limit);
    }
    return new AlertRule(number, what, rule, where, volume(what), ladder(limit), per, windowNanos);
  }

  private Countable what() {
    String expected =
        "what is counted, such as retransmissions, losses, resets, retransmitted bytes, or a name"
            + " of docs/EVENTS.md";
    RuleException unknown = text.error(expected);
    StringBuilder phrase = new StringBuilder(text.word(expected));
    while (text.hasWord()) {
      phrase.append(' ').append(text.word(expected));
    }
    Countable what = Vocabulary.find(phrase.toString());
    if (what == null) {
      throw unknown;
    }
    return what;
  }

  private Threshold limit(String expected) {
    boolean orEqual = text.take(">=");
    if (!orEqual && !text.take(">")) {
      throw text.error(expected);
    }
    double amount = text.number("a number");
    if (orEqual && amount == 0) {
      throw text.errorBefore("a number above 0, which \">=\" needs");
    }
    return new Threshold(amount, !orEqual);
  }

  private boolean isBeyondAll(Countable what, Threshold limit) {
    return isShare && what.isPart() && !limit.isReached(100);
  }

  private void clause(Countable what, Threshold limit) {
    String name = text.word(A_CLAUSE).toLowerCase(Locale.ROOT);
    String key = name.equals("of") && text.takeWord("at") ? "of at least" : name;
    if (!clauses.add(key)) {
      throw text.errorBefore("\"" + key + "\" only once");
    }
    if (clauses.contains("as") && clauses.contains("critical")) {
      throw text.errorBefore("either \"critical\" with a limit or \"as\", not both");
    }
    switch (key) {
      case "of" -> share(what);
      case "of at least" -> least();
      case "critical" -> critical(what, limit);
      case "per" -> per();
      case "in" -> window();
      case "for" -> where();
      case "as" -> level();
      default -> throw text.errorBefore(A_CLAUSE);
    }
  }

  private void share(Countable what) {
    if (!isShare) {
      throw text.errorBefore("a \"%\" before \"of\"");
    }
    Base share = base("\"segments\" or \"octets\", or \"at least\"");
    if (share != what.whole()) {
      throw text.errorBefore(
          share == Base.SEGMENTS
              ? "\"octets\", as octets are no share of segments"
              : "\"segments\", as events are no share of octets");
    }
  }

  private void least() {
    if (!text.takeWord("least")) {
      throw text.error("\"least\"");
    }
    least = text.number("how much traffic");
    if (text.isNext("segments", "octets", "bytes")) {
      leastOf = base("\"segments\" or \"octets\"");
    }
  }

  private Base base(String expected) {
    if (text.takeWord("segments")) {
      return Base.SEGMENTS;
    }
    if (text.takeWord("octets") || text.takeWord("bytes")) {
      return Base.OCTETS;
    }
    throw text.error(expected);
  }

  private void critical(Countable what, Threshold warn) {
    Threshold limit = limit("\">\" or \">=\" and a number");
    if (limit.isBelow(warn)) {
      throw text.errorBefore("a critical limit that is not below the first one");
    }
    if (isBeyondAll(what, limit)) {
      throw text.errorBefore(A_SHARE);
    }
    critical = limit;
    if (text.take("%") != isShare) {
      throw text.errorBefore(isShare ? "a \"%\" here too" : "no \"%\", as there was none before");
    }
  }

  private void per() {
    EnumSet<Per> named = EnumSet.noneOf(Per.class);
    do {
      String expected = "direction, host, pair or port";
      RuleException unknown = text.error(expected);
      Per one = Per.parse(text.word(expected).toLowerCase(Locale.ROOT));
      if (one == null) {
        throw unknown;
      }
      named.add(one);
    } while (text.take(","));
    per = Collections.unmodifiableSet(named);
  }

  private void window() {
    double amount = text.number("a duration such as 30s");
    RuleException unknown = text.error("ms, s, min or h");
    double seconds =
        switch (text.word("ms, s, min or h").toLowerCase(Locale.ROOT)) {
          case "ms" -> amount / 1_000;
          case "s" -> amount;
          case "min", "m" -> amount * 60;
          case "h" -> amount * 3_600;
          default -> throw unknown;
        };
    if (seconds < 0.001 || seconds > LONGEST_SECONDS) {
      throw text.errorBefore("a duration from 1 ms to 366 days");
    }
    windowNanos = Math.round(seconds * NANOS_PER_SECOND);
  }

  private void where() {
    do {
      if (text.takeWord("port")) {
        where = new Whereabouts(port(), where.host());
      } else if (text.takeWord("host")) {
        where = new Whereabouts(where.port(), host());
      } else {
        throw text.error("\"port\" or \"host\"");
      }
    } while (text.takeWord("and"));
  }

  private int port() {
    double port = text.number("a port");
    if (port > 65_535 || port != Math.rint(port)) {
      throw text.errorBefore("a port from 0 to 65535");
    }
    return (int) port;
  }

  private Endpoint host() {
    Endpoint host = Endpoint.parse(text.untilSpace(), 0);
    if (host == null) {
      throw text.errorBefore("an address, as alerts write it");
    }
    return host;
  }

  private void level() {
    if (text.takeWord("critical")) {
      isCritical = true;
    } else if (!text.takeWord("warn")) {
      throw text.error("\"warn\" or \"critical\"");
    }
  }

  private Volume volume(Countable what) {
    return new Volume(isShare ? what.whole() : null, least, leastOf);
  }

  private Ladder ladder(Threshold limit) {
    if (!isCritical) {
      return new Ladder(limit, critical);
    }
    return new Ladder(null, limit);
  }
}
