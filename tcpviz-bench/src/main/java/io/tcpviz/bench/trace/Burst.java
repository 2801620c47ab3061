// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

/**
 * A message on its way from one host to the other, as TCP with SACK sends it: as much as the window
 * allows, two segments for each acknowledgment; what was lost again, after a window cut in half;
 * and, where nothing comes back, a probe (RFC 8985 §7) and then the timer (RFC 6298).
 */
final class Burst {
  /** Segments sent later that must arrive before one counts as lost. */
  private static final int REORDERING = 3;

  private static final int SMALLEST_WINDOW = 4;
  private static final long PROBE_NANOS = 10_000_000L;
  private static final long TIMEOUT_NANOS = 200_000_000L;

  private enum State {
    IN_FLIGHT,
    ARRIVED,
    LOST
  }

  private final Host host;
  private final int start;
  private final int segments;
  private final int lastLength;
  private final State[] states;
  private final long[] sent; // the how manieth segment sent each was, for the last time
  private int window;

  private int una;
  private int nxt;
  private int inFlight;
  private long sentSegments;
  private long newestArrived = -1;
  private int recoveryEnd = -1;
  private boolean isPacing;
  private boolean isTimed;
  private boolean isProbed;
  private int timeouts;
  private long deadlineNanos;

  Burst(Host host, int start, int segments, int lastLength, int window) {
    this.host = host;
    this.start = start;
    this.segments = segments;
    this.lastLength = lastLength;
    this.window = window;
    int ring = Integer.highestOneBit(2 * Math.min(segments, 4 * host.connection.flight));
    states = new State[ring];
    sent = new long[ring];
  }

  int end() {
    return seq(segments);
  }

  int window() {
    return window;
  }

  boolean isDone() {
    return una == segments;
  }

  /** Sends what may be sent, one segment after the other. */
  void send() {
    if (!isPacing && maySend()) {
      int lost = firstLost();
      if (lost >= 0) {
        transmit(lost, true);
      } else {
        transmit(nxt++, false);
      }
      if (maySend()) {
        isPacing = true;
        Agenda agenda = host.network().agenda;
        agenda.plan(agenda.now() + Network.SPACING_NANOS, this::goOn);
      }
    }
  }

  private void goOn() {
    isPacing = false;
    send();
  }

  private boolean maySend() {
    return inFlight < window && (mayBeginNew() || firstLost() >= 0);
  }

  private boolean mayBeginNew() {
    return nxt < segments && nxt - una < states.length;
  }

  private int firstLost() {
    for (int i = una; i < nxt && recoveryEnd > una; i++) {
      if (state(i) == State.LOST) {
        return i;
      }
    }
    return -1;
  }

  private void transmit(int index, boolean again) {
    int flags = index == segments - 1 ? Packet.PSH | Packet.ACK : Packet.ACK;
    Packet packet = new Packet(host, flags, seq(index), seq(index + 1) - seq(index));
    packet.repeats = again;
    set(index, State.IN_FLIGHT);
    sent[index & (sent.length - 1)] = sentSegments++;
    inFlight++;
    host.acknowledgmentLeaves();
    if (host.network().isLossy()) {
      deadlineNanos = host.network().agenda.now() + patience();
      watch();
    }
    host.network().send(packet, !again && maySend());
  }

  void acknowledge(Packet packet) {
    int before = una;
    while (una < segments && seq(una + 1) - packet.ack <= 0) {
      arrived(una++);
    }
    for (int i = 0; i < packet.sack.length; i += 2) {
      report(packet.sack[i], packet.sack[i + 1]);
    }
    if (una > before) {
      isProbed = false;
      timeouts = 0;
      deadlineNanos = host.network().agenda.now() + patience();
      if (recoveryEnd <= una) {
        window = Math.min(window + una - before, host.connection.flight);
      }
    }
    findLosses();
    send();
  }

  private void report(int left, int right) {
    for (int i = una; i < nxt; i++) {
      if (seq(i) - left >= 0 && seq(i + 1) - right <= 0) {
        arrived(i);
      }
    }
  }

  private void arrived(int index) {
    if (state(index) == State.IN_FLIGHT) {
      inFlight--;
      newestArrived = Math.max(newestArrived, sent[index & (sent.length - 1)]);
    }
    set(index, State.ARRIVED);
  }

  private void findLosses() {
    for (int i = una; i < nxt; i++) {
      if (state(i) == State.IN_FLIGHT
          && sent[i & (sent.length - 1)] + REORDERING <= newestArrived) {
        lose(i);
      }
    }
  }

  private void lose(int index) {
    set(index, State.LOST);
    inFlight--;
    if (recoveryEnd <= una) {
      recoveryEnd = nxt;
      window = Math.max(window / 2, SMALLEST_WINDOW);
    }
    recoveryEnd = Math.max(recoveryEnd, index + 1);
  }

  private long patience() {
    long roundTrip = host.roundTripNanos();
    if (isProbed) {
      return (roundTrip + TIMEOUT_NANOS) << timeouts;
    }
    return 2 * roundTrip + (inFlight <= 1 ? TIMEOUT_NANOS : PROBE_NANOS);
  }

  private void watch() {
    if (!isTimed) {
      isTimed = true;
      host.network().agenda.plan(deadlineNanos, this::look);
    }
  }

  private void look() {
    isTimed = false;
    if (isDone()) {
      return;
    }
    if (host.network().agenda.now() < deadlineNanos) {
      watch();
    } else if (isProbed) {
      timeout();
    } else {
      isProbed = true;
      probe();
    }
  }

  private void probe() {
    if (mayBeginNew()) {
      transmit(nxt++, false);
    } else if (state(nxt - 1) == State.IN_FLIGHT) {
      inFlight--;
      transmit(nxt - 1, true);
    } else {
      timeout();
    }
  }

  private void timeout() {
    timeouts = Math.min(timeouts + 1, 6);
    for (int i = una; i < nxt; i++) {
      if (state(i) == State.IN_FLIGHT) {
        lose(i);
      }
    }
    recoveryEnd = nxt;
    window = SMALLEST_WINDOW;
    send();
    watch();
  }

  private int seq(int index) {
    return index == segments
        ? start + (segments - 1) * Host.MSS + lastLength
        : start + index * Host.MSS;
  }

  private State state(int index) {
    return states[index & (states.length - 1)];
  }

  private void set(int index, State state) {
    states[index & (states.length - 1)] = state;
  }
}
