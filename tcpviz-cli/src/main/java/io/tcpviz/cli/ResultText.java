// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.event.Severity;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.FlowSummary;
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

  private static final String GLUE = "\u00a0";

  private final Console console;

  ResultText(Console console) {
    this.console = console;
  }

  /** The counts, what is wrong, and with whom. */
  void show(RunSummary run) {
    showCounts(run);
    if (run.findings().isEmpty()) {
      console.result("");
      console.result(wrap(allClear(run), 0, console.columns()));
    } else {
      console.result("");
      console.result("Findings");
      run.findings().forEach(this::showFinding);
    }
    List<FlowSummary> troubled =
        run.topFlows().stream()
            .filter(flow -> flow.events() > 0 || flow.lostTimeNanos() > 0)
            .limit(MOST_CONNECTIONS)
            .toList();
    if (!troubled.isEmpty()) {
      console.result("");
      console.result("Connections in most trouble");
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
    field("connections", String.valueOf(run.connections()));
    field(
        "events",
        run.events() == 0
            ? "0"
            : run.events() + ": " + counts(run.eventCounts(), kind -> kind.jsonName()));
    if (run.packets() > 0) {
      String begin = Instant.ofEpochSecond(0, run.firstNanos()).toString();
      field("time", begin + ", " + seconds(run.durationNanos()));
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
    return run.hiddenPackets() > run.tcpPackets()
        ? "Much of the capture could not be looked into; nothing wrong in " + looked + "."
        : "Nothing wrong in " + looked + ".";
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private void showFinding(Finding finding) {
    String label = "  " + finding.severity();
    String body = wrap(TerminalText.escape(finding.sentence()), LABEL, console.columns());
    console.result(
        console.paint(finding.severity(), label) + " ".repeat(LABEL - label.length()) + body);
  }

  private void showConnection(FlowSummary flow) {
    String label = "  #" + flow.id().connection();
    String figures =
        flow.id().client()
            + " -> "
            + flow.id().server()
            + " "
            + (flow.lostTimeNanos() > 0 ? seconds(flow.lostTimeNanos()) + " lost, " : "")
            + flow.events()
            + (flow.events() == 1 ? " event, " : " events, ")
            + flow.state().jsonName();
    String gap = " ".repeat(Math.max(1, LABEL - label.length()));
    Severity severity = flow.severity();
    console.result(console.paint(severity, label) + gap + wrap(figures, LABEL, console.columns()));
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

  private static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_UP) + " s";
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
