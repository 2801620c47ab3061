// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.report.internal.BenchmarkLog;
import io.tcpviz.report.internal.EventLines;
import io.tcpviz.report.internal.FlowSorter;
import io.tcpviz.report.internal.PendingFile;
import io.tcpviz.report.internal.StreamOpener;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the data files of a session: events.jsonl, flows.jsonl, summary.json, benchmark.log. Files
 * are written under temporary names; {@link #finish} completes and renames them, {@link #close}
 * without it removes them, and the directory too if it was created for the session and is empty.
 *
 * <p>Memory is bounded whatever the number of events and connections: events go straight to their
 * file; connections, which come in the order they end and stand in the order of their numbers, wait
 * in memory up to a number of 16,384 and in a temporary file beyond it.
 *
 * <p>The same calls give the same octets in all files but benchmark.log, which holds wall time.
 *
 * <p>The {@link EventSink} methods throw {@link UncheckedIOException} when the disk does; the
 * session cannot be finished after that. Used by one thread.
 */
public final class SessionWriter implements EventSink, Closeable {
  private final SessionDirectory directory;
  private final Deque<Closeable> open = new ArrayDeque<>();
  private final PendingFile eventFile;
  private final PendingFile flowFile;
  private final PendingFile summaryFile;
  private final EventLines events;
  private final FlowSorter flows;
  private boolean finished;

  /**
   * Begins a session.
   *
   * @param sources names of the capture files, as {@link io.tcpviz.core.event.PacketRef#source()}
   *     indexes them; with more than one, each event names its file
   * @throws IOException if the files cannot be begun
   */
  public SessionWriter(SessionDirectory directory, List<String> sources) throws IOException {
    this(directory, sources, StreamOpener.FILES, FlowSorter.DEFAULT_LIMIT);
  }

  SessionWriter(
      SessionDirectory directory, List<String> sources, StreamOpener opener, int heldFlows)
      throws IOException {
    this.directory = directory;
    boolean begun = false;
    try {
      eventFile = register(new PendingFile(directory.events(), opener));
      flowFile = register(new PendingFile(directory.flows(), opener));
      summaryFile = register(new PendingFile(directory.summary(), opener));
      events = new EventLines(eventFile.stream(), sources);
      flows =
          register(
              new FlowSorter(
                  List.copyOf(sources),
                  flowFile.stream(),
                  directory.path().resolve("flows.unsorted"),
                  opener,
                  heldFlows));
      begun = true;
    } finally {
      if (!begun) {
        close();
      }
    }
  }

  @Override
  public void event(TcpEvent event) {
    events.write(event);
  }

  @Override
  public void flow(FlowSummary flow) {
    try {
      flows.add(flow);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Completes all files.
   *
   * @param summary what the analysis returned
   * @param options presents the options of the run, for {@code options} in summary.json
   * @param version the version of tcpviz
   * @param elapsedNanos wall time of the analysis, for benchmark.log
   * @throws IOException if this or any write before it failed; {@link #close} then leaves no file
   *     of the session behind. Where only benchmark.log cannot be written, the other files stay
   */
  public void finish(
      RunSummary summary, Consumer<FieldVisitor> options, String version, long elapsedNanos)
      throws IOException {
    try {
      events.flush();
      flows.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    SummaryJson.write(summaryFile.stream(), summary, options, version);
    List<PendingFile> files = List.of(eventFile, flowFile, summaryFile);
    for (PendingFile file : files) {
      file.seal();
    }
    for (PendingFile file : files) {
      file.publish();
    }
    files.forEach(PendingFile::keep);
    finished = true;
    BenchmarkLog.append(directory.benchmarkLog(), summary, version, elapsedNanos);
  }

  @Override
  public void close() throws IOException {
    try {
      closeAll();
    } finally {
      if (!finished && directory.created()) {
        removeIfEmpty();
      }
    }
  }

  private void closeAll() throws IOException {
    Closeable next = open.poll();
    if (next != null) {
      try (next) {
        closeAll();
      }
    }
  }

  private void removeIfEmpty() throws IOException {
    try {
      Files.deleteIfExists(directory.path());
    } catch (DirectoryNotEmptyException somebodyElsesFile) {
      // Then the directory stays for it.
    }
  }

  private <T extends Closeable> T register(T resource) {
    open.push(resource);
    return resource;
  }
}
