// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tabulates the connections of a session. */
@Command(
    name = "summary",
    customSynopsis = "tcpviz summary [OPTIONS] [--in] EVENTS_JSONL|SESSION",
    description = "Makes summary.html, the figures of each connection, beside the events.")
final class SummaryCommand implements Callable<Integer> {
  private final Tcpviz tcpviz;

  @Mixin private InputArguments inputs;

  SummaryCommand(Tcpviz tcpviz) {
    this.tcpviz = tcpviz;
  }

  @Override
  public Integer call() throws Failure {
    SessionPages pages = new SessionPages(tcpviz.console());
    Path page = pages.summary(SessionInput.events(inputs.only()));
    new ResultText(tcpviz.console()).showFiles(List.of(page));
    return pages.code().status();
  }
}
