// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Draws the timeline of a session. */
@Command(
    name = "plot",
    customSynopsis = "tcpviz plot [OPTIONS] [--in] EVENTS_JSONL|SESSION",
    description = "Makes timeline.html beside the events.")
final class PlotCommand implements Callable<Integer> {
  private final Tcpviz tcpviz;

  @Mixin private InputArguments inputs;

  PlotCommand(Tcpviz tcpviz) {
    this.tcpviz = tcpviz;
  }

  @Override
  public Integer call() throws Failure {
    SessionPages pages = new SessionPages(tcpviz.console());
    Path page = pages.timeline(SessionInput.events(inputs.only()));
    new ResultText(tcpviz.console()).showFiles(List.of(page));
    return pages.code().status();
  }
}
