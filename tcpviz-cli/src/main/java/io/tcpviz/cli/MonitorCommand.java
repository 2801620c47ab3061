// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.FollowedOpening;
import io.tcpviz.monitor.Limits;
import io.tcpviz.monitor.Monitor;
import io.tcpviz.monitor.MonitorListener;
import io.tcpviz.monitor.MonitorResult;
import io.tcpviz.monitor.alert.AlertBook;
import io.tcpviz.monitor.alert.AlertConfig;
import io.tcpviz.monitor.alert.AlertLevel;
import io.tcpviz.monitor.alert.AlertLines;
import io.tcpviz.monitor.alert.AlertSink;
import io.tcpviz.monitor.alert.FailOn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches a capture while it is written. */
@Command(
    name = "monitor",
    customSynopsis = "tcpviz monitor [OPTIONS] (--pcap-path FILE|GLOB|DIR | --interface NAME | -)",
    description =
        "Watches a capture while it is written and prints an alert when too much goes wrong.")
final class MonitorCommand implements Callable<Integer> {
  private final Tcpviz tcpviz;

  @Mixin private MonitorInput input;

  @Option(
      names = "--for",
      paramLabel = "S",
      defaultValue = "0",
      converter = SecondsConverter.class,
      description = "End after so many seconds. Default: never.")
  private Duration duration;

  @Option(
      names = "--idle-exit",
      paramLabel = "S",
      defaultValue = "0",
      converter = SecondsConverter.class,
      description = "End when nothing has come for so many seconds. Default: never.")
  private Duration idle;

  @Mixin private AlertOptions alerts;

  @Mixin private MonitorOutputs outputs;

  @Mixin private AnalysisOptions options;

  private @Nullable Monitor monitor;

  MonitorCommand(Tcpviz tcpviz) {
    this.tcpviz = tcpviz;
  }

  @Override
  public Integer call() throws Failure {
    Host host = tcpviz.host();
    Console console = tcpviz.console();
    AnalysisConfig config = options.config();
    AlertLevel fatal = alerts.failOn();
    FailOn failOn = new FailOn(fatal == null ? AlertLevel.CRITICAL : fatal);
    AlertConfig thresholds = alerts.config();
    FollowedOpening opening = input.opening(host, options.backend(), console);
    if (outputs.isContinued() && !input.isRepeatable()) {
      throw Failure.usage("--checkpoint needs files that are read from the oldest on: --pcap-path");
    }
    try (MonitorOutputs.Open open = outputs.open(input.name(), config::visit, console)) {
      List<AlertSink> sinks = new ArrayList<>(open.sinks());
      sinks.add(0, new AlertLines(host.out(), alerts.isJson(), console.isColored(), this::end));
      sinks.add(failOn);
      List<MonitorListener> listeners = new ArrayList<>(open.listeners());
      listeners.add(new AlertBook(thresholds, sinks, console::warning));
      listeners.add(new LossWarnings(console));
      Monitor running = new Monitor(config, new Limits(duration, idle), listeners);
      monitor = running;
      host.stop().whenRequested(running::stop);
      console.note("watching " + input.name());
      MonitorResult result = running.run(opening, open.checkpoint());
      if (result.summary().packets() == 0 && input.isMissing()) {
        throw Failure.input(input.name(), "never came");
      }
      new MonitorText(console).show(result);
      return status(result, fatal != null && failOn.isReached());
    } catch (IOException e) {
      throw Failure.input(input.name(), e);
    }
  }

  private int status(MonitorResult result, boolean failed) {
    if (tcpviz.host().stop().isRequested()) {
      return ExitCode.INTERRUPTED.status();
    }
    if (failed) {
      return FailOn.EXIT_CODE;
    }
    return result.isDamaged() ? ExitCode.DAMAGED_INPUT.status() : ExitCode.DONE.status();
  }

  private void end() {
    if (monitor != null) {
      monitor.stop();
    }
  }
}
