// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.report.SessionDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Analyses captures and writes the data files of a session. */
@Command(
    name = "parse-pcap",
    customSynopsis = "tcpviz parse-pcap [OPTIONS] [--in] CAPTURE...",
    description = {
      "Analyses a capture and writes events.jsonl, flows.jsonl, summary.json and benchmark.log.",
      "Several inputs are one capture in time order, such as the files of a ring."
    })
final class ParsePcapCommand implements Callable<Integer> {
  private final Tcpviz tcpviz;

  @Mixin private InputArguments inputs;
  @Mixin private WholeCaptureOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The session directory; DIR_2 and so on if DIR holds a session. Default: a new one under artifacts/.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print summary.json instead of text.")
  private boolean json;

  ParsePcapCommand(Tcpviz tcpviz) {
    this.tcpviz = tcpviz;
  }

  @Override
  public Integer call() throws Failure {
    AnalysisRun.Outcome outcome = new AnalysisRun(tcpviz, options).analyze(inputs.all(), out);
    SessionDirectory session = outcome.session();
    if (json) {
      printObject(session.summary());
    } else {
      ResultText text = new ResultText(tcpviz.console());
      text.show(outcome.summary());
      text.showFiles(files(session));
    }
    return outcome.code().status();
  }

  /** The data files of a session. */
  static List<Path> files(SessionDirectory session) {
    return List.of(session.events(), session.flows(), session.summary(), session.benchmarkLog());
  }

  private void printObject(Path summary) throws Failure {
    try {
      Files.copy(summary, tcpviz.host().out());
    } catch (IOException e) {
      throw Failure.input(summary.toString(), e);
    }
  }
}
