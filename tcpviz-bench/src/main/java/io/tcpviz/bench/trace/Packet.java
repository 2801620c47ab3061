// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

/** One segment on its way: it passes the capture point, then it arrives. */
final class Packet extends Happening {
  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int PSH = 0x08;
  static final int ACK = 0x10;

  private static final int[] NO_BLOCKS = new int[0];

  final Host from;
  final int flags;
  final int seq;
  final int ack;
  final int length;
  final int tsval;
  final int tsecr;
  final int ipId;

  /** Left and right edges of the SACK blocks, in turn. */
  int[] sack = NO_BLOCKS;

  /** Whether its payload was sent before. */
  boolean repeats;

  /** Whether the network made it, out of another. */
  boolean isCopy;

  /** Lost between the capture point and the receiver. */
  boolean lostBehind;

  private boolean passed;

  Packet(Host from, int flags, int seq, int length) {
    this.from = from;
    this.flags = flags;
    this.seq = seq;
    this.length = length;
    this.ack = (flags & ACK) != 0 ? from.receivedNext() : 0;
    this.tsval = from.timestamp();
    this.tsecr = from.echo();
    this.ipId = from.nextIpId(flags);
  }

  private Packet(Packet original) {
    from = original.from;
    flags = original.flags;
    seq = original.seq;
    length = original.length;
    ack = original.ack;
    tsval = original.tsval;
    tsecr = original.tsecr;
    ipId = original.ipId;
    sack = original.sack;
    repeats = original.repeats;
    isCopy = true;
  }

  Packet copy() {
    return new Packet(this);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  @Override
  void happen() {
    if (passed) {
      from.peer().receive(this);
    } else {
      passed = true;
      from.network().pass(this);
    }
  }
}
