// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.detect.AnalysisConfig;
import java.time.Duration;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every analysis: who reads the capture, and the settings. */
class AnalysisOptions {
  private static final AnalysisConfig DEFAULTS = AnalysisConfig.defaults();
  private static final String DEFAULT = " Default: ${DEFAULT-VALUE}.";

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Read captures with: ${COMPLETION-CANDIDATES}." + DEFAULT)
  private Backend backend = Backend.AUTO;

  @Option(
      names = "--dup-acks",
      paramLabel = "N",
      description = "Duplicate ACKs that report a loss." + DEFAULT)
  private int dupAcks = DEFAULTS.duplicateAckThreshold();

  @Option(
      names = "--min-stall-ms",
      paramLabel = "MS",
      description = "Shortest wait for an ACK that is a stall." + DEFAULT)
  private int minStallMs = Math.toIntExact(DEFAULTS.minStall().toMillis());

  @Option(
      names = "--stall-rtts",
      paramLabel = "X",
      converter = FiniteConverter.class,
      description = "A stall also lasts this many round trips." + DEFAULT)
  private double stallRtts = DEFAULTS.stallRttFactor();

  @Option(
      names = "--syn-timeout-ms",
      paramLabel = "MS",
      description = "Wait before a SYN, a SYN-ACK or a FIN counts as unanswered." + DEFAULT)
  private int synTimeoutMs = Math.toIntExact(DEFAULTS.synTimeout().toMillis());

  @Option(
      names = "--storm-count",
      paramLabel = "N",
      description =
          "RST (or FIN) segments of one host, or unanswered SYNs to one, that make a storm."
              + DEFAULT)
  private int stormCount = DEFAULTS.stormCount();

  @Option(
      names = "--storm-window-ms",
      paramLabel = "MS",
      description = "The time they fall into." + DEFAULT)
  private int stormWindowMs = Math.toIntExact(DEFAULTS.stormWindow().toMillis());

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Connections kept in memory at once." + DEFAULT)
  private int maxConnections = DEFAULTS.maxConnections();

  @Option(
      names = "--max-held-events",
      paramLabel = "N",
      description = "Events kept back until later packets settle them." + DEFAULT)
  private int maxHeldEvents = DEFAULTS.maxHeldEvents();

  @Option(
      names = "--tunnels",
      paramLabel = "WHICH",
      description = "Packet of a tunnel to look at: ${COMPLETION-CANDIDATES}." + DEFAULT)
  private TunnelChoice tunnels = TunnelChoice.INNER;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** What reads the captures. */
  Backend backend() {
    return backend;
  }

  /** The settings; one out of its range is wrong usage. */
  AnalysisConfig config() {
    AnalysisConfig config = DEFAULTS.withTunnels(tunnels.choice());
    config = set(config, "--dup-acks", c -> c.withDuplicateAckThreshold(dupAcks));
    config = set(config, "--min-stall-ms", c -> c.withMinStall(Duration.ofMillis(minStallMs)));
    config = set(config, "--stall-rtts", c -> c.withStallRttFactor(stallRtts));
    config =
        set(config, "--syn-timeout-ms", c -> c.withSynTimeout(Duration.ofMillis(synTimeoutMs)));
    config = set(config, "--storm-count", c -> c.withStorm(stormCount, c.stormWindow()));
    config =
        set(
            config,
            "--storm-window-ms",
            c -> c.withStorm(c.stormCount(), Duration.ofMillis(stormWindowMs)));
    config = set(config, "--max-connections", c -> c.withBounds(maxConnections, c.maxHeldEvents()));
    return set(config, "--max-held-events", c -> c.withBounds(c.maxConnections(), maxHeldEvents));
  }

  /** The library's message begins with its own name for what the user knows as an option. */
  private static String inWordsOfTheUser(String option, String message) {
    return option + message.substring(Math.max(0, message.indexOf(' ')));
  }

  /** Changes a setting; a value out of its range is wrong usage of the option. */
  final AnalysisConfig set(
      AnalysisConfig config, String option, UnaryOperator<AnalysisConfig> change) {
    try {
      return change.apply(config);
    } catch (IllegalArgumentException outOfRange) {
      throw new ParameterException(
          command.commandLine(),
          inWordsOfTheUser(option, String.valueOf(outOfRange.getMessage())),
          outOfRange,
          command.findOption(option),
          null);
    }
  }
}
