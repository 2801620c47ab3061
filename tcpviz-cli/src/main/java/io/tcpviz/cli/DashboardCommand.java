// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.report.SessionDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything at once: waits for the capture, analyses it, makes all pages. */
@Command(
    name = "dashboard",
    customSynopsis = "tcpviz dashboard [OPTIONS] [CAPTURE]",
    description =
        "Waits until the capture is written, then does parse-pcap, plot, summary and report."
            + " Without a capture: the pages of the newest session under artifacts/.")
final class DashboardCommand implements Callable<Integer> {
  private final Tcpviz tcpviz;

  @Parameters(arity = "0..1", paramLabel = "CAPTURE", description = "The capture.")
  private @Nullable String input;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The session directory. Default: a new one under artifacts/.")
  private @Nullable Path out;

  @Option(
      names = "--stable-seconds",
      paramLabel = "S",
      defaultValue = "2",
      converter = SecondsConverter.class,
      description =
          "How long the capture must stand still to count as written. Default: ${DEFAULT-VALUE}.")
  private Duration quiet;

  @Mixin private WholeCaptureOptions options;

  DashboardCommand(Tcpviz tcpviz) {
    this.tcpviz = tcpviz;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    SessionPages pages = new SessionPages(tcpviz.console());
    ResultText text = new ResultText(tcpviz.console());
    if (input == null) {
      Path artifacts = tcpviz.host().directory().resolve("artifacts");
      SessionDirectory newest = SessionInput.newest(artifacts);
      CaptureProvider provider = options.backend().open(tcpviz.console()::debug);
      text.showFiles(
          pages(
              pages,
              newest,
              SessionSegments.of(newest, tcpviz.host(), tcpviz.console(), provider)));
      return pages.code().status();
    }
    if (!input.equals(CaptureInput.STANDARD_INPUT) && !settled(CaptureInput.file(input))) {
      return ExitCode.INTERRUPTED.status();
    }
    try (KeptCaptures kept = new KeptCaptures()) {
      AnalysisRun.Outcome outcome =
          new AnalysisRun(tcpviz, options).analyze(List.of(input), out, kept);
      List<Path> files = new ArrayList<>(ParsePcapCommand.files(outcome.session()));
      files.addAll(pages(pages, outcome.session(), outcome.segments()));
      text.show(outcome.summary());
      text.showFiles(files);
      return outcome.code().status();
    }
  }

  private boolean settled(Path capture) throws Failure, InterruptedException {
    if (Files.exists(capture) && !Files.isRegularFile(capture)) {
      return true; // a pipe ends by itself; a directory is refused later
    }
    SettledFile file = new SettledFile(capture, quiet);
    try {
      if (file.isSettled(tcpviz.host().clock())) {
        return true;
      }
      tcpviz.console().note("waiting until " + capture + " is written");
      return file.await(tcpviz.host().stop());
    } catch (IOException e) {
      throw Failure.input(capture.toString(), e);
    }
  }

  private static List<Path> pages(
      SessionPages pages, SessionDirectory session, @Nullable SegmentSource segments)
      throws Failure {
    return List.of(
        pages.timeline(session.events()),
        pages.summary(session.events()),
        pages.report(session, segments, SessionPages.reportPlace(session)));
  }
}
