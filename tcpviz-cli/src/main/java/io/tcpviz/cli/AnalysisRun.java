// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import io.tcpviz.report.BackgroundSink;
import io.tcpviz.report.ReportWriter;
import io.tcpviz.report.SessionDirectory;
import io.tcpviz.report.SessionWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Analyses captures into a session directory: what parse-pcap, report and dashboard share. */
final class AnalysisRun {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Host host;
  private final Console console;
  private final AnalysisOptions options;

  AnalysisRun(Tcpviz tcpviz, AnalysisOptions options) {
    this.host = tcpviz.host();
    this.console = tcpviz.console();
    this.options = options;
  }

  /**
   * What an analysis came to.
   *
   * @param session where its files are
   * @param summary the capture as a whole
   * @param code what the process should end with
   * @param segments reads the captures once more; null where they were not kept
   */
  record Outcome(
      SessionDirectory session,
      RunSummary summary,
      ExitCode code,
      @Nullable SegmentSource segments) {}

  /**
   * Analyses, for a command that reads the captures once.
   *
   * @param names the captures, as the user names them: one capture in time order
   * @param out the session directory, or null for a new one under {@code artifacts/}
   */
  Outcome analyze(List<String> names, @Nullable Path out) throws Failure {
    return analyze(names, out, null);
  }

  /**
   * Analyses, for a command that reads the captures again.
   *
   * @param kept keeps the captures for that; null where nobody does
   */
  Outcome analyze(List<String> names, @Nullable Path out, @Nullable KeptCaptures kept)
      throws Failure {
    return analyze(names, out, kept, null);
  }

  /**
   * The same, with a report made of it beside the session.
   *
   * @param report the report, finished but not written; null for none
   */
  Outcome analyze(
      List<String> names,
      @Nullable Path out,
      @Nullable KeptCaptures kept,
      @Nullable ReportWriter report)
      throws Failure {
    AnalysisConfig config = options.config();
    List<CaptureInput> inputs = CaptureInput.of(names, host);
    CaptureProvider provider = options.backend().open(console::warning);
    try (CaptureReader capture = Captures.open(sources(inputs, kept), provider)) {
      SessionDirectory session = begin(out);
      RunSummary summary = write(capture, inputs, session, config, report);
      SegmentSource segments =
          kept == null
              ? null
              : new CaptureAgain(
                  host, console, kept::again, provider, frames(summary), config.tunnels());
      return new Outcome(session, summary, conclude(summary), segments);
    } catch (IOException e) {
      throw Failure.input(inputs.get(0).source().name(), e);
    }
  }

  /**
   * Analyses without a session.
   *
   * @param names the captures, as the user names them: one capture in time order
   * @param sink takes the results; what it throws is about the place of its temporary files
   * @return what the process should end with
   */
  ExitCode stream(List<String> names, EventSink sink) throws Failure {
    AnalysisConfig config = options.config();
    List<CaptureInput> inputs = CaptureInput.of(names, host);
    CaptureProvider provider = options.backend().open(console::warning);
    try (CaptureReader capture = Captures.open(sources(inputs, null), provider)) {
      return conclude(read(capture, inputs, config, sink));
    } catch (UncheckedIOException e) {
      Path place = Path.of(System.getProperty("java.io.tmpdir"));
      throw Failure.writing(place, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw Failure.input(inputs.get(0).source().name(), e);
    }
  }

  private static List<CaptureSource> sources(List<CaptureInput> inputs, @Nullable KeptCaptures kept)
      throws IOException {
    List<CaptureSource> sources = new ArrayList<>();
    for (CaptureInput input : inputs) {
      sources.add(kept == null ? input.source() : kept.keep(input.source()));
    }
    return sources;
  }

  private static List<Long> frames(RunSummary summary) {
    return summary.capture().files().stream().map(CaptureFile::frames).toList();
  }

  private SessionDirectory begin(@Nullable Path out) throws Failure {
    if (out != null && out.toString().isEmpty()) {
      throw Failure.usage("--out: no directory given");
    }
    try {
      return out == null
          ? SessionDirectory.create(host.directory(), LocalDateTime.now(host.clock()))
          : beginAt(out);
    } catch (IOException e) {
      throw Failure.writing(out == null ? host.directory().resolve("artifacts") : out, e);
    }
  }

  private SessionDirectory beginAt(Path out) throws IOException {
    SessionDirectory session = SessionDirectory.createAt(out);
    Path name = session.path().getFileName();
    if (name != null && !name.equals(out.toAbsolutePath().normalize().getFileName())) {
      console.warning(out + " holds a session already; this one is in " + session.path());
    }
    return session;
  }

  private RunSummary write(
      CaptureReader capture,
      List<CaptureInput> inputs,
      SessionDirectory session,
      AnalysisConfig config,
      @Nullable ReportWriter report)
      throws Failure {
    List<String> sources = inputs.stream().map(input -> input.source().name()).toList();
    long begin = System.nanoTime();
    try (SessionWriter writer = new SessionWriter(session, sources);
        BackgroundSink files = new BackgroundSink(writer, "session")) {
      EventSink sink = report == null ? files : new TwoSinks(files, report);
      RunSummary summary = read(capture, inputs, config, sink);
      if (report != null) {
        report.finish();
      }
      files.finish();
      long elapsed = System.nanoTime() - begin;
      writer.finish(summary, config::visit, Version.number(), elapsed);
      console.debug(
          String.join(", ", sources)
              + ": read by "
              + summary.capture().backend()
              + " in "
              + TimeUnit.NANOSECONDS.toMillis(elapsed)
              + " ms");
      return summary;
    } catch (UncheckedIOException e) {
      throw Failure.writing(session.path(), Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw Failure.writing(session.path(), e);
    }
  }

  private RunSummary read(
      CaptureReader capture, List<CaptureInput> inputs, AnalysisConfig config, EventSink sink)
      throws Failure {
    long total = CaptureInput.totalSize(inputs);
    try (ProgressLine line = new ProgressLine(console.progressStream(), total, PATIENCE)) {
      LongConsumer progress = console.showsProgress() ? line::at : position -> {};
      WatchedCapture watched = new WatchedCapture(capture, host.stop(), progress);
      return new FlowAnalyzer(config).stream(watched, sink);
    } catch (IOException e) {
      throw Failure.input(inputs.get(0).source().name(), e);
    }
  }

  /** Whether a file is no capture; an empty one may be the next of a ring, just begun. */
  private static boolean isRefused(CaptureFile file) {
    return file.format().isEmpty()
        && file.damages().stream().anyMatch(damage -> !damage.reason().equals(CaptureDamage.EMPTY));
  }

  private ExitCode conclude(RunSummary summary) {
    if (host.stop().isRequested()) { // a last record that is cut short then is our own doing
      console.warning("interrupted: only what had been read by then is in the results");
      return ExitCode.INTERRUPTED;
    }
    Unseen.warning(summary).ifPresent(console::warning);
    List<CaptureDamage> damages = summary.capture().damages();
    damages.forEach(damage -> console.warning(damage.toString()));
    List<String> refused =
        summary.capture().files().stream()
            .filter(AnalysisRun::isRefused)
            .map(CaptureFile::name)
            .toList();
    if (!refused.isEmpty()) {
      console.error(
          String.join(", ", refused)
              + (refused.size() == 1 ? " is no capture" : " are no captures")
              + "; the other files were analysed");
      return ExitCode.UNREADABLE_INPUT;
    }
    return damages.isEmpty() ? ExitCode.DONE : ExitCode.DAMAGED_INPUT;
  }

  private record TwoSinks(EventSink one, EventSink other) implements EventSink {
    @Override
    public void event(TcpEvent event) {
      one.event(event);
      other.event(event);
    }

    @Override
    public void flow(FlowSummary flow) {
      one.flow(flow);
      other.flow(flow);
    }
  }
}
