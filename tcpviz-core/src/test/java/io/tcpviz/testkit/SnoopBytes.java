// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import java.nio.ByteOrder;

/** Writes a capture of Solaris snoop, field by field, sound or not. */
public final class SnoopBytes {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int HEADER = 24;

  private final Octets out = new Octets(ByteOrder.BIG_ENDIAN);

  /** A file of any version and data link, by the numbers of RFC 1761; Ethernet is 4. */
  public SnoopBytes(int version, int dataLink) {
    out.int64(0x736E6F6F70000000L).int32(version).int32(dataLink);
  }

  /** Appends a record, its time cut to microseconds. */
  public SnoopBytes packet(CapturedPacket packet, int dropped) {
    int padded = packet.bytes().length + 3 & ~3;
    recordHeader(packet.originalLength(), packet.bytes().length, HEADER + padded, dropped);
    out.int32((int) (packet.timestampNanos() / NANOS_PER_SECOND));
    out.int32((int) (packet.timestampNanos() % NANOS_PER_SECOND / 1000));
    out.octets(packet.bytes()).octets(new byte[padded - packet.bytes().length]);
    return this;
  }

  /** Appends the header of a record as far as the drops. */
  public SnoopBytes recordHeader(
      int originalLength, int capturedLength, int recordLength, int dropped) {
    out.int32(originalLength).int32(capturedLength).int32(recordLength).int32(dropped);
    return this;
  }

  /** Appends octets as they are. */
  public SnoopBytes octets(byte... octets) {
    out.octets(octets);
    return this;
  }

  /** The file so far. */
  public byte[] bytes() {
    return out.bytes();
  }
}
