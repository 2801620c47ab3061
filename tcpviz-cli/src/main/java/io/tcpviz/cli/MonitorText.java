// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.monitor.MonitorResult;
import java.util.stream.Collectors;

/** How a run of the monitor ended, in a few lines on standard error: results are the alerts. */
final class MonitorText {
  private static final int MOST_FINDINGS = 5;

  private final Console console;

  MonitorText(Console console) {
    this.console = console;
  }

  void show(MonitorResult result) {
    RunSummary run = result.summary();
    console.note(
        ResultText.counted(run.packets(), "packet")
            + " ("
            + run.tcpPackets()
            + " TCP) of "
            + ResultText.counted(run.connections(), "connection")
            + ", "
            + ResultText.counted(run.events(), "event")
            + kinds(run));
    run.findings().stream().limit(MOST_FINDINGS).map(Finding::sentence).forEach(console::note);
    CaptureText.flaws(run).ifPresent(flaws -> console.note("capture " + flaws));
    if (result.captureEnded()) {
      run.capture().damages().forEach(damage -> console.warning(damage.toString()));
    }
    Unseen.warning(run).ifPresent(console::warning);
  }

  private static String kinds(RunSummary run) {
    return run.eventCounts().entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey().jsonName())
        .collect(Collectors.joining(", ", run.events() == 0 ? "" : ": ", ""));
  }
}
