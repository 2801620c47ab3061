// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Severity;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowState;
import io.tcpviz.core.tcp.Direction;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.FlowId;
import io.tcpviz.core.wire.TcpSegment;
import java.util.EnumMap;
import java.util.Map;

/** One connection: one incarnation of one pair of endpoints, with the senders of both sides. */
final class Flow {
  /** By how much stamps of several interfaces may disagree before times mean less. */
  private static final long MAX_JITTER_NANOS = 1_000_000L;

  private static final long NEVER = Long.MIN_VALUE;

  private static final EventKind[] KINDS = EventKind.values();
  private static final long[] NO_EVENTS = {};

  // The pair of endpoints as the client's segments carry it.
  private final long clientHigh;
  private final long clientLow;
  private final long serverHigh;
  private final long serverLow;
  private final int clientPort;
  private final int serverPort;

  final int number;
  final int source;
  final long firstFrame;
  final long firstNanos;
  final Sender client;
  final Sender server;
  final Rings rings;

  private FlowState state = FlowState.ESTABLISHED;
  private boolean openingSeen;
  private boolean calm;
  private boolean settled;
  private long retiredNanos = NEVER;
  private int waits; // to leave; heard of meanwhile, it begins another one
  private boolean clockWentBack;
  private long lastNanos;
  long handshakeNanos = -1;
  boolean synRepeated;
  int unansweredSyns; // of those behind the first SYN-ACK
  int synAcks = 1;
  long firstSynAckNanos;
  long lastSynAckNanos;

  private @Nullable FlowId id;
  private long @Nullable [] eventCounts;
  private Severity severity = Severity.INFO;

  /** The opening that waits for its answer, and the place of the event should none come. */
  @Nullable Opening opening;

  /** A SYN inside this connection that opens a new one if it is answered (RFC 9293 §3.10.7.4). */
  @Nullable Opening challenger;

  private @Nullable Awaited awaited; // answers to others of its segments

  long lostTimeNanos;

  /**
   * Opens a connection.
   *
   * @param first its first segment
   * @param fromClient whether that comes from the client
   */
  Flow(int number, TcpSegment first, boolean fromClient, Shared shared) {
    this.number = number;
    this.source = first.source();
    this.firstFrame = first.frameNumber();
    this.firstNanos = first.timestampNanos();
    this.lastNanos = first.timestampNanos();
    clientHigh = fromClient ? first.sourceHigh() : first.destinationHigh();
    clientLow = fromClient ? first.sourceLow() : first.destinationLow();
    clientPort = fromClient ? first.sourcePort() : first.destinationPort();
    serverHigh = fromClient ? first.destinationHigh() : first.sourceHigh();
    serverLow = fromClient ? first.destinationLow() : first.sourceLow();
    serverPort = fromClient ? first.destinationPort() : first.sourcePort();
    rings = shared.rings;
    Paths.Path path = shared.paths.of(first, fromClient);
    IpIds ofClient = shared.ipIds.of(clientHigh, clientLow);
    IpIds ofServer = shared.ipIds.of(serverHigh, serverLow);
    client = new Sender(this, Direction.CLIENT_TO_SERVER, path.toClient, ofClient);
    server = new Sender(this, Direction.SERVER_TO_CLIENT, path.toServer, ofServer);
    Sender.pair(client, server);
  }

  // ---------------------------------------------------------------- looking

  /** Whether the segment travels between the same endpoints, either way. */
  boolean carries(TcpSegment s) {
    return isFromClient(s)
        || s.sourcePort() == serverPort
            && s.destinationPort() == clientPort
            && s.sourceLow() == serverLow
            && s.destinationLow() == clientLow
            && s.sourceHigh() == serverHigh
            && s.destinationHigh() == clientHigh;
  }

  private boolean isFromClient(TcpSegment s) {
    return s.sourcePort() == clientPort
        && s.destinationPort() == serverPort
        && s.sourceLow() == clientLow
        && s.destinationLow() == serverLow
        && s.sourceHigh() == clientHigh
        && s.destinationHigh() == serverHigh;
  }

  /** The side that sent the segment. */
  Sender senderOf(TcpSegment segment) {
    return isFromClient(segment) ? client : server;
  }

  FlowId id() {
    FlowId known = id;
    if (known == null) {
      known =
          new FlowId(
              number,
              new Endpoint(clientHigh, clientLow, clientPort),
              new Endpoint(serverHigh, serverLow, serverPort),
              openingSeen);
      id = known;
    }
    return known;
  }

  FlowState state() {
    return state;
  }

  boolean isOver() {
    return state == FlowState.CLOSED || state == FlowState.RESET || state == FlowState.REFUSED;
  }

  /** Whether a RST ended it, so that even the same SYN again opens another one. */
  boolean endedByReset() {
    return state == FlowState.RESET || state == FlowState.REFUSED;
  }

  /** Whether a SYN told who the client is. */
  boolean isOpeningSeen() {
    return openingSeen;
  }

  /** Whether one side never passed the capture point although there was something to answer to. */
  boolean isOneSided() {
    return state != FlowState.SYN_SENT
        && (client.totals().packets == 0 || server.totals().packets == 0);
  }

  /** Whether one of its segments was stamped clearly earlier than one before it. */
  boolean clockWentBack() {
    return clockWentBack;
  }

  /** Whether it has been summed up: nothing can be said about it any more. */
  boolean isSettled() {
    return settled;
  }

  /** Whether no segment of it has been taken yet. */
  boolean isUntouched() {
    return packets() == 0;
  }

  long lastNanos() {
    return lastNanos;
  }

  boolean isRetired() {
    return retiredNanos != NEVER;
  }

  /** Whether it has not begun to wait anew since. */
  boolean isLastWait() {
    return waits == 1;
  }

  /** Since when it waits to leave; meaningful only if retired. */
  long retiredNanos() {
    return retiredNanos;
  }

  /** Whether nothing is going on that a detector watches. */
  boolean isCalm() {
    return calm;
  }

  /** Whether a segment at that time follows closely on the one before it, and not earlier. */
  boolean isRecent(long nanos, long quietNanos) {
    return nanos - lastNanos >= 0 && nanos - lastNanos < quietNanos;
  }

  Map<EventKind, Long> eventCounts() {
    long[] counted = eventCounts;
    if (counted == null) {
      return Map.of();
    }
    Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    for (EventKind kind : KINDS) {
      if (counted[kind.ordinal()] > 0) {
        counts.put(kind, counted[kind.ordinal()]);
      }
    }
    return counts;
  }

  Severity severity() {
    return severity;
  }

  /** Events of all kinds. */
  long events() {
    long sum = 0;
    for (long count : eventCounts == null ? NO_EVENTS : eventCounts) {
      sum += count;
    }
    return sum;
  }

  /** Segments of both sides. */
  long packets() {
    return client.totals().packets + server.totals().packets;
  }

  /** At most the time that the connection was seen, whose nanoseconds may take all 64 bits. */
  long lostTimeNanos() {
    long seenNanos = lastNanos - firstNanos;
    return Long.compareUnsigned(lostTimeNanos, seenNanos) < 0 ? lostTimeNanos : seenNanos;
  }

  // ----------------------------------------------------------------- moving

  /** Counts a segment that says nothing about the connection. */
  void skip(TcpSegment segment) {
    senderOf(segment).count(segment);
    touch(segment.timestampNanos());
  }

  /** The SYN that waited needs no answer any more. */
  void closeOpening() {
    Opening waiting = opening;
    if (waiting != null) {
      waiting.giveUp();
      opening = null;
    }
  }

  /** Settles everything that later segments might still have changed. */
  void settle() {
    settled = true;
    Opening waiting = opening;
    if (waiting != null) {
      waiting.conclude();
    }
    Opening unanswered = challenger;
    if (unanswered != null && !unanswered.challenged) {
      unanswered.giveUp();
    }
    client.settle();
    server.settle();
  }

  /** It is over: it waits to leave from now on. */
  void retire(long nowNanos) {
    retiredNanos = nowNanos;
    waits++;
  }

  /** One of its waits has ended; whether it was the last, so that it waits no more. */
  boolean endWait() {
    waits--;
    if (waits > 0) {
      return false;
    }
    retiredNanos = NEVER;
    return true;
  }

  /** Gives back what only a connection needs that goes on. */
  void release() {
    client.flight().clear();
    server.flight().clear();
  }

  /** Gives back what only a busy connection needs. */
  void shrink() {
    client.flight().shrink();
    server.flight().shrink();
  }

  /** Gives back what only late copies of what passed before {@code nanos} would need. */
  void rest(long nanos) {
    if (lastNanos < nanos) {
      shrink();
    }
    client.forget(nanos);
    server.forget(nanos);
  }

  void touch(long nanos) {
    clockWentBack |= lastNanos - nanos > MAX_JITTER_NANOS;
    lastNanos = Math.max(lastNanos, nanos);
  }

  /** An answer may not come; it is looked for behind each segment that is not quiet. */
  void await(Awaited answer) {
    awaited = answer.before(awaited);
  }

  /** Lets go of the answers that have come. */
  void noteAnswers() {
    Awaited first = awaited;
    if (first != null) {
      awaited = Awaited.unanswered(first);
    }
  }

  void become(FlowState next) {
    state = next;
  }

  /** Settles who is the client; before the first event that names it. */
  void noteOpening() {
    openingSeen = true;
  }

  /** Decides after a loud segment whether the next one may be quiet. */
  void updateCalm() {
    calm =
        state == FlowState.ESTABLISHED
            && opening == null
            && challenger == null
            && Prediction.isCalm(client)
            && Prediction.isCalm(server);
  }

  void noteEvent(TcpEvent event) {
    long[] counts = eventCounts;
    if (counts == null) {
      counts = new long[KINDS.length];
      eventCounts = counts;
    }
    counts[event.kind().ordinal()]++;
    if (event.severity().compareTo(severity) > 0) {
      severity = event.severity();
    }
    Mishaps.tally(senderOf(event), event);
  }

  private Sender senderOf(TcpEvent event) {
    return event.direction() == Direction.CLIENT_TO_SERVER ? client : server;
  }
}
