// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.monitor.alert.AlertConfig;
import io.tcpviz.monitor.alert.AlertLevel;
import io.tcpviz.monitor.alert.FailOn;
import io.tcpviz.monitor.alert.Per;
import io.tcpviz.monitor.alert.RuleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** When a monitor gives an alert, and who is told. */
final class AlertOptions {
  private static final String DEFAULT = " Default: ${DEFAULT-VALUE}.";

  @Option(
      names = "--window",
      paramLabel = "S",
      defaultValue = "60",
      converter = SecondsConverter.class,
      description = "Seconds of capture time in which events are counted." + DEFAULT)
  private Duration window;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      defaultValue = "10",
      description = "Events of a kind that make a [WARN]." + DEFAULT)
  private int threshold;

  @Option(
      names = "--critical",
      paramLabel = "N",
      defaultValue = "50",
      description = "Events of a kind that make a [CRITICAL]." + DEFAULT)
  private int critical;

  @Option(
      names = "--loss-threshold",
      paramLabel = "N",
      description = "In place of --threshold for losses.")
  private @Nullable Integer lossThreshold;

  @Option(
      names = "--ooo-threshold",
      paramLabel = "N",
      description = "In place of --threshold for segments out of order.")
  private @Nullable Integer oooThreshold;

  @Option(
      names = "--per",
      paramLabel = "WHOM",
      split = ",",
      description =
          "Whose events are counted together: direction (of a connection), host, pair, port."
              + " Default: direction.")
  private List<String> per = new ArrayList<>();

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description =
          "An alert of your own, such as 'retransmitted bytes > 1%% of at least 100 segments'; see"
              + " docs/ALERTS.md.")
  private List<String> rules = new ArrayList<>();

  @Option(names = "--json", description = "Print alerts as JSON objects alone, one a line.")
  private boolean json;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      description = "End with status 5 if there was such an alert: warn, critical.")
  private @Nullable String failOn;

  /** Whether alerts are printed without words. */
  boolean isJson() {
    return json;
  }

  /** The level that makes the run fail; null if none does. */
  @Nullable
  AlertLevel failOn() throws Failure {
    if (failOn == null) {
      return null;
    }
    AlertLevel level = FailOn.parse(failOn);
    if (level == null) {
      throw Failure.usage("--fail-on: expected warn or critical but was '" + failOn + "'");
    }
    return level;
  }

  /** The thresholds; one out of its range is wrong usage. */
  AlertConfig config() throws Failure {
    AlertConfig config = AlertConfig.defaults();
    config = set(config, "--window", c -> c.withWindow(window));
    config = set(config, "--threshold", c -> c.withThreshold(threshold));
    config = set(config, "--critical", c -> c.withCritical(critical));
    Integer losses = lossThreshold;
    if (losses != null) {
      config = set(config, "--loss-threshold", c -> c.withLossThreshold(losses));
    }
    Integer late = oooThreshold;
    if (late != null) {
      config = set(config, "--ooo-threshold", c -> c.withOooThreshold(late));
    }
    config = per.isEmpty() ? config : config.withPer(subjects());
    try {
      return config.withRules(rules);
    } catch (RuleException e) {
      throw Failure.usage("--rule " + e.getMessage());
    }
  }

  private Set<Per> subjects() throws Failure {
    Set<Per> subjects = EnumSet.noneOf(Per.class);
    for (String name : per) {
      Per subject = Per.parse(name);
      if (subject == null) {
        String known =
            Arrays.stream(Per.values()).map(Per::jsonName).collect(Collectors.joining(", "));
        throw Failure.usage("--per: expected one of " + known + " but was '" + name + "'");
      }
      subjects.add(subject);
    }
    return subjects;
  }

  private static AlertConfig set(
      AlertConfig config, String option, UnaryOperator<AlertConfig> change) throws Failure {
    try {
      return change.apply(config);
    } catch (IllegalArgumentException outOfRange) {
      String message = String.valueOf(outOfRange.getMessage());
      throw Failure.usage(option + message.substring(Math.max(0, message.indexOf(' '))));
    }
  }
}
