// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a short message and an exit code. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String DETAILS = "; run with -v for details";

  private final Tcpviz tcpviz;
  private final EnvironmentDefaults defaults;

  Complaints(Tcpviz tcpviz, EnvironmentDefaults defaults) {
    this.tcpviz = tcpviz;
    this.defaults = defaults;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    String origin =
        Optional.<ArgSpec>ofNullable(wrong.getArgSpec())
            .flatMap(argument -> defaults.origin(argument, args))
            .map(variable -> variable + ": ")
            .orElse("");
    tcpviz.console().error(origin + message(wrong));
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      unmatched.getSuggestions().stream()
          .findFirst()
          .ifPresent(similar -> tcpviz.console().error("did you mean " + similar + "?"));
    }
    String name = command.getCommandSpec().qualifiedName();
    tcpviz.console().error("see '" + name + " --help'");
    return ExitCode.WRONG_USAGE.status();
  }

  /** What is wrong; picocli knows no command from any other argument. */
  private static String message(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)
        || unmatched.isUnknownOption()
        || wrong.getCommandLine().getParent() != null) {
      return String.valueOf(wrong.getMessage());
    }
    return unmatched.getUnmatched().get(0) + ": no such command";
  }

  @Override
  public int handleExecutionException(
      Exception thrown, CommandLine command, ParseResult parseResult) {
    return complain(tcpviz.console(), thrown).status();
  }

  /** Says in one line what ended a command; the stack trace follows for whoever asked for it. */
  static ExitCode complain(Console console, Throwable thrown) {
    if (thrown instanceof Failure failure) {
      console.error(String.valueOf(failure.getMessage()));
      console.trace(failure);
      return failure.code();
    }
    console.error(isOutOfMemory(thrown) ? outOfMemory() : "internal error: " + thrown + DETAILS);
    console.trace(thrown);
    return ExitCode.INTERNAL_ERROR;
  }

  /** Whether that is the reason, which the virtual machine itself may have wrapped. */
  private static boolean isOutOfMemory(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static String outOfMemory() {
    return "out of memory: Java may use "
        + (Runtime.getRuntime().maxMemory() >> 20)
        + " MiB; give it more (-Xmx, with bin/tcpviz as JAVA_OPTS=-Xmx4g),"
        + " or keep fewer connections (--max-connections)";
  }
}
