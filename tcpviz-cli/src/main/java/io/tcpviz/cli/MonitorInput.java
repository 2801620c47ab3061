// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.core.capture.LiveCaptureOptions;
import io.tcpviz.monitor.FollowedOpening;
import io.tcpviz.monitor.follow.Follow;
import io.tcpviz.monitor.follow.FollowOptions;
import io.tcpviz.monitor.follow.FollowedCapture;
import io.tcpviz.monitor.follow.InterfaceCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a monitor watches. */
final class MonitorInput {
  private static final String WILDCARDS = ".*[*?\\[{].*";
  private static final int MIB = 1 << 20;
  private static final int MOST_BUFFER_MIB = 1_024;
  private static final int LONGEST_FRAME = 262_144;

  @Option(
      names = "--pcap-path",
      paramLabel = "FILE|GLOB|DIR",
      description =
          "A capture that grows, or the files of a ring: a directory, a pattern quoted against the"
              + " shell, or a link that is moved to the newest.")
  private @Nullable String path;

  @Option(
      names = {"-i", "--interface"},
      paramLabel = "NAME",
      description = "An interface of this machine, through libpcap.")
  private @Nullable String interfaceName;

  @Parameters(
      arity = "0..*",
      paramLabel = "-",
      description = "Standard input, such as the output of tcpdump -U -w -.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--newest",
      description = "Begin with the newest file of a ring instead of the oldest.")
  private boolean newest;

  @Option(
      names = "--poll-interval",
      paramLabel = "S",
      defaultValue = "2.0",
      converter = SecondsConverter.class,
      description =
          "Seconds between two looks at the files where the system does not tell of changes."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration pollInterval;

  @Option(
      names = "--poll",
      description = "Only look, as on network shares: do not ask the system for file events.")
  private boolean poll;

  @Option(
      names = "--filter",
      paramLabel = "BPF",
      defaultValue = "",
      description = "Which packets of the interface, as for tcpdump; see pcap-filter(7).")
  private String filter;

  @Option(
      names = "--snaplen",
      paramLabel = "N",
      defaultValue = "262144",
      description = "Octets kept of a packet of the interface. Default: ${DEFAULT-VALUE}.")
  private int snapLength;

  @Option(
      names = "--no-promiscuous",
      description = "Only packets of the interface that are meant for this machine.")
  private boolean notPromiscuous;

  @Option(
      names = "--buffer-mib",
      paramLabel = "N",
      defaultValue = "64",
      description = "The kernel's buffer for the interface, in MiB. Default: ${DEFAULT-VALUE}.")
  private int bufferMib;

  /** How the messages call it. */
  String name() {
    if (interfaceName != null) {
      return interfaceName;
    }
    String files = files();
    return files == null ? "stdin" : files;
  }

  /** The files, which may also be named without {@code --pcap-path}; null if there are none. */
  private @Nullable String files() {
    boolean isNamed = inputs.size() == 1 && !CaptureInput.STANDARD_INPUT.equals(inputs.get(0));
    return path == null && isNamed ? inputs.get(0) : path;
  }

  /** Whether all that was read can be read again. */
  boolean isRepeatable() {
    return files() != null && !newest;
  }

  /** Whether there is nothing where a capture should have come. */
  boolean isMissing() {
    String target = files();
    try {
      return target != null && !target.matches(WILDCARDS) && Files.notExists(Path.of(target));
    } catch (InvalidPathException e) {
      return true;
    }
  }

  /** Opens what the user named, which is exactly one thing. */
  FollowedOpening opening(Host host, Backend backend, Console console) throws Failure {
    String target = target();
    refuseWhatDoesNothing();
    if (interfaceName != null) {
      LiveCaptureOptions options = liveOptions(interfaceName);
      return idle -> InterfaceCapture.open(options, idle);
    }
    if (CaptureInput.STANDARD_INPUT.equals(target)) {
      return idle -> Follow.pipe("stdin", host.in(), idle);
    }
    if (pollInterval.isZero()) {
      throw Failure.usage("--poll-interval must be more than 0");
    }
    FollowOptions options =
        new FollowOptions(backend.open(console::warning), pollInterval, !poll, newest);
    if (isAwaited(target)) {
      console.note(target + " is not there yet");
    }
    return idle -> follow(target, options, idle);
  }

  private static boolean isAwaited(String target) throws Failure {
    if (target.matches(WILDCARDS)) {
      return false;
    }
    Path file = CaptureInput.file(target).toAbsolutePath();
    Path directory = file.getParent();
    return directory != null && Files.isDirectory(directory) && Files.notExists(file);
  }

  private static FollowedCapture follow(String target, FollowOptions options, IdleListener idle)
      throws IOException {
    try {
      return Follow.open(target, options, idle);
    } catch (IllegalArgumentException noPattern) {
      throw new IOException(noPattern.getMessage(), noPattern);
    }
  }

  private void refuseWhatDoesNothing() throws Failure {
    if (!filter.isEmpty() && interfaceName == null) {
      throw Failure.usage("--filter is for --interface; give it to whoever captures");
    }
    if (newest && files() == null) {
      throw Failure.usage("--newest is for --pcap-path");
    }
  }

  private String target() throws Failure {
    List<String> named = new ArrayList<>(inputs);
    if (path != null) {
      named.add(path);
    }
    if (interfaceName != null) {
      named.add(interfaceName);
    }
    if (named.isEmpty()) {
      throw Failure.usage("nothing to watch: give --pcap-path, --interface or -");
    }
    if (named.size() > 1) {
      String remedy = inputs.size() > 1 ? "; quote a pattern against the shell" : "";
      throw Failure.usage("one thing can be watched, but " + named.size() + " are given" + remedy);
    }
    if (named.get(0).isEmpty()) {
      throw Failure.usage("nothing to watch: its name is empty");
    }
    return named.get(0);
  }

  private LiveCaptureOptions liveOptions(String name) throws Failure {
    if (snapLength < 1 || snapLength > LONGEST_FRAME) {
      throw Failure.usage("--snaplen must be between 1 and " + LONGEST_FRAME);
    }
    if (bufferMib < 1 || bufferMib > MOST_BUFFER_MIB) {
      throw Failure.usage("--buffer-mib must be between 1 and " + MOST_BUFFER_MIB);
    }
    return new LiveCaptureOptions(name, filter, snapLength, !notPromiscuous, bufferMib * MIB);
  }
}
