// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * Everything that a command sees of the process it runs in.
 *
 * @param out where results go
 * @param err where everything else goes
 * @param in what {@code -} means
 * @param env the environment variables
 * @param directory where {@code artifacts/} is made
 * @param clock names the sessions
 * @param stop asks the command to end
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 */
record Host(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Map<String, String> env,
    Path directory,
    Clock clock,
    StopSignal stop,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  /** The process itself. */
  static Host process(StopSignal stop, StandardOutput out) {
    return new Host(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        stream(FileDescriptor.err),
        new InterruptibleInput(new FileInputStream(FileDescriptor.in).getChannel(), stop),
        System.getenv(),
        Path.of(""),
        Clock.system(ZoneId.systemDefault()),
        stop,
        isTerminal(1),
        isTerminal(2));
  }

  /** UTF-8 whatever the locale: JSON must be, and file names survive where the locale is POSIX. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /**
   * Asks the kernel where it can: {@link System#console()} cannot tell the streams apart, and from
   * JDK 22 on it does not notice that they are redirected.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return System.console() != null;
    }
  }
}
