// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.wire.TcpSegment;

/**
 * What one sender has in flight, as this capture saw it: its segments in sequence order, without
 * gaps, from the oldest octet that is not acknowledged to the newest. Octets that were skipped are
 * entries too, marked as holes.
 *
 * <p>The entries form a ring. Acknowledged ones stay behind as history until their place is needed,
 * so that late copies can still be compared with them:
 *
 * <pre>
 *      oldest          head                  tail
 *        │   history    │    in flight         │
 *        ▼              ▼                      ▼
 *   ·····[acked][acked][sent][hole][sent][sent]·····
 * </pre>
 *
 * Indexes are running numbers; the ring is addressed by their low bits. An entry is {@value
 * #STRIDE} longs, so that a look at one touches neighbouring memory and nothing is allocated for
 * it. SYN and FIN are entries of length one.
 */
abstract class Flight extends OfferedWindow {
  /** Never seen: skipped when a later segment came. */
  static final int HOLE = 1;

  /** Selectively acknowledged. */
  static final int SACKED = 2;

  /** Was a hole until a retransmission filled it: the first copy seen here is not the original. */
  static final int FILLED_BY_RETRANSMISSION = 4;

  /** Was a hole until an overtaken original filled it. */
  static final int FILLED_LATE = 8;

  /** Octets from before the capture began; a hole of which nothing is known. */
  static final int PREHISTORY = 16;

  /** Octets that were sent more than once, not at the entry's own borders. */
  static final int RESENT_IN_PART = 32;

  /** Acknowledged before they passed, if they ever do; a hole that only the receiver knows of. */
  static final int ACKED_UNSEEN = 64;

  private static final int STRIDE = 6;
  private static final long[] EMPTY = {};

  /** Beyond this the oldest entries are forgotten; a window of 24 MB of full-size segments. */
  static final int MAX_ENTRIES = 16_384;

  /** The same for a sender of whom no acknowledgment was ever seen. */
  static final int MAX_ENTRIES_ONE_SIDED = 256;

  /** How long acknowledged entries are kept where there is room to grow, and up to how many. */
  private static final long HISTORY_NANOS = 200_000_000L;

  private static final int MAX_HISTORY = 256;

  /** So many are kept however old they are. */
  private static final int MIN_HISTORY = 4;

  // Layout of an entry. RANGE: start in the high half, end in the low half. META: flags (8 bits),
  // copies (8 bits), frame (48 bits). MARK: TSval (32), IP identification (16), checksum (16).
  // ACK_MARK: identification (16) and checksum (16) of the segment that acknowledged it, and the
  // low 32 bits of that segment's frame.
  private static final int RANGE = 0;
  private static final int SENT = 1;
  private static final int META = 2;
  private static final int MARK = 3;
  private static final int ACK_MARK = 4;
  private static final int ACKED_AT = 5;

  private static final int FLAGS_SHIFT = 56;
  private static final int COPIES_SHIFT = 48;
  private static final long FRAME_MASK = (1L << COPIES_SHIFT) - 1;

  private long[] ring = EMPTY;
  private int mask = -1; // of no entries
  private int oldest;
  private int head;
  private int tail;

  Flight(Flow flow) {
    super(flow);
  }

  // ---------------------------------------------------------------- looking

  int oldest() {
    return oldest;
  }

  int head() {
    return head;
  }

  int tail() {
    return tail;
  }

  boolean isEmpty() {
    return head == tail;
  }

  int start(int entry) {
    return (int) (ring[at(entry) + RANGE] >>> 32);
  }

  int end(int entry) {
    return (int) ring[at(entry) + RANGE];
  }

  /** Reads where a next segment is entered and an acknowledgment looks; the sum means nothing. */
  long touchRing() {
    long[] found = ring; // by a thread that does not own it, so only its own length counts
    int last = found.length / STRIDE - 1;
    return last < 0 ? 0 : found[(tail & last) * STRIDE] + found[(head & last) * STRIDE + ACKED_AT];
  }

  /** When its latest copy passed; for a hole, when it opened. */
  long sentNanos(int entry) {
    return ring[at(entry) + SENT];
  }

  /** Key of the frame of its latest copy; for a hole, of the segment that opened it. */
  long frameKey(int entry) {
    return ring[at(entry) + META] & FRAME_MASK;
  }

  /** Copies seen, 0 for a hole; stops counting at 255. */
  int copies(int entry) {
    return (int) (ring[at(entry) + META] >>> COPIES_SHIFT) & 0xFF;
  }

  boolean is(int entry, int flag) {
    return ((int) (ring[at(entry) + META] >>> FLAGS_SHIFT) & flag) != 0;
  }

  /** TSval of its latest copy; for a hole, of the segment that opened it. */
  int tsVal(int entry) {
    return (int) (ring[at(entry) + MARK] >>> 32);
  }

  /** IP identification of its latest copy; for a hole, of the segment that opened it. */
  int ipId(int entry) {
    return (int) (ring[at(entry) + MARK] >>> 16) & 0xFFFF;
  }

  int checksum(int entry) {
    return (int) ring[at(entry) + MARK] & 0xFFFF;
  }

  /** When the receiver first reported octets behind a hole in flight; 0 if it has not yet. */
  long reportedNanos(int hole) {
    return ring[at(hole) + ACKED_AT];
  }

  /** When it was acknowledged; meaningful in the history only. */
  long ackedAtNanos(int entry) {
    return ring[at(entry) + ACKED_AT];
  }

  /** Identification and checksum of the segment that acknowledged it. */
  int ackIdentity(int entry) {
    return (int) (ring[at(entry) + ACK_MARK] >>> 32);
  }

  /** Low 32 bits of the frame that acknowledged it. */
  int ackFrameLow(int entry) {
    return (int) ring[at(entry) + ACK_MARK];
  }

  /**
   * The entry that holds {@code seq}, history included, or the nearest one that begins after it;
   * {@link #tail()} if all end before it.
   */
  int firstReaching(int seq) {
    int low = oldest;
    int high = tail;
    while (low != high) { // indexes wrap: compare for equality and halve their distance
      int middle = low + (high - low >>> 1);
      if (SequenceSpace.isAfter(end(middle), seq)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  // ----------------------------------------------------------------- moving

  void clear() {
    oldest = tail;
    head = tail;
    flow.rings.give(ring, mask + 1);
    ring = EMPTY;
    mask = -1;
  }

  /** Gives back what is not needed for the octets in flight, and with it most of the history. */
  void shrink() {
    int kept = Integer.highestOneBit(Math.max(1, tail - head - 1)) * 2;
    if (kept <= mask) {
      oldest = tail - oldest > kept ? tail - kept : oldest;
      resize(kept);
    }
  }

  /** Appends what a segment adds to the newest entry, which ends at {@code start}. */
  void append(int start, TcpSegment segment, int limit) {
    int at = claim(limit, segment.timestampNanos());
    ring[at + RANGE] = range(start, segment.endSeq());
    ring[at + SENT] = segment.timestampNanos();
    ring[at + META] = 1L << COPIES_SHIFT | FrameKey.of(segment);
    ring[at + MARK] = mark(segment);
  }

  /** Appends octets that were skipped by {@code opener}. */
  void appendHole(int start, int end, TcpSegment opener, int moreFlags, int limit) {
    int at = claim(limit, opener.timestampNanos());
    ring[at + RANGE] = range(start, end);
    ring[at + SENT] = opener.timestampNanos();
    ring[at + ACKED_AT] = 0;
    ring[at + META] = (long) (HOLE | moreFlags) << FLAGS_SHIFT | FrameKey.of(opener);
    ring[at + MARK] = mark(opener);
  }

  /**
   * Appends octets that {@code acknowledgment} covers and that never passed. Its own marks are its
   * sender's; of the sender of the octets it tells the TSval that it echoes.
   */
  void appendUnseen(int start, int end, TcpSegment acknowledgment, int moreFlags, int limit) {
    appendHole(start, end, acknowledgment, ACKED_UNSEEN | moreFlags, limit);
    ring[at(tail - 1) + MARK] = (long) acknowledgment.tsEcr() << 32;
  }

  /** Notes another copy of a whole entry. */
  void resend(int entry, TcpSegment segment) {
    int at = at(entry);
    long flags = ring[at + META] >>> FLAGS_SHIFT;
    long copies = Math.min(0xFF, copies(entry) + 1);
    ring[at + SENT] = segment.timestampNanos();
    ring[at + META] = flags << FLAGS_SHIFT | copies << COPIES_SHIFT | FrameKey.of(segment);
    ring[at + MARK] = mark(segment);
  }

  void raise(int entry, int flag) {
    ring[at(entry) + META] |= (long) flag << FLAGS_SHIFT;
  }

  /**
   * Fills {@code [start, end)} of a hole with {@code segment}; what is left of the hole stays one.
   *
   * @param how {@link #FILLED_BY_RETRANSMISSION} or {@link #FILLED_LATE}
   * @return the entry that is now filled
   */
  int fill(int hole, int start, int end, TcpSegment segment, int how) {
    int filled = hole;
    int holeStart = start(hole);
    int holeEnd = end(hole);
    if (start != holeStart && makeRoom()) {
      filled = insertAfter(hole);
      ring[at(hole) + RANGE] = range(holeStart, start);
      holeStart = start;
    }
    if (end != holeEnd && makeRoom()) {
      int rest = insertAfter(filled);
      ring[at(rest) + RANGE] = range(end, holeEnd);
      holeEnd = end;
    }
    int at = at(filled);
    ring[at + RANGE] = range(holeStart, holeEnd);
    ring[at + SENT] = segment.timestampNanos();
    ring[at + META] = (long) how << FLAGS_SHIFT | 1L << COPIES_SHIFT | FrameKey.of(segment);
    ring[at + MARK] = mark(segment);
    return filled;
  }

  /**
   * Notes that the receiver has octets from {@code entry} on: so it misses all holes before it. A
   * hole that was reported before has none before it that was not.
   */
  void report(int entry, long nanos) {
    for (int before = entry - 1; before - head >= 0; before--) {
      if (is(before, HOLE)) {
        if (reportedNanos(before) != 0) {
          return;
        }
        ring[at(before) + ACKED_AT] = nanos;
      }
    }
  }

  /**
   * Makes {@code seq} a border of entries, where it is inside one; without room it stays inside.
   */
  void splitAt(int seq) {
    int entry = firstReaching(seq);
    if (entry == tail || !SequenceSpace.isBefore(start(entry), seq) || !makeRoom()) {
      return;
    }
    int start = start(entry);
    int end = end(entry);
    int rest = insertAfter(entry);
    ring[at(entry) + RANGE] = range(start, seq);
    ring[at(rest) + RANGE] = range(seq, end);
  }

  /** Moves entries that end at or before {@code acknowledgment}'s SEG.ACK into the history. */
  void acknowledge(TcpSegment acknowledgment) {
    int ack = acknowledgment.ack();
    while (head != tail && SequenceSpace.isAtOrBefore(end(head), ack)) {
      int at = at(head);
      ring[at + ACK_MARK] =
          (long) identity(acknowledgment) << 32 | acknowledgment.frameNumber() & 0xFFFF_FFFFL;
      ring[at + ACKED_AT] = acknowledgment.timestampNanos();
      head++;
    }
  }

  /** IP identification and checksum of a segment in one number. */
  static int identity(TcpSegment segment) {
    return segment.ipId() << 16 | segment.checksum();
  }

  /** Makes the entry behind {@code entry} a copy of it, moving the newer ones up by one. */
  private int insertAfter(int entry) {
    for (int i = tail; i != entry; i--) {
      System.arraycopy(ring, at(i - 1), ring, at(i), STRIDE);
    }
    tail++;
    if (entry - head < 0) {
      head++;
    }
    return entry + 1;
  }

  /** Room for one more entry without losing one; false if the ring is as large as it may be. */
  private boolean makeRoom() {
    if (tail - oldest <= mask) {
      return true;
    }
    if (mask + 1 >= MAX_ENTRIES) {
      return false;
    }
    grow();
    return true;
  }

  private int claim(int limit, long nowNanos) {
    if (tail - oldest == mask + 1) {
      if (head != oldest && !isWorthKeeping(nowNanos)) {
        oldest++;
      } else if (mask + 1 < limit) {
        grow();
      } else {
        oldest++;
        head += head - oldest < 0 ? 1 : 0;
      }
    }
    return at(tail++);
  }

  /** Whether the oldest of the history is so young that a copy of it may still be on its way. */
  private boolean isWorthKeeping(long nowNanos) {
    int entries = mask + 1;
    return entries < MIN_HISTORY
        || entries < MAX_HISTORY && nowNanos - ackedAtNanos(oldest) < HISTORY_NANOS;
  }

  private void grow() {
    resize(Math.max(Rings.SMALLEST, 2 * (mask + 1)));
  }

  private void resize(int entries) {
    long[] other = flow.rings.take(entries, STRIDE);
    for (int entry = oldest; entry != tail; entry++) {
      System.arraycopy(ring, at(entry), other, (entry & entries - 1) * STRIDE, STRIDE);
    }
    flow.rings.give(ring, mask + 1);
    ring = other;
    mask = entries - 1;
  }

  private int at(int entry) {
    return (entry & mask) * STRIDE;
  }

  private static long range(int start, int end) {
    return (long) start << 32 | end & 0xFFFF_FFFFL;
  }

  private static long mark(TcpSegment segment) {
    return (long) segment.tsVal() << 32 | identity(segment) & 0xFFFF_FFFFL;
  }
}
