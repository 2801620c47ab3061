// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.event.Severity;
import java.io.PrintStream;
import java.nio.file.Path;

/** Talks to the user: results on standard output, everything else on standard error. */
final class Console {
  private static final String RESET = "\u001b[0m";

  private static final int USUAL = 80;

  /** In fewer columns no address fits beside a label. */
  private static final int FEWEST = 40;

  private final Host host;
  private final boolean verbose;
  private final boolean quiet;
  private final boolean color;

  Console(Host host, boolean verbose, boolean quiet, boolean color) {
    this.host = host;
    this.verbose = verbose;
    this.quiet = quiet;
    this.color = color;
  }

  /** One line of the result, as it is; whoever brings foreign text has made it safe. */
  void result(String line) {
    host.out().println(line);
  }

  /** A path in the result: exact for programs, safe for terminals. */
  String path(Path path) {
    return host.outIsTerminal() ? TerminalText.escape(path.toString()) : path.toString();
  }

  /** Something the user should know although the work goes on. */
  void warning(String message) {
    if (!quiet) {
      error("warning: " + message);
    }
  }

  /** What the program is doing, where that is not obvious. */
  void note(String message) {
    if (!quiet) {
      error(message);
    }
  }

  /** Detail for whoever looks for a fault. */
  void debug(String message) {
    if (verbose) {
      error("debug: " + message);
    }
  }

  /** Whether only results that others depend on are wanted. */
  boolean isQuiet() {
    return quiet;
  }

  /** Why a command ended without its result. */
  void error(String message) {
    host.err().println("tcpviz: " + TerminalText.escape(message));
  }

  /** The stack trace, for whoever asked for detail. */
  void trace(Throwable thrown) {
    if (verbose) {
      thrown.printStackTrace(host.err());
    }
  }

  /** Whether a person watches standard error and wants to see progress there. */
  boolean showsProgress() {
    return host.errIsTerminal() && !quiet;
  }

  /** Where progress goes. */
  PrintStream progressStream() {
    return host.err();
  }

  /** Whether a person reads the result. */
  boolean isOnTerminal() {
    return host.outIsTerminal();
  }

  /** Columns of the terminal where it says so and a person reads it, 80 otherwise. */
  int columns() {
    String told = host.outIsTerminal() ? host.env().getOrDefault("COLUMNS", "") : "";
    return told.matches("[1-9][0-9]{1,3}") ? Math.max(FEWEST, Integer.parseInt(told)) : USUAL;
  }

  /** Whether results are coloured. */
  boolean isColored() {
    return color;
  }

  /** The text in the colour of the severity, where colours are on. */
  String paint(Severity severity, String text) {
    if (!color) {
      return text;
    }
    String code =
        switch (severity) {
          case INFO -> "\u001b[36m"; // cyan
          case WARNING -> "\u001b[33m"; // yellow
          case CRITICAL -> "\u001b[1;31m"; // bold red
        };
    return code + text + RESET;
  }

  /** The text as a heading, where colours are on. */
  String bold(String text) {
    return color ? "\u001b[1m" + text + RESET : text;
  }
}
