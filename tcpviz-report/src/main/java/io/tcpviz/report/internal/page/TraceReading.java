// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.replay.ConnectionBeginning;
import io.tcpviz.core.replay.SegmentSource;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.report.internal.trace.Candidate;
import io.tcpviz.report.internal.trace.EventFrames;
import io.tcpviz.report.internal.trace.SegmentCollector;
import io.tcpviz.report.internal.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the segments of a session's connections from its capture. */
final class TraceReading {
  /** Segments that a page carries; some seven octets each. */
  private static final int BUDGET = 1_000_000;

  private static final int NO_FILE = -1;

  private final OrderedSession session;
  private final Connections.Reader rows;
  private final List<String> texts;
  private final Map<String, Integer> sources = new HashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final int[] pageRows;

  /**
   * Looks for the connections whose segments can be found.
   *
   * @param captures names of the capture files, in the order given to the analysis
   */
  TraceReading(OrderedSession session, List<String> captures) {
    this.session = session;
    this.rows = session.connections().reader();
    this.texts = session.texts();
    for (int i = 0; i < captures.size(); i++) {
      sources.putIfAbsent(Strings.visible(captures.get(i)), i);
    }
    int count = session.connections().rows();
    int[] found = new int[count];
    for (int row = 0; row < count; row++) {
      Candidate candidate = candidate(rows.connection(row), row);
      if (candidate != null) {
        found[candidates.size()] = row;
        candidates.add(candidate);
      }
    }
    pageRows = Arrays.copyOf(found, candidates.size());
  }

  private @Nullable Candidate candidate(Connection c, int row) {
    Endpoint client = endpoint(c.client, c.clientPort);
    Endpoint server = endpoint(c.server, c.serverPort);
    int source = source(c.file);
    boolean isKnown = c.firstFrame > 0 && c.firstNanos != Connection.UNKNOWN_TIME && source >= 0;
    if (client == null || server == null || !isKnown) {
      return null;
    }
    return new Candidate(
        new ConnectionBeginning(client, server, source, c.firstFrame, c.lastNanos),
        c.firstNanos,
        c.clientPackets,
        c.serverPackets,
        c.payloadBytes,
        c.lostTimeNanos,
        c.severity,
        session.connections().events().count(row));
  }

  private @Nullable Endpoint endpoint(int address, int port) {
    return port < 0 || port > 0xFFFF ? null : Endpoint.parse(texts.get(address), port);
  }

  /** The index of a file; where there is only one, it is not named. */
  private int source(int file) {
    return file < 0 ? 0 : sources.getOrDefault(texts.get(file), NO_FILE);
  }

  /** Reads the capture. Where that fails, there are no segments, and the page says why. */
  TraceTable read(SegmentSource capture) {
    SegmentCollector collected = new SegmentCollector(candidates, BUDGET, this::eventsOf);
    try {
      capture.read(candidates.stream().map(Candidate::beginning).toList(), collected);
    } catch (IOException e) {
      return new TraceTable(
          "Segments are not shown: " + Strings.visible(String.valueOf(e.getMessage())) + ".");
    }
    return new TraceTable(collected, pageRows, rows, session.beginNanos(), note(collected));
  }

  private EventFrames eventsOf(int candidate) {
    return session.frames().of(pageRows[candidate], this::source);
  }

  private String note(SegmentCollector collected) {
    List<Trace> traces = collected.traces();
    long thinned = traces.stream().filter(Trace::isThinned).count();
    long changed = 0;
    long empty = 0;
    for (int i = 0; i < candidates.size(); i++) {
      changed += collected.isWhole(i) ? 0 : 1;
      empty += collected.isWhole(i) && candidates.get(i).packets() == 0 ? 1 : 0;
    }
    return TraceNote.of(thinned, candidates.size() - traces.size() - changed - empty, changed);
  }
}
