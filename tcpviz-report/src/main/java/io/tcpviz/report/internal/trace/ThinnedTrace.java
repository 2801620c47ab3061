// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.trace;

import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.core.wire.TcpSegment;
import java.util.Arrays;

/**
 * The rows of a connection that has more segments than room. Its time is divided into equal
 * stretches. In each, data that is next in order is joined to a run, and so are plain
 * acknowledgments, each direction by itself. Everything else has a row of its own as long as the
 * stretches so far have not used up their share of those, and joins a run beyond that. The segment
 * of an event always has a row of its own: there is room for all of them.
 *
 * <p>Room for {@code n} rows besides those is divided into {@code n/8} stretches with four runs
 * each and {@code n/4} rows for single segments, each of which may split a run in two.
 */
final class ThinnedTrace extends Trace {
  private static final int RUNS = 4; // data and acknowledgments of two directions
  private static final int ROWS_PER_STRETCH = 8;
  private static final int ROWS_PER_SINGLE = 4;
  private static final int NONE = -1;

  /** Octets that lie further apart do not belong to one run; far below half of the circle. */
  private static final int FAR = 1 << 30;

  /**
   * Rows for runs that are split for other reasons: a SYN, a FIN, more octets than one run holds.
   */
  private static final int SPARE = 64;

  private static final int UNUSUAL = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST | TcpFlags.URG;

  private final long firstNanos;
  private final double stretchesPerNano;
  private final int stretches;
  private final int singles;
  private final EventFrames events;
  private final long[] since;
  private final int[] merged;
  private final int[] ordinals; // of the last segment of each row
  private final int[] runs = new int[RUNS];
  private final int[] nxt = new int[2];
  private final int[] lastAck = new int[2];
  private final boolean[] begun = new boolean[2];
  private final boolean[] acked = new boolean[2];
  private int stretch;
  private int singlesUsed;
  private int ordinal;

  /**
   * An empty trace.
   *
   * @param room rows besides those of events, at least {@link #ROWS_PER_STRETCH}
   */
  ThinnedTrace(int connection, int first, int room, Candidate candidate, EventFrames events) {
    super(connection, first, capacity(room, events.count()));
    this.events = events;
    firstNanos = candidate.firstNanos();
    stretches = room / ROWS_PER_STRETCH;
    singles = room / ROWS_PER_SINGLE;
    stretchesPerNano = (double) stretches / Math.max(1, candidate.durationNanos());
    int capacity = capacity(room, events.count());
    since = new long[capacity];
    merged = new int[capacity];
    ordinals = new int[capacity];
    Arrays.fill(runs, NONE);
  }

  /** Rows that are needed at most; the segment of an event may split a run in two. */
  static int capacity(int room, int events) {
    return room + 2 * events + SPARE;
  }

  @Override
  void add(SegmentLog log, TcpSegment segment, boolean fromClient) {
    enterStretch(segment.timestampNanos());
    int side = fromClient ? 0 : 1;
    int kind = 2 * side + (segment.payloadLength() > 0 ? 0 : 1);
    boolean isPlain = isPlain(segment, side);
    if (events.isNext(segment.source(), segment.frameNumber()) || !isPlain && takesSingle()) {
      appendRow(log, segment, fromClient);
    } else if (runs[kind] == NONE || isPlain && !continues(log, runs[kind], segment)) {
      runs[kind] = appendRow(log, segment, fromClient);
    } else {
      join(log, runs[kind], segment, fromClient);
    }
    follow(segment, side);
    ordinal++;
  }

  private boolean takesSingle() {
    boolean isFree = singlesUsed < (long) singles * (stretch + 1) / stretches;
    singlesUsed += isFree ? 1 : 0;
    return isFree;
  }

  private void enterStretch(long nanos) {
    int entered = (int) Math.min(stretches - 1, (nanos - firstNanos) * stretchesPerNano);
    if (entered > stretch) { // where the clock goes back, the stretch stays
      stretch = entered;
      Arrays.fill(runs, NONE);
    }
  }

  /** Whether the segment is what its sender is expected to send, and says nothing special. */
  private boolean isPlain(TcpSegment segment, int side) {
    return begun[side]
        && acked[side]
        && segment.seq() == nxt[side]
        && segment.has(TcpFlags.ACK)
        && !segment.hasAny(UNUSUAL)
        && segment.sackCount() == 0
        && segment.window() > 0
        && SequenceSpace.isAtOrAfter(segment.ack(), lastAck[side]);
  }

  /** What comes from far outside of the stream, as forged resets do, moves nothing. */
  private void follow(TcpSegment segment, int side) {
    if (begun[side] && isFar(nxt[side], segment.seq())) {
      return;
    }
    int end = segment.endSeq();
    nxt[side] = begun[side] ? SequenceSpace.later(nxt[side], end) : end;
    begun[side] = true;
    if (segment.has(TcpFlags.ACK)) {
      lastAck[side] =
          acked[side] ? SequenceSpace.later(lastAck[side], segment.ack()) : segment.ack();
      acked[side] = true;
    }
  }

  private static boolean isFar(int from, int to) {
    return Math.abs((long) SequenceSpace.distance(from, to)) >= FAR;
  }

  /** Whether the segment follows the run without a gap. */
  private static boolean continues(SegmentLog log, int run, TcpSegment segment) {
    int end = log.seq(run) + log.length(run);
    return segment.payloadLength() == 0
        || segment.seq() == end && log.length(run) < FAR - segment.payloadLength();
  }

  private void join(SegmentLog log, int run, TcpSegment segment, boolean fromClient) {
    if (segment.payloadLength() == 0) {
      log.cover(run, segment.seq(), 0);
    } else if (!isFar(log.seq(run), segment.endSeq())) {
      int end = log.seq(run) + log.length(run);
      int from = SequenceSpace.earlier(log.seq(run), segment.seq());
      int to = SequenceSpace.later(end, segment.endSeq());
      log.cover(run, from, SequenceSpace.distance(from, to));
    }
    log.putLast(run, segment, fromClient);
    int index = run - first();
    merged[index]++;
    ordinals[index] = ordinal;
  }

  private int appendRow(SegmentLog log, TcpSegment segment, boolean fromClient) {
    int row = append(log, segment, fromClient);
    if (row >= 0) {
      int index = row - first();
      since[index] = segment.timestampNanos();
      merged[index] = 1;
      ordinals[index] = ordinal;
    }
    return row;
  }

  /** Frames of events that have rows of their own. */
  int events() {
    return events.count();
  }

  @Override
  public boolean isThinned() {
    return true;
  }

  /**
   * By the last segment of each row. A run stands where its first one was, so that it has to pass
   * those rows that came while it grew, of which each is passed by four at most.
   */
  @Override
  public int[] order() {
    int[] order = super.order();
    for (int i = 1; i < order.length; i++) {
      int row = order[i];
      int at = i;
      for (; at > 0 && ordinals[order[at - 1] - first()] > ordinals[row - first()]; at--) {
        order[at] = order[at - 1];
      }
      order[at] = row;
    }
    return order;
  }

  @Override
  public int merged(int row) {
    return merged[row - first()];
  }

  @Override
  public long sinceNanos(SegmentLog log, int row) {
    return since[row - first()];
  }
}
