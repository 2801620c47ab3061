// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.Finding;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.tcp.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers events into findings: one sentence for each thing that is wrong with one service, ranked
 * by the time that was lost to it. Bounded, whatever the number of events.
 */
public final class Findings {
  private static final int MAX_GROUPS = 4_096;
  private static final int MAX_CONNECTIONS_NAMED = 10;

  /** Connections of one finding whose events are counted one by one, to name the worst. */
  private static final int MAX_CONNECTIONS_NAMED_FROM = 256;

  private static final int MAX_FINDINGS = 50;
  private static final int TOP_FLOWS = 10;

  private static final Comparator<FlowSummary> WORST_FIRST =
      Comparator.comparingLong(FlowSummary::lostTimeNanos)
          .thenComparingLong(FlowSummary::events)
          .thenComparingLong(FlowSummary::packets)
          .reversed()
          .thenComparingInt(flow -> flow.id().connection());

  /** So many openings without an answer are worth a word even if none could be waited for. */
  private static final long MANY_UNANSWERED = 100;

  private static final Finding MIRRORED =
      new Finding(
          Severity.WARNING,
          EventKind.DUPLICATE_PACKET,
          "The capture holds most packets twice, as a mirror port makes them; the copies are left out",
          1,
          List.of(),
          0,
          0);

  /** What went wrong, in the words of a sentence about connections. */
  private enum Trouble {
    TIMEOUTS("waited for retransmission timeouts"),
    TAIL_LOSSES("lost the end of a burst and probed for it"),
    FAST_REPAIRS("lost segments and repaired them"),
    NEEDLESS("sent segments again needlessly"),
    REORDERING("received segments out of order"),
    STALLS("waited for acknowledgments"),
    CLOSED_WINDOW("was stopped by a closed window", "were stopped by closed windows"),
    FULL_WINDOW("was held back by a full window", "were held back by full windows"),
    SYN_LOST("had to repeat its SYN or SYN-ACK", "had to repeat their SYN or SYN-ACK"),
    NO_ANSWER("got no answer to its SYN", "got no answer to their SYN"),
    NOT_COMPLETED("was not completed by its client", "were not completed by their clients"),
    NO_ROOM("was not accepted for want of room", "were not accepted for want of room"),
    FLOOD("opened in a storm that nobody answers"),
    FORGOTTEN("had been forgotten by one side", "had been forgotten by one side"),
    NO_GOODBYE("got no acknowledgment of its FIN", "got no acknowledgment of their FINs"),
    REFUSED("was refused", "were refused"),
    RESET("was reset with data outstanding", "were reset with data outstanding"),
    STORM("saw a storm of resets or FINs"),
    MISSED("has gaps in the capture itself", "have gaps in the capture itself");

    private final String ofOne;
    private final String ofMany;

    Trouble(String words) {
      this(words, words);
    }

    Trouble(String ofOne, String ofMany) {
      this.ofOne = ofOne;
      this.ofMany = ofMany;
    }
  }

  private record Key(Trouble trouble, Endpoint server) {}

  private static final class Group {
    static final Comparator<Group> LEAST_FIRST =
        Comparator.comparing((Group group) -> group.severity)
            .thenComparingLong(group -> group.lostNanos)
            .thenComparingLong(group -> group.events);

    final EventKind kind;
    Severity severity = Severity.INFO;
    long events;
    long lostNanos;
    int connectionCount;
    int newest = -1;
    final Map<Integer, Long> lostUntil = new HashMap<>(); // connection → end of the time counted
    final Map<Integer, Long> connections = new HashMap<>(); // number → events

    Group(EventKind kind) {
      this.kind = kind;
    }

    /** Time that several events of one connection tell of, such as both directions, counts once. */
    void countLost(TcpEvent event) {
      long lost = Findings.lostNanos(event);
      int connection = event.flow().connection();
      long at = event.packet().timestampNanos();
      long begin = isForward(event) ? at : at - lost;
      long end = begin + lost;
      lostNanos += Math.max(0, end - Math.max(begin, lostUntil.getOrDefault(connection, begin)));
      if (lostUntil.size() < MAX_CONNECTIONS_NAMED_FROM || lostUntil.containsKey(connection)) {
        lostUntil.merge(connection, end, Math::max);
      }
    }

    /**
     * Connections are numbered as they are met, so a higher number than any before is a new one.
     */
    void count(int connection) {
      if (connections.size() < MAX_CONNECTIONS_NAMED_FROM || connections.containsKey(connection)) {
        connectionCount += connections.merge(connection, 1L, Long::sum) == 1 ? 1 : 0;
      } else if (connection > newest) {
        connectionCount++;
      }
      newest = Math.max(newest, connection);
    }
  }

  private final Map<Key, Group> groups = new LinkedHashMap<>();
  private final Map<Endpoint, Long> unanswered = new LinkedHashMap<>();
  private final List<FlowSummary> top = new ArrayList<>();
  private boolean mirrored;

  /** Empty. */
  public Findings() {}

  /** Takes one event into account. */
  public void event(TcpEvent event) {
    mirrored |= event.detail() instanceof EventDetail.Duplicate copy && copy.wholeCapture();
    Trouble trouble = troubleOf(event);
    if (trouble == null) {
      return;
    }
    Key key = new Key(trouble, event.flow().server());
    Group group = groups.get(key);
    if (group == null) {
      if (groups.size() >= MAX_GROUPS) {
        forgetTheLeast();
      }
      group = new Group(event.kind());
      groups.put(key, group);
    }
    group.events++;
    group.countLost(event);
    if (event.severity().compareTo(group.severity) > 0) {
      group.severity = event.severity();
    }
    group.count(event.flow().connection());
  }

  /** Makes room: the half that matters least goes. */
  private void forgetTheLeast() {
    List<Map.Entry<Key, Group>> all = new ArrayList<>(groups.entrySet());
    all.sort(Map.Entry.comparingByValue(Group.LEAST_FIRST));
    for (Map.Entry<Key, Group> entry : all.subList(0, all.size() / 2)) {
      groups.remove(entry.getKey());
    }
  }

  /** Takes one connection into account. */
  public void flow(FlowSummary flow) {
    Endpoint server = flow.id().server();
    boolean told = flow.eventCounts().containsKey(EventKind.HANDSHAKE_ANOMALY);
    if (flow.state() == FlowState.SYN_SENT
        && !told
        && (unanswered.size() < MAX_GROUPS || unanswered.containsKey(server))) {
      unanswered.merge(server, 1L, Long::sum);
    }
    if (top.size() < TOP_FLOWS || WORST_FIRST.compare(flow, top.get(TOP_FLOWS - 1)) < 0) {
      top.add(flow);
      top.sort(WORST_FIRST);
      top.subList(Math.min(TOP_FLOWS, top.size()), top.size()).clear();
    }
  }

  /** The connections that lost most time, then with most events, then with most packets. */
  public List<FlowSummary> topFlows() {
    return top;
  }

  /** What is wrong, the worst first. */
  public List<Finding> ranked() {
    List<Finding> all = new ArrayList<>();
    groups.forEach((key, group) -> all.add(finding(key, group)));
    if (mirrored) {
      all.add(MIRRORED);
    }
    unanswered.forEach(
        (server, count) -> {
          if (count >= MANY_UNANSWERED) {
            all.add(flood(server, count));
          }
        });
    all.sort(
        Comparator.comparing(Finding::severity)
            .thenComparingLong(Finding::lostTimeNanos)
            .thenComparingLong(Finding::events)
            .reversed()
            .thenComparing(Finding::sentence));
    return all.size() > MAX_FINDINGS ? all.subList(0, MAX_FINDINGS) : all;
  }

  private static @Nullable Trouble troubleOf(TcpEvent event) {
    EventDetail detail = event.detail();
    if (detail instanceof EventDetail.Retransmission resent) {
      return troubleOf(resent);
    }
    if (detail instanceof EventDetail.Loss loss) {
      return loss.stallNanos() >= 0 ? Trouble.STALLS : null;
    }
    return switch (event.kind()) {
      case OUT_OF_ORDER -> Trouble.REORDERING;
      case ZERO_WINDOW -> Trouble.CLOSED_WINDOW;
      case WINDOW_FULL -> Trouble.FULL_WINDOW;
      case CAPTURE_GAP -> Trouble.MISSED;
      case HANDSHAKE_ANOMALY -> troubleOfHandshake(event.reason());
      case TEARDOWN_ANOMALY -> troubleOfTeardown(event.reason());
      case RETRANSMISSION,
          LOSS_INFER,
          DUPLICATE_PACKET,
          KEEP_ALIVE,
          ZERO_WINDOW_PROBE,
          WINDOW_SHRINK ->
          null;
    };
  }

  private static @Nullable Trouble troubleOfTeardown(Reason reason) {
    return switch (reason) {
      case BAD_CHECKSUM -> null; // it ended nothing
      case RST_WITH_DATA_OUTSTANDING -> Trouble.RESET;
      case FIN_UNANSWERED -> Trouble.NO_GOODBYE;
      default -> Trouble.STORM;
    };
  }

  private static @Nullable Trouble troubleOf(EventDetail.Retransmission resent) {
    return switch (resent.trigger()) {
      case SYN, SYN_ACK -> null; // the handshake's own events say it
      case UNNEEDED -> Trouble.NEEDLESS;
      case RTO, RTO_FOLLOWUP -> Trouble.TIMEOUTS;
      case TLP -> Trouble.TAIL_LOSSES;
      case FAST, SACK, RACK, FIN, UNKNOWN -> Trouble.FAST_REPAIRS;
    };
  }

  private static @Nullable Trouble troubleOfHandshake(Reason reason) {
    return switch (reason) {
      case SIMULTANEOUS_OPEN, CHALLENGE_SYN -> null; // unusual, and harmless
      case SYN_TIMEOUT -> Trouble.NO_ANSWER;
      case SYN_ACK_UNANSWERED -> Trouble.NOT_COMPLETED;
      case ACCEPT_OVERFLOW -> Trouble.NO_ROOM;
      case SYN_STORM -> Trouble.FLOOD;
      case HALF_OPEN -> Trouble.FORGOTTEN;
      case CONNECTION_REFUSED -> Trouble.REFUSED;
      default -> Trouble.SYN_LOST;
    };
  }

  /** Whether the time that an event tells of begins with its packet instead of ending there. */
  private static boolean isForward(TcpEvent event) {
    return event.kind() == EventKind.ZERO_WINDOW
        || event.kind() == EventKind.WINDOW_FULL
        || event.reason() == Reason.SYN_TIMEOUT
        || event.reason() == Reason.SYN_STORM;
  }

  private static long lostNanos(TcpEvent event) {
    EventDetail detail = event.detail();
    if (detail instanceof EventDetail.Retransmission resent) {
      boolean timer =
          resent.trigger() == RetransmissionKind.RTO || resent.trigger() == RetransmissionKind.TLP;
      return timer ? Math.max(0, resent.sinceOriginalNanos()) : 0;
    }
    if (detail instanceof EventDetail.Loss loss) {
      return Math.max(0, loss.stallNanos());
    }
    if (detail instanceof EventDetail.ZeroWindow closed) {
      return closed.durationNanos();
    }
    if (detail instanceof EventDetail.WindowFull full) {
      return full.durationNanos();
    }
    boolean refused = event.reason() == Reason.CONNECTION_REFUSED;
    return detail instanceof EventDetail.Handshake opening && !refused
        ? opening.sinceLastNanos()
        : 0;
  }

  private static Finding flood(Endpoint server, long count) {
    return new Finding(
        Severity.WARNING,
        EventKind.HANDSHAKE_ANOMALY,
        count + " SYNs to " + server + " had no answer when the capture or their place in it ended",
        0,
        List.of(),
        (int) Math.min(count, Integer.MAX_VALUE),
        0);
  }

  private static Finding finding(Key key, Group group) {
    List<Map.Entry<Integer, Long>> worst = new ArrayList<>(group.connections.entrySet());
    worst.sort(
        Map.Entry.<Integer, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey));
    List<Integer> named = new ArrayList<>();
    for (Map.Entry<Integer, Long> connection : worst) {
      if (named.size() < MAX_CONNECTIONS_NAMED) {
        named.add(connection.getKey());
      }
    }
    int count = group.connectionCount;
    StringBuilder sentence = new StringBuilder();
    sentence.append(count).append(count == 1 ? " connection to " : " connections to ");
    sentence
        .append(key.server())
        .append(' ')
        .append(count == 1 ? key.trouble().ofOne : key.trouble().ofMany);
    if (group.lostNanos > 0) {
      sentence.append(", ").append(seconds(group.lostNanos)).append(" in all");
    }
    sentence.append(" (").append(group.events).append(group.events == 1 ? " event)" : " events)");
    return new Finding(
        group.severity,
        group.kind,
        sentence.toString(),
        group.events,
        named,
        count,
        group.lostNanos);
  }

  /** With one decimal. */
  private static String seconds(long nanos) {
    boolean whole = nanos >= 1_000_000_000L;
    long unit = whole ? 100_000_000L : 100_000L;
    long tenths = (nanos + unit / 2) / unit;
    return tenths / 10 + "." + tenths % 10 + (whole ? " s" : " ms");
  }
}
