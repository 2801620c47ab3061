// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a command for each alert, as the user wrote it, by the shell. The alert reaches it as JSON
 * on standard input and in the environment, never as part of the command. What it prints is thrown
 * away, but for what it says on standard error.
 *
 * <p>At most four run at once, none longer than half a minute; a thousand alerts may wait.
 */
public final class AlertCommand implements AlertSink, Closeable {
  private static final int MOST = 4;
  private static final int CAPACITY = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  private final List<String> command;
  private final Duration patience;
  private final Outbox outbox;

  /**
   * Nothing runs yet.
   *
   * @param command given to {@code sh -c}, or to {@code cmd /c} on Windows
   * @param notices takes a sentence for people if a command fails, from any thread
   */
  public AlertCommand(String command, Consumer<String> notices) {
    this(command, notices, MOST, CAPACITY, PATIENCE, LAST_WAIT);
  }

  AlertCommand(
      String command,
      Consumer<String> notices,
      int most,
      int capacity,
      Duration patience,
      Duration lastWait) {
    this.command =
        File.separatorChar == '\\' ? List.of("cmd", "/c", command) : List.of("sh", "-c", command);
    this.patience = patience;
    Complaints complaints = new Complaints(command, notices, System::nanoTime);
    outbox = new Outbox("exec", most, capacity, lastWait, this::run, complaints);
  }

  /** Alerts for which nothing was run. */
  public long dropped() {
    return outbox.dropped();
  }

  @Override
  public void alert(Alert alert) {
    outbox.alert(alert);
  }

  /** Waits a few seconds for what runs and what waits, and kills the rest. */
  @Override
  public void close() {
    outbox.close();
  }

  private void run(Alert alert, String json) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    tell(alert, builder.environment());
    Process process = builder.start();
    try {
      hand(json, process);
      if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("killed, because it took longer than " + patience.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException("ended with exit code " + process.exitValue());
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** One that does not read is none the worse for it: an object fits into the pipe. */
  private static void hand(String json, Process process) {
    try (OutputStream input = process.getOutputStream()) {
      input.write((json + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // It has closed its input.
    }
  }

  private static void tell(Alert alert, Map<String, String> environment) {
    Map<String, String> values =
        Map.of(
            "severity", alert.level().name(),
            "before", alert.before().name(),
            "event", alert.event(),
            "flow", alert.subject(),
            "per", alert.per(),
            "count", Long.toString(alert.count()),
            "value", Double.toString(alert.value()),
            "timestamp", BigDecimal.valueOf(alert.timestampNanos(), 9).toPlainString(),
            "rule", alert.rule(),
            "text", AlertText.sentence(alert));
    values.forEach(
        (name, value) -> environment.put("TCPVIZ_ALERT_" + name.toUpperCase(Locale.ROOT), value));
  }
}
