// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a link on the newest of the files that a capture is rotated through. */
@Command(
    name = "watch-latest",
    customSynopsis = "tcpviz watch-latest [OPTIONS] GLOB LINK",
    description = "Keeps the symbolic link LINK on the newest file that matches GLOB, until ended.")
final class WatchLatestCommand implements Callable<Integer> {
  private static final String WILDCARDS = "*?[]{}";

  private final Tcpviz tcpviz;

  @Parameters(
      paramLabel = "GLOB",
      description = "The files, quoted against the shell. Wildcards stand in the last name only.")
  private String glob;

  @Parameters(paramLabel = "LINK", description = "The link.")
  private Path link;

  @Option(
      names = "--poll-interval",
      paramLabel = "S",
      defaultValue = "2.0",
      converter = SecondsConverter.class,
      description = "Seconds between two looks. Default: ${DEFAULT-VALUE}.")
  private Duration interval;

  WatchLatestCommand(Tcpviz tcpviz) {
    this.tcpviz = tcpviz;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    LatestLink latest = begin();
    StopSignal stop = tcpviz.host().stop();
    do {
      try {
        latest.update().ifPresent(this::show);
      } catch (IOException e) {
        throw Failure.writing(link, e);
      }
    } while (!stop.await(interval));
    return ExitCode.INTERRUPTED.status();
  }

  private LatestLink begin() throws Failure {
    int name = glob.lastIndexOf('/') + 1;
    if (glob.substring(0, name).chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0)) {
      throw Failure.usage(glob + ": wildcards can stand in the last name only");
    }
    Path directory = CaptureInput.file(name == 0 ? "." : glob.substring(0, name));
    if (!Files.isDirectory(directory)) {
      throw Failure.input(directory.toString(), "no such directory");
    }
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
      throw Failure.usage(link + ": is there and is no symbolic link");
    }
    if (interval.isZero()) {
      throw Failure.usage("--poll-interval must be more than 0");
    }
    String pattern = glob.substring(name);
    try {
      directory.getFileSystem().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw Failure.usage(glob + ": not a pattern: " + e.getDescription());
    }
    return new LatestLink(directory, pattern, link);
  }

  private void show(Path target) {
    Console console = tcpviz.console();
    console.result(console.path(link) + " -> " + console.path(target));
  }
}
