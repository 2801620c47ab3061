// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.metrics.DurationText;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.FlowVerdict;
import io.tcpviz.core.metrics.Moment;
import io.tcpviz.core.metrics.RunSummary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An analysis in a few lines, as wide as the terminal. */
final class ResultText {
  private static final int LABEL = 13;

  /** A number stays on the line of its unit, or of what it counts. */
  private static final Pattern NUMBER_AND_WORD =
      Pattern.compile("(?<=^|[ (])([0-9][0-9.,]*) (?=[\\p{L}µ])");

  private static final int MOST_CONNECTIONS = 5;
  private static final int MOST_FINDINGS = 12;
  private static final long LONG_NANOS = 120_000_000_000L;

  private static final String GLUE = "\u00a0";

  private final Console console;

  ResultText(Console console) {
    this.console = console;
  }

  /** The counts, what is wrong, and with whom; nothing for whoever wants quiet. */
  void show(RunSummary run) {
    if (console.isQuiet()) {
      return;
    }
    showCounts(run);
    if (run.findings().isEmpty()) {
      console.result("");
      console.result(wrap(allClear(run), 0, console.columns()));
    } else {
      console.result("");
      console.result(console.bold("Findings"));
      showFindings(run);
    }
    List<FlowSummary> troubled =
        run.topFlows().stream()
            .filter(flow -> flow.events() > 0 || flow.lostTimeNanos() > 0)
            .limit(MOST_CONNECTIONS)
            .toList();
    if (!troubled.isEmpty()) {
      console.result("");
      console.result(console.bold("Connections in most trouble"));
      troubled.forEach(this::showConnection);
    }
    console.result("");
  }

  /** The files written, one a line and nothing else in it. */
  void showFiles(List<Path> files) {
    files.forEach(file -> console.result(console.path(file)));
  }

  private void showCounts(RunSummary run) {
    field("packets", run.packets() + " (" + run.tcpPackets() + " TCP)");
    if (!run.skipped().isEmpty()) {
      field("skipped", counts(run.skipped(), reason -> Unseen.title(reason, run)));
    }
    long repeated = run.capture().repeatedFrames();
    if (repeated > 0) {
      field("left out", counted(repeated, "packet") + " that more than one of the files holds");
    }
    CaptureText.flaws(run).ifPresent(flaws -> field("capture", flaws));
    field("connections", String.valueOf(run.connections()));
    field(
        "events",
        run.events() == 0
            ? "0"
            : run.events() + ": " + counts(run.eventCounts(), kind -> kind.jsonName()));
    if (run.packets() > 0) {
      String begin = Instant.ofEpochSecond(0, run.firstNanos()).toString();
      field("time", begin + ", " + span(run.durationNanos()));
    }
  }

  /** Says of what nothing is wrong; a capture without TCP gets no all-clear. */
  private static String allClear(RunSummary run) {
    if (run.tcpPackets() == 0) {
      if (run.packets() == 0) {
        return "The capture holds no packets.";
      }
      return run.hiddenPackets() == 0
          ? "No TCP packet in this capture."
          : "The capture could not be looked into: nothing can be said of TCP.";
    }
    String looked =
        counted(run.tcpPackets(), "TCP packet") + " of " + counted(run.connections(), "connection");
    if (!run.capture().damages().isEmpty()) {
      return "Nothing wrong in what could be read: " + looked + ".";
    }
    return run.hiddenPackets() > run.tcpPackets()
        ? "Much of the capture could not be looked into; nothing wrong in " + looked + "."
        : "Nothing wrong in " + looked + ".";
  }

  static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private void showFindings(RunSummary run) {
    List<Finding> all = run.findings();
    boolean few = all.size() <= MOST_FINDINGS + 1;
    for (Finding finding : few ? all : all.subList(0, MOST_FINDINGS)) {
      String text = finding.sentence() + moment(finding, run.capture().files());
      labelled(finding.severity(), finding.severity().name(), text);
    }
    if (!few) {
      int more = all.size() - MOST_FINDINGS;
      labelled(Severity.INFO, "", "and " + more + " more, see summary.json or the report");
    }
  }

  /** Where to look in other tools. */
  private static String moment(Finding finding, List<CaptureFile> files) {
    Moment worst = finding.worst();
    if (worst == null) {
      return "";
    }
    String file = files.size() > 1 ? " of " + files.get(worst.source()).name() : "";
    return finding.events() == 1
        ? " (frame" + GLUE + worst.frame() + file + ")"
        : " ("
            + finding.events()
            + " events, the worst in frame"
            + GLUE
            + worst.frame()
            + file
            + ")";
  }

  /** A line with something in colour before it. */
  private void labelled(Severity severity, String label, String text) {
    console.result(
        "  "
            + (label.isEmpty() ? "" : console.paint(severity, label))
            + " ".repeat(LABEL - 2 - label.length())
            + wrap(TerminalText.escape(text), LABEL, console.columns()));
  }

  private void showConnection(FlowSummary flow) {
    String lost = flow.lostTimeNanos() > 0 ? DurationText.of(flow.lostTimeNanos()) + " lost, " : "";
    labelled(
        flow.severity(),
        FlowVerdict.of(flow).jsonName(),
        "#"
            + flow.id().connection()
            + GLUE
            + flow.id().client()
            + " -> "
            + flow.id().server()
            + " "
            + lost
            + counted(flow.events(), "event")
            + ", "
            + flow.state().jsonName().replace('_', ' '));
  }

  private void field(String label, String text) {
    console.result(
        label + " ".repeat(LABEL - label.length()) + wrap(text, LABEL, console.columns()));
  }

  private static <K> String counts(Map<K, Long> counts, Function<K, String> name) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + name.apply(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  /** To the millisecond as long as anybody cares. */
  private static String span(long nanos) {
    return nanos >= LONG_NANOS
        ? DurationText.of(nanos)
        : BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_UP) + " s";
  }

  /** Breaks text between words so that it stays right of {@code indent} and left of the edge. */
  static String wrap(String text, int indent, int columns) {
    StringBuilder lines = new StringBuilder();
    int column = indent;
    for (String word : NUMBER_AND_WORD.matcher(text).replaceAll("$1" + GLUE).split(" ")) {
      boolean first = lines.length() == 0;
      if (!first && column + 1 + word.length() > columns) {
        lines.append(System.lineSeparator()).append(" ".repeat(indent));
        column = indent;
      } else if (!first) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString().replace(GLUE, " ");
  }
}
