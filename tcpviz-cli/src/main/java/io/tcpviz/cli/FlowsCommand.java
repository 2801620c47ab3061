// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.report.FlowField;
import io.tcpviz.report.FlowOrder;
import io.tcpviz.report.FlowRanking;
import io.tcpviz.report.SkippedLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the connections of a capture or a session. */
@Command(
    name = "flows",
    customSynopsis = "tcpviz flows [OPTIONS] [--in] CAPTURE...|SESSION",
    description = {
      "Prints the connections of captures, or of a session, as a table, as JSON lines or as CSV."
          + " Leaves no files behind.",
      "FIELD is any field of flows.jsonl (c2s.packets for one of an inner object), or one of:"
          + " lost, duration, handshake, start, end, packets, payload, events, retransmitted"
          + " (share of packets), rtt (of the whole path), from, to (with ports)."
    })
final class FlowsCommand implements Callable<Integer> {
  private final Tcpviz tcpviz;

  @Mixin private InputArguments inputs;

  @Option(
      names = "--sort",
      paramLabel = "FIELD[:asc|:desc]",
      split = ",",
      splitSynopsisLabel = ",",
      description = {
        "Order by this, then by the next. Figures have the largest first unless said otherwise;"
            + " what is not known comes last.",
        "Default: lost,severity."
      })
  private List<String> sort = List.of("lost", "severity");

  @Option(names = "--top", paramLabel = "N", description = "Only the first N.")
  private @Nullable Integer top;

  @Option(names = "--json", description = "Print the lines of flows.jsonl.")
  private boolean json;

  @Option(names = "--csv", description = "Print CSV (RFC 4180) with a header.")
  private boolean csv;

  @Option(
      names = "--fields",
      paramLabel = "FIELD",
      split = ",",
      splitSynopsisLabel = ",",
      description = "The columns of the table or the CSV.")
  private List<String> fields = List.of();

  @Mixin private WholeCaptureOptions options;

  @Spec private CommandSpec command;

  FlowsCommand(Tcpviz tcpviz) {
    this.tcpviz = tcpviz;
  }

  @Override
  public Integer call() throws Failure {
    FlowNames names = new FlowNames(command);
    List<FlowOrder> orders = names.orders("--sort", sort);
    List<FlowField> columns = names.fields("--fields", fields);
    if (top != null && top < 1) {
      throw wrong("--top must be at least 1", "--top");
    }
    FlowFormat format = format(columns);
    List<String> given = inputs.all();
    try (FlowRanking ranking = new FlowRanking(orders, top == null ? 0 : top, given)) {
      ExitCode code = fill(ranking, given);
      RowOutput out = new RowOutput(tcpviz.host());
      ranking.takeAll(format.fields(), row -> format.print(row, out) && out.isWanted());
      format.end(out);
      out.flush();
      if (ranking.isEmpty()) {
        tcpviz.console().note("no connections");
      }
      return code.status();
    } catch (IOException e) {
      throw Failure.input(given.get(0), e);
    }
  }

  private ExitCode fill(FlowRanking ranking, List<String> given) throws Failure, IOException {
    Optional<Path> flows = given.size() == 1 ? SessionInput.flows(given.get(0)) : Optional.empty();
    if (flows.isEmpty()) {
      return new AnalysisRun(tcpviz, options).stream(given, ranking);
    }
    Optional<SkippedLines> skipped = ranking.read(flows.get());
    skipped.ifPresent(lines -> SessionPages.warn(tcpviz.console(), lines));
    return skipped.isEmpty() ? ExitCode.DONE : ExitCode.DAMAGED_INPUT;
  }

  /** The command line decides, also where a variable asks for the other format. */
  private FlowFormat format(List<FlowField> columns) {
    boolean jsonGiven = command.commandLine().getParseResult().hasMatchedOption("--json");
    boolean csvGiven = command.commandLine().getParseResult().hasMatchedOption("--csv");
    if (json && csv && jsonGiven == csvGiven) {
      throw wrong("--json and --csv exclude each other", "--csv");
    }
    if (json && !(csv && csvGiven)) {
      if (!columns.isEmpty()) {
        throw wrong("--fields is for the table and CSV; --json prints whole lines", "--fields");
      }
      return new FlowJson(tcpviz.host().outIsTerminal());
    }
    return csv ? new FlowCsv(columns) : new FlowTable(columns, tcpviz.console());
  }

  private ParameterException wrong(String message, String option) {
    return new ParameterException(command.commandLine(), message, command.findOption(option), null);
  }
}
