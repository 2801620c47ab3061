// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.event.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When there is an alert, immutable. Start from {@link #defaults()} and change what you need.
 *
 * @param window length of the sliding window of capture time in which events are counted, from a
 *     millisecond to 366 days
 * @param threshold events of a kind that make a {@link AlertLevel#WARN}, at least 1
 * @param critical events of a kind that make a {@link AlertLevel#CRITICAL}, at least 1; where the
 *     other threshold of a kind is higher, that
 * @param lossThreshold in place of {@code threshold} for {@link EventKind#LOSS_INFER}
 * @param oooThreshold in place of {@code threshold} for {@link EventKind#OUT_OF_ORDER}
 * @param per whose events are counted together; each adds alerts of its own
 * @param rules more of them, as docs/ALERTS.md explains; each counts for itself
 * @param maxSubjects of how many subjects, counted for each rule and kind of event, counts are kept
 *     at once, at least 1,000; beyond it those whose events are the oldest are given up
 */
public record AlertConfig(
    Duration window,
    int threshold,
    int critical,
    int lossThreshold,
    int oooThreshold,
    Set<Per> per,
    List<String> rules,
    int maxSubjects) {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final AlertConfig DEFAULTS =
      new AlertConfig(
          Duration.ofSeconds(60), 10, 50, 10, 10, Set.of(Per.DIRECTION), List.of(), 20_000);

  /**
   * Checks the ranges.
   *
   * @throws RuleException if a rule cannot be understood
   */
  public AlertConfig {
    require(
        window.compareTo(Duration.ofMillis(1)) >= 0 && window.compareTo(LONGEST) <= 0,
        "window must be between 1 ms and 366 days");
    require(threshold >= 1, "threshold must be at least 1");
    require(critical >= 1, "critical must be at least 1");
    require(lossThreshold >= 1, "lossThreshold must be at least 1");
    require(oooThreshold >= 1, "oooThreshold must be at least 1");
    require(!per.isEmpty(), "per must name at least one kind of subject");
    require(maxSubjects >= 1_000, "maxSubjects must be at least 1000");
    per = Collections.unmodifiableSet(EnumSet.copyOf(per)); // in their order, always
    rules = List.copyOf(rules);
    for (String rule : rules) {
      RuleParser.parse(rule, 0, per, window.toNanos());
    }
  }

  /** What holds when nobody says otherwise: 10 and 50 in 60 s per direction of a connection. */
  public static AlertConfig defaults() {
    return DEFAULTS;
  }

  /** A copy with another {@link #window()}. */
  public AlertConfig withWindow(Duration length) {
    return new AlertConfig(
        length, threshold, critical, lossThreshold, oooThreshold, per, rules, maxSubjects);
  }

  /**
   * A copy with another {@link #threshold()}, also for the kinds that can have one of their own.
   */
  public AlertConfig withThreshold(int count) {
    return new AlertConfig(window, count, critical, count, count, per, rules, maxSubjects);
  }

  /** A copy with another {@link #critical()}. */
  public AlertConfig withCritical(int count) {
    return new AlertConfig(
        window, threshold, count, lossThreshold, oooThreshold, per, rules, maxSubjects);
  }

  /** A copy with another {@link #lossThreshold()}. */
  public AlertConfig withLossThreshold(int count) {
    return new AlertConfig(
        window, threshold, critical, count, oooThreshold, per, rules, maxSubjects);
  }

  /** A copy with another {@link #oooThreshold()}. */
  public AlertConfig withOooThreshold(int count) {
    return new AlertConfig(
        window, threshold, critical, lossThreshold, count, per, rules, maxSubjects);
  }

  /** A copy with another {@link #per()}. */
  public AlertConfig withPer(Set<Per> subjects) {
    return new AlertConfig(
        window, threshold, critical, lossThreshold, oooThreshold, subjects, rules, maxSubjects);
  }

  /** A copy with another {@link #maxSubjects()}. */
  public AlertConfig withMaxSubjects(int count) {
    return new AlertConfig(
        window, threshold, critical, lossThreshold, oooThreshold, per, rules, count);
  }

  /**
   * A copy with other {@link #rules()}.
   *
   * @throws RuleException if one of them cannot be understood
   */
  public AlertConfig withRules(List<String> texts) {
    return new AlertConfig(
        window, threshold, critical, lossThreshold, oooThreshold, per, texts, maxSubjects);
  }

  long windowNanos() {
    return window.toNanos();
  }

  /** The thresholds as rules, one for each kind that counts, and the rules that were written. */
  List<AlertRule> allRules() {
    List<AlertRule> all = new ArrayList<>();
    for (EventKind kind : EnumSet.copyOf(EventChoice.TROUBLES)) {
      all.add(AlertRule.ofKind(kind, ladder(kind), per, windowNanos()));
    }
    for (String rule : rules) {
      int number = EventKind.values().length + all.size();
      all.add(RuleParser.parse(rule, number, per, windowNanos()));
    }
    return all;
  }

  private Ladder ladder(EventKind kind) {
    int warn =
        switch (kind) {
          case LOSS_INFER -> lossThreshold;
          case OUT_OF_ORDER -> oooThreshold;
          default -> threshold;
        };
    return new Ladder(Threshold.atLeast(warn), Threshold.atLeast(Math.max(warn, critical)));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
