// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program itself: the options that every command has. */
@Command(
    name = "tcpviz",
    versionProvider = Tcpviz.VersionLine.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Reads packet captures and says what is wrong with TCP in them.",
    footerHeading = "%n",
    footer = {
      "Every option can also be given as an environment variable, for example"
          + " TCPVIZ_DUP_ACKS for --dup-acks; the command line wins.",
      "Where a capture is expected, - is standard input."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done, whatever was found",
      "1:internal error, out of memory, or results that could not be written",
      "2:wrong usage",
      "3:an input cannot be read or is not a capture",
      "4:done, but the input was damaged or cut; what is readable was analysed",
      "5:monitor --fail-on: there was such an alert",
      "129, 130, 143:ended by SIGHUP, SIGINT, SIGTERM, after writing what was read"
    })
final class Tcpviz implements Runnable {
  private static final List<String> COMMANDS =
      List.of(
          "parse-pcap",
          "plot",
          "summary",
          "report",
          "flows",
          "dashboard",
          "monitor",
          "watch-latest");

  /** What may stand before a command and does not tell what is to be done. */
  private static final Set<String> BEFORE_COMMANDS =
      Set.of("-q", "--quiet", "-v", "--verbose", "--color");

  private final Host host;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli reads it
  private boolean help;

  @Option(
      names = "--version",
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show the version and exit.")
  @SuppressWarnings("unused") // picocli reads it
  private boolean version;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log details and stack traces.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print no summary, and nothing but errors on standard error.")
  private boolean quiet;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "Colour results: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private ColorMode color = ColorMode.AUTO;

  @Spec private CommandSpec spec;

  private Tcpviz(Host host) {
    this.host = host;
  }

  /**
   * The commands, ready to execute in the given process. Where the arguments begin with one, or
   * with a few options before it, the others are left out: making them would take a third of the
   * time before work begins.
   */
  static CommandLine commandLine(Host host, String... args) {
    Tcpviz tcpviz = new Tcpviz(host);
    EnvironmentDefaults defaults = new EnvironmentDefaults(host.env());
    Complaints complaints = new Complaints(tcpviz, defaults);
    CommandLine program = new CommandLine(tcpviz);
    for (String name : called(args)) {
      program.addSubcommand(tcpviz.command(name));
    }
    for (CommandLine command : program.getSubcommands().values()) {
      command.getCommandSpec().versionProvider(new VersionLine());
    }
    return program
        .registerConverter(Backend.class, Words.oneOf(Backend.values()))
        .registerConverter(Boolean.class, Words::yesOrNo)
        .registerConverter(ColorMode.class, Words.oneOf(ColorMode.values()))
        .registerConverter(TunnelChoice.class, Words.oneOf(TunnelChoice.values()))
        .registerConverter(boolean.class, Words::yesOrNo)
        .setDefaultValueProvider(defaults)
        .setExecutionExceptionHandler(complaints)
        .setExecutionStrategy(tcpviz::execute)
        .setExpandAtFiles(false) // a capture may be called @file
        .setOut(new PrintWriter(host.out(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(complaints)
        .setUsageHelpWidth(80);
  }

  /** The command that is called; all of them where the arguments do not tell, or ask for help. */
  private static List<String> called(String... args) {
    int first = 0;
    while (first < args.length && BEFORE_COMMANDS.contains(args[first])) {
      first += args[first].equals("--color") ? 2 : 1; // with its value
    }
    boolean isNamed = first < args.length && COMMANDS.contains(args[first]);
    return isNamed ? List.of(args[first]) : COMMANDS;
  }

  private Object command(String name) {
    return switch (name) {
      case "parse-pcap" -> new ParsePcapCommand(this);
      case "plot" -> new PlotCommand(this);
      case "summary" -> new SummaryCommand(this);
      case "report" -> new ReportCommand(this);
      case "flows" -> new FlowsCommand(this);
      case "dashboard" -> new DashboardCommand(this);
      case "monitor" -> new MonitorCommand(this);
      case "watch-latest" -> new WatchLatestCommand(this);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The process that the command runs in. */
  Host host() {
    return host;
  }

  /** Where to talk to the user, by the options given. */
  Console console() {
    return new Console(host, verbose, quiet, color.colors(host));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }

  private int execute(ParseResult parsed) {
    for (ParseResult each = parsed; each != null; each = each.subcommand()) {
      if (!each.unmatched().isEmpty()) { // which picocli overlooks where help is asked for, too
        throw new UnmatchedArgumentException(each.commandSpec().commandLine(), each.unmatched());
      }
    }
    Ansi ansi = color.colors(host) ? Ansi.ON : Ansi.OFF;
    spec.commandLine().setColorScheme(Help.defaultColorScheme(ansi));
    return new RunLast().execute(parsed);
  }

  /** Tells picocli the version only when somebody asks. */
  static final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.line()};
    }
  }
}
