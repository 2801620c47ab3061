// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.monitor.Checkpoint;
import io.tcpviz.monitor.EventLog;
import io.tcpviz.monitor.MonitorListener;
import io.tcpviz.monitor.alert.AlertCommand;
import io.tcpviz.monitor.alert.AlertSink;
import io.tcpviz.monitor.alert.AlertWebhook;
import io.tcpviz.monitor.http.HttpAddress;
import io.tcpviz.monitor.http.LivePage;
import io.tcpviz.monitor.metrics.Metrics;
import io.tcpviz.monitor.metrics.MetricsServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Who else is told what a monitor sees: files, programs, servers. */
final class MonitorOutputs {
  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Append each event to FILE as it is decided, one a line; see docs/EVENTS.md.")
  private @Nullable Path events;

  @Option(
      names = "--exec",
      paramLabel = "COMMAND",
      description =
          "Run COMMAND in a shell for each alert, which it finds as JSON on its standard input and"
              + " in TCPVIZ_ALERT_… variables.")
  private @Nullable String command;

  @Option(names = "--webhook", paramLabel = "URL", description = "Post each alert to URL as JSON.")
  private @Nullable String webhook;

  @Option(
      names = "--metrics",
      paramLabel = "[HOST:]PORT",
      description = "Serve metrics for Prometheus at /metrics; without HOST to this machine alone.")
  private @Nullable String metrics;

  @Option(
      names = "--http",
      paramLabel = "[HOST:]PORT",
      description =
          "Serve the report as a page that goes on with the capture; without HOST to this machine"
              + " alone.")
  private @Nullable String http;

  @Option(
      names = "--http-token",
      paramLabel = "TOKEN",
      defaultValue = "",
      description =
          "What a browser must know to see the page. Default: nothing on this machine alone, else"
              + " a random one.")
  private String token;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Go on where the run that wrote FILE ended, and say there where this one is.")
  private @Nullable Path checkpoint;

  /**
   * Those that are told, open; to be closed in any case.
   *
   * @param listeners told of everything
   * @param sinks told of alerts
   * @param checkpoint where the run was; null if it is not kept
   */
  record Open(
      List<MonitorListener> listeners,
      List<AlertSink> sinks,
      @Nullable Checkpoint checkpoint,
      Deque<Closeable> resources)
      implements AutoCloseable {
    @Override
    public void close() {
      for (Closeable resource : resources) {
        try {
          resource.close();
        } catch (IOException e) {
          // nothing of it can be saved any more, and each has said what it lost
        }
      }
    }

    private <T extends Closeable> T keep(T resource) {
      resources.push(resource);
      return resource;
    }
  }

  /** Whether the run goes on where another one ended. */
  boolean isContinued() {
    return checkpoint != null;
  }

  /**
   * Opens what the user asks for.
   *
   * @param name what is watched
   * @param options presents the options of the run
   * @throws Failure if one of them cannot be opened; the others are closed then
   */
  Open open(String name, Consumer<FieldVisitor> options, Console console) throws Failure {
    if (checkpoint != null && checkpoint.equals(events)) {
      throw Failure.usage("--checkpoint and --events cannot be the same file");
    }
    Checkpoint known = checkpoint == null ? null : checkpoint(checkpoint, console);
    Open open = new Open(new ArrayList<>(), new ArrayList<>(), known, new ArrayDeque<>());
    try {
      openLog(open, console);
      openMessengers(open, console);
      openMetrics(open, console);
      openPage(open, name, options, console);
      return open;
    } catch (Failure | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private static Checkpoint checkpoint(Path file, Console console) throws Failure {
    try {
      return Checkpoint.in(file, console::warning);
    } catch (IOException e) {
      throw Failure.input(file.toString(), e);
    }
  }

  private void openLog(Open open, Console console) throws Failure {
    if (events != null) {
      try {
        Checkpoint known = open.checkpoint();
        EventLog log =
            known == null
                ? new EventLog(events, console::warning)
                : new EventLog(events, known, console::warning);
        open.listeners().add(open.keep(log));
      } catch (IOException e) {
        throw Failure.writing(events, e);
      }
    }
  }

  private void openMessengers(Open open, Console console) throws Failure {
    if (command != null && command.isBlank()) {
      throw Failure.usage("--exec: no command given");
    }
    if (command != null) {
      open.sinks().add(open.keep(new AlertCommand(command, console::warning)));
    }
    if (webhook != null) {
      try {
        open.sinks().add(open.keep(new AlertWebhook(webhook, console::warning)));
      } catch (IllegalArgumentException e) {
        throw Failure.usage("--webhook: " + e.getMessage());
      }
    }
  }

  private void openMetrics(Open open, Console console) throws Failure {
    if (metrics != null) {
      Metrics figures = new Metrics(Version.number());
      try {
        MetricsServer server =
            open.keep(MetricsServer.open(address("--metrics", metrics), figures));
        open.listeners().add(figures);
        open.sinks().add(figures);
        console.note("metrics at http:/" + server.address() + MetricsServer.PATH);
      } catch (IOException e) {
        throw Failure.unopened("--metrics " + metrics, e);
      }
    }
  }

  private void openPage(Open open, String name, Consumer<FieldVisitor> options, Console console)
      throws Failure {
    if (http != null) {
      HttpAddress address = address("--http", http);
      try {
        LivePage page = open.keep(LivePage.open(address, token, name, options, Version.number()));
        open.listeners().add(page);
        open.sinks().add(page);
        console.note("live page at " + page.url());
      } catch (IOException e) {
        throw Failure.unopened("--http " + http, e);
      }
    }
  }

  private static HttpAddress address(String option, String text) throws Failure {
    try {
      return HttpAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(option + ": " + e.getMessage());
    }
  }
}
