// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.report.ReportWriter;
import io.tcpviz.report.SessionDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the whole report of a session, or of a capture that it analyses first. */
@Command(
    name = "report",
    customSynopsis = "tcpviz report [OPTIONS] CAPTURE|SESSION",
    description = "Makes report.html. A capture is analysed first, as by parse-pcap.")
final class ReportCommand implements Callable<Integer> {
  private final Tcpviz tcpviz;

  @Parameters(paramLabel = "CAPTURE|SESSION", description = "A capture or a session directory.")
  private String input;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page. Default: report.html in the session directory.")
  private @Nullable Path out;

  @Mixin private WholeCaptureOptions options;

  ReportCommand(Tcpviz tcpviz) {
    this.tcpviz = tcpviz;
  }

  @Override
  public Integer call() throws Failure {
    if (out != null) {
      SessionPages.requireWritable(out);
      SessionPages.requirePage(out);
      if (!input.equals(CaptureInput.STANDARD_INPUT)) {
        SessionPages.requireSparing(out, CaptureInput.file(input));
      }
    }
    SessionPages pages = new SessionPages(tcpviz.console());
    ResultText text = new ResultText(tcpviz.console());
    boolean isSession =
        !input.equals(CaptureInput.STANDARD_INPUT) && Files.isDirectory(CaptureInput.file(input));
    if (isSession) {
      SessionDirectory session = SessionInput.session(CaptureInput.file(input));
      text.showFiles(List.of(page(pages, session, segments(session))));
      return pages.code().status();
    }
    return analysed(pages, text);
  }

  private int analysed(SessionPages pages, ResultText text) throws Failure {
    List<String> inputs = List.of(input);
    try (KeptCaptures kept = new KeptCaptures();
        ReportWriter report = new ReportWriter(inputs)) {
      AnalysisRun.Outcome outcome =
          new AnalysisRun(tcpviz, options).analyze(inputs, null, kept, report);
      SessionDirectory session = outcome.session();
      List<Path> files = new ArrayList<>(ParsePcapCommand.files(session));
      files.add(pages.report(session, report, outcome.segments(), place(session)));
      text.show(outcome.summary());
      text.showFiles(files);
      return outcome.code().status();
    }
  }

  private @Nullable SegmentSource segments(SessionDirectory session) throws Failure {
    CaptureProvider provider = options.backend().open(tcpviz.console()::debug);
    return SessionSegments.of(session, tcpviz.host(), tcpviz.console(), provider);
  }

  private Path page(SessionPages pages, SessionDirectory session, @Nullable SegmentSource segments)
      throws Failure {
    return pages.report(session, segments, place(session));
  }

  private Path place(SessionDirectory session) {
    return out == null ? SessionPages.reportPlace(session) : out;
  }
}
