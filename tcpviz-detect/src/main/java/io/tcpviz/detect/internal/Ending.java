// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.tcp.SequenceSpace;
import io.tcpviz.core.wire.TcpSegment;

/** How one side ends its half of a connection: its FINs and RSTs. */
final class Ending {
  /** Of the many sides that have not begun to; nobody writes to it. */
  static final Ending NONE = new Ending();

  private boolean finSent;
  private int finEnd; // sequence number behind the FIN
  private int resets;
  private int fins;
  private long firstNanos; // when the first RST or FIN passed

  private @Nullable PendingEvent lostData; // what the reset threw away, as long as it may be forged

  boolean finSent() {
    return finSent;
  }

  void noteLostData(PendingEvent event) {
    lostData = event;
  }

  /** This side was reset by somebody else: it goes on. */
  void takeBackReset() {
    PendingEvent event = lostData;
    if (event != null) {
      event.withdraw();
      lostData = null;
    }
  }

  /** Nothing more can be taken back. */
  void settle() {
    PendingEvent event = lostData;
    if (event != null) {
      event.settle();
      lostData = null;
    }
  }

  /** Whether an acknowledgment of {@code ack} covers the FIN. */
  boolean isFinAckedBy(int ack) {
    return finSent && SequenceSpace.isAtOrAfter(ack, finEnd);
  }

  /** Whether the FIN is outstanding where everything before {@code una} is acknowledged. */
  boolean isFinOutstanding(int una) {
    return finSent && !isFinAckedBy(una);
  }

  /** Whether this side has sent a RST. */
  boolean isReset() {
    return resets > 0;
  }

  /** When the first RST or FIN passed; 0 before. */
  long firstNanos() {
    return firstNanos;
  }

  /** Takes the place of the FIN in the sequence space. */
  void acceptFin(TcpSegment segment) {
    finSent = true;
    finEnd = segment.endSeq();
  }

  /** Counts a RST; returns how many there were. */
  int countReset(TcpSegment segment) {
    noteFirst(segment);
    return ++resets;
  }

  /** Counts a FIN, repeated ones too; returns how many there were. */
  int countFin(TcpSegment segment) {
    noteFirst(segment);
    return ++fins;
  }

  private void noteFirst(TcpSegment segment) {
    if (resets + fins == 0) {
      firstNanos = segment.timestampNanos();
    }
  }
}
