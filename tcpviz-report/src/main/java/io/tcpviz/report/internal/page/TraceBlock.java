// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.tcp.TcpFlags;
import io.tcpviz.report.internal.trace.SegmentLog;
import io.tcpviz.report.internal.trace.Trace;

/**
 * Writes the segments of one connection, column by column, each value as the step from what the one
 * before it lets expect: nearly all are 0 then, or repeat. In this order: control bits and
 * direction; file; time; frame; sequence number from the end of the sender's segment before;
 * length, acknowledgment and window from the sender's segment before; number of SACK blocks; their
 * edges from the acknowledgment; and in a thinned trace how many segments the row stands for and
 * how long before the last of them the first one was.
 *
 * <p>Numbers are relative to the {@link #base} of the side whose octets they count, and unwrapped.
 */
final class TraceBlock {
  /** Segments of one sender among which the base is looked for. */
  private static final int FIRST_SEGMENTS = 16;

  private final SegmentLog log;
  private final long beginNanos;
  private final int unitNanos;
  private final Varints out;
  private final int[] bases = new int[2];
  private final boolean[] known = new boolean[2];

  /**
   * A writer.
   *
   * @param beginNanos the time, since the epoch, that times are counted from
   * @param unitNanos what a unit of time stands for
   */
  TraceBlock(SegmentLog log, long beginNanos, int unitNanos, Varints out) {
    this.log = log;
    this.beginNanos = beginNanos;
    this.unitNanos = unitNanos;
    this.out = out;
  }

  /** Appends the block of a trace. */
  void write(Trace trace) {
    int[] order = trace.order();
    findBases(order);
    for (int row : order) {
      out.unsigned((long) log.flags(row) << 1 | side(row));
    }
    origins(order);
    sequences(order);
    acknowledgments(order);
    if (trace.isThinned()) {
      runs(trace, order);
    }
  }

  /** The sequence number that counts as 0 in the block written last. */
  long base(int side) {
    return SequenceSpace.toUnsigned(bases[side]);
  }

  private int side(int row) {
    return log.isFromServer(row) ? 1 : 0;
  }

  private void findBases(int[] order) {
    for (int side = 0; side < 2; side++) {
      known[side] = false;
      bases[side] = 0;
      if (!findOwn(order, side)) {
        findAcknowledged(order, side);
      }
    }
  }

  /** The first SYN among the sender's first segments, else the lowest of them. */
  private boolean findOwn(int[] order, int side) {
    int seen = 0;
    for (int i = 0; i < order.length && seen < FIRST_SEGMENTS; i++) {
      int row = order[i];
      if (side(row) != side) {
        continue;
      }
      seen++;
      if ((log.flags(row) & TcpFlags.SYN) != 0) {
        bases[side] = log.seq(row);
        known[side] = true;
        return true;
      }
      lower(side, log.seq(row));
    }
    return known[side];
  }

  /** Of a sender that was not captured, what the other one acknowledged first. */
  private void findAcknowledged(int[] order, int side) {
    int seen = 0;
    for (int i = 0; i < order.length && seen < FIRST_SEGMENTS; i++) {
      if (side(order[i]) != side && hasAck(order[i])) {
        seen++;
        lower(side, log.ack(order[i]));
      }
    }
  }

  private void lower(int side, int number) {
    bases[side] = known[side] ? SequenceSpace.earlier(bases[side], number) : number;
    known[side] = true;
  }

  private boolean hasAck(int row) {
    return (log.flags(row) & TcpFlags.ACK) != 0;
  }

  private void origins(int[] order) {
    long last = 0;
    for (int row : order) {
      out.signed(log.source(row) - last);
      last = log.source(row);
    }
    last = 0;
    for (int row : order) {
      long time = (log.timeNanos(row) - beginNanos) / unitNanos;
      out.signed(time - last);
      last = time;
    }
    last = 0;
    for (int row : order) {
      out.signed(log.frame(row) - last);
      last = log.frame(row);
    }
  }

  private void sequences(int[] order) {
    Unwrapping[] numbers = {new Unwrapping(bases[0]), new Unwrapping(bases[1])};
    long[] expected = new long[2];
    for (int row : order) {
      long seq = numbers[side(row)].unwrap(log.seq(row));
      out.signed(seq - expected[side(row)]);
      expected[side(row)] = seq + log.length(row) + control(row);
    }
    long[] last = new long[2];
    for (int row : order) {
      out.signed(log.length(row) - last[side(row)]);
      last[side(row)] = log.length(row);
    }
  }

  /** The octets that SYN and FIN count for. */
  private int control(int row) {
    return (log.flags(row) >> 1 & 1) + (log.flags(row) & 1);
  }

  private void acknowledgments(int[] order) {
    Unwrapping[] numbers = {new Unwrapping(bases[1]), new Unwrapping(bases[0])};
    long[] last = new long[2];
    for (int row : order) {
      if (hasAck(row)) {
        long ack = numbers[side(row)].unwrap(log.ack(row));
        out.signed(ack - last[side(row)]);
        last[side(row)] = ack;
      }
    }
    last = new long[2];
    for (int row : order) {
      out.signed(log.window(row) - last[side(row)]);
      last[side(row)] = log.window(row);
    }
    sacks(order);
  }

  private void sacks(int[] order) {
    for (int row : order) {
      out.unsigned(log.sacks(row));
    }
    for (int row : order) {
      for (int edge = 0; edge < 2 * log.sacks(row); edge += 2) {
        int left = log.sackEdge(row, edge);
        out.signed(SequenceSpace.distance(log.ack(row), left));
        out.signed(SequenceSpace.distance(left, log.sackEdge(row, edge + 1)));
      }
    }
  }

  private void runs(Trace trace, int[] order) {
    for (int row : order) {
      out.unsigned(trace.merged(row) - 1L);
    }
    for (int row : order) {
      out.signed((log.timeNanos(row) - trace.sinceNanos(log, row)) / unitNanos);
    }
  }

  /** Numbers of one direction, counted on from a base across the ends of the circle. */
  private static final class Unwrapping {
    /** What lies further off is not followed before it has come twice. */
    private static final int FAR = 1 << 30;

    private final int base;
    private long reference;
    private boolean strayed;

    Unwrapping(int base) {
      this.base = base;
    }

    long unwrap(int number) {
      int step = SequenceSpace.distance(base + (int) reference, number);
      long value = reference + step;
      boolean isNear = Math.abs((long) step) < FAR;
      if (isNear || strayed) {
        reference = value;
      }
      strayed = !isNear && !strayed;
      return value;
    }
  }
}
