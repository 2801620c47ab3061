// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The entry point. Loads nothing of picocli, so that {@code --version} answers at once. */
public final class Main {
  /** How long a signal waits for a command to flush what it has. */
  private static final long FLUSH_SECONDS = 30;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    StopSignal stop = new StopSignal();
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endInOrder(stop, done), "flush"));
    StandardOutput out = new StandardOutput();
    int status;
    try {
      Host host = Host.process(stop, out);
      status = run(args, host);
      IOException lost = out.failure();
      if (lost != null && status != ExitCode.INTERRUPTED.status()) {
        host.err().println("tcpviz: cannot write standard output: " + lost.getMessage());
        status = ExitCode.INTERNAL_ERROR.status();
      }
    } finally {
      done.countDown();
    }
    if (!stop.isRequested()) { // else a signal is ending the process, with a status of its own
      System.exit(status);
    }
  }

  /**
   * Runs one command inside this process.
   *
   * @return the exit status; a signal overrides it with 128 plus its number
   */
  static int run(String[] args, Host host) {
    if (args.length == 1 && args[0].equals("--version")) {
      host.out().println(Version.line());
      return ExitCode.DONE.status();
    }
    try {
      return Tcpviz.commandLine(host, args).execute(args);
    } catch (RuntimeException | Error bug) { // no stack trace for users, not even out of memory
      boolean verbose = List.of(args).contains("-v") || List.of(args).contains("--verbose");
      return Complaints.complain(new Console(host, verbose, false, false), bug).status();
    } finally {
      host.out().flush();
    }
  }

  /** Holds back the end of the process, which a signal began, until the command has flushed. */
  private static void endInOrder(StopSignal stop, CountDownLatch done) {
    stop.request();
    try {
      done.await(FLUSH_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
