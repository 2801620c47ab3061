// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.Moment;
import io.tcpviz.core.metrics.Trouble;
import io.tcpviz.core.tcp.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events of one trouble with one server, or with several that are told in one sentence. */
final class TroubleGroup {
  /** What is likelier wrong than right is told as a possibility, and matters one step less. */
  static final double LIKELY = 0.5;

  /** A wait that a person notices, whatever made it. */
  private static final long LONG_NANOS = 5_000_000_000L;

  /** So much lost by one connection in all is more than worth knowing. */
  private static final long MUCH_NANOS = 1_000_000_000L;

  private static final int MOST_NAMED = 10;

  /** So many connections are compared to name the worst. */
  private static final int MOST_COMPARED = 64;

  static final Comparator<TroubleGroup> LEAST_FIRST =
      Comparator.comparing((TroubleGroup group) -> group.severity)
          .thenComparingLong(group -> group.lostNanos)
          .thenComparingLong(group -> group.events);

  private static final Comparator<Map.Entry<Integer, Toll>> WORST_FIRST =
      Comparator.comparingLong((Map.Entry<Integer, Toll> entry) -> entry.getValue().lostNanos)
          .thenComparingLong(entry -> entry.getValue().events)
          .reversed()
          .thenComparing(Map.Entry::getKey);

  /** What the trouble cost one connection. */
  private record Toll(long events, long lostNanos) {
    Toll and(Toll other) {
      return new Toll(events + other.events, lostNanos + other.lostNanos);
    }
  }

  private final Trouble trouble;
  private final Places places;
  private final Map<Integer, Toll> connections = new HashMap<>(4);
  private Severity severity = Severity.INFO;
  private long events;
  private long likelyEvents;
  private long lostNanos;
  private long connectionCount;
  private @Nullable Moment worst;
  private Severity worstSeverity = Severity.INFO;

  TroubleGroup(Trouble trouble, Endpoint server) {
    this.trouble = trouble;
    this.places = new Places(server);
  }

  /** The same events in a group that goes its own way. */
  TroubleGroup copy() {
    TroubleGroup copy = new TroubleGroup(trouble, places.first());
    copy.add(this);
    return copy;
  }

  /**
   * Takes one more event.
   *
   * @param addedNanos time that it cost and that no event before told of
   * @param first whether it is the first of its connection
   */
  void add(TcpEvent event, long addedNanos, boolean first) {
    long own = LostTime.of(event);
    boolean likely = event.confidence() >= LIKELY;
    Severity weighed = weigh(event.severity(), own, likely);
    severity = graver(severity, weighed);
    events++;
    likelyEvents += likely ? 1 : 0;
    lostNanos += addedNanos;
    connectionCount += first ? 1 : 0;
    note(event.flow().connection(), new Toll(1, addedNanos));
    offer(moment(event, own), weighed);
  }

  /** Takes over the events of another group of the same trouble. */
  void add(TroubleGroup other) {
    places.add(other.places);
    severity = graver(severity, other.severity);
    events += other.events;
    likelyEvents += other.likelyEvents;
    lostNanos += other.lostNanos;
    connectionCount += other.connectionCount;
    other.connections.forEach(this::note);
    if (other.worst != null) {
      offer(other.worst, other.worstSeverity);
    }
  }

  /** What tells how much of a trouble falls upon a group: time, or events where it costs none. */
  long weight(boolean byTime) {
    return byTime ? lostNanos : events;
  }

  /** As a finding; {@code others} where other servers have findings of the same trouble. */
  Finding finding(boolean others) {
    int count = (int) Math.min(connectionCount, Integer.MAX_VALUE);
    boolean ofCapture = trouble == Trouble.MIRRORED_CAPTURE; // whichever connection showed it
    return new Finding(
        trouble,
        severityInAll(),
        Sentences.of(trouble, places.text(others), count, events, lostNanos, likelyEvents > 0),
        events,
        ofCapture ? List.of() : worstConnections(),
        ofCapture ? 0 : count,
        lostNanos,
        ofCapture ? null : places.single(),
        worst);
  }

  /** The longest wait is the worst, then the gravest event, then the first. */
  private void offer(Moment moment, Severity of) {
    Moment now = worst;
    long longer = now == null ? 1 : moment.lostTimeNanos() - now.lostTimeNanos();
    if (longer > 0 || longer == 0 && of.compareTo(worstSeverity) > 0) {
      worst = moment;
      worstSeverity = of;
    }
  }

  private void note(int connection, Toll toll) {
    connections.merge(connection, toll, Toll::and);
    if (connections.size() > MOST_COMPARED) {
      List<Map.Entry<Integer, Toll>> all = new ArrayList<>(connections.entrySet());
      all.sort(WORST_FIRST);
      for (Map.Entry<Integer, Toll> least : all.subList(MOST_COMPARED / 2, all.size())) {
        connections.remove(least.getKey());
      }
    }
  }

  private Severity severityInAll() {
    boolean much = false;
    for (Toll toll : connections.values()) {
      much |= toll.lostNanos >= MUCH_NANOS;
    }
    return likelyEvents > 0 && much ? graver(severity, Severity.WARNING) : severity;
  }

  private List<Integer> worstConnections() {
    List<Map.Entry<Integer, Toll>> all = new ArrayList<>(connections.entrySet());
    all.sort(WORST_FIRST);
    List<Integer> named = new ArrayList<>();
    for (Map.Entry<Integer, Toll> entry : all.subList(0, Math.min(MOST_NAMED, all.size()))) {
      named.add(entry.getKey());
    }
    return named;
  }

  private static Severity weigh(Severity said, long lostNanos, boolean likely) {
    Severity known = lostNanos >= LONG_NANOS ? Severity.CRITICAL : said;
    return likely ? known : lesser(known);
  }

  private static Severity lesser(Severity severity) {
    return severity == Severity.CRITICAL ? Severity.WARNING : Severity.INFO;
  }

  private static Severity graver(Severity one, Severity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Moment moment(TcpEvent event, long lostNanos) {
    return new Moment(
        event.flow().connection(),
        event.packet().source(),
        event.packet().frame(),
        event.packet().timestampNanos(),
        lostNanos);
  }
}
