// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes a classic pcap, field by field, sound or not. */
public final class PcapBytes {
  /** What the magic number tells of a file. */
  public enum Variant {
    /** Microseconds. */
    MICROSECOND(0xA1B2C3D4, 1_000, 0),
    /** Nanoseconds. */
    NANOSECOND(0xA1B23C4D, 1, 0),
    /** Microseconds, and record headers of 24 octets. */
    MODIFIED(0xA1B2CD34, 1_000, 8),
    /** As modified ones, under the magic number of microseconds. */
    RED_HAT(0xA1B2C3D4, 1_000, 8),
    /** As modified ones, and four octets more. */
    SUSE(0xA1B2CD34, 1_000, 12),
    /** Record headers of 20 octets under the magic number of microseconds. */
    NOKIA(0xA1B2C3D4, 1_000, 4);

    private final int magic;
    private final int nanosPerTick;
    private final int moreOctets;

    Variant(int magic, int nanosPerTick, int moreOctets) {
      this.magic = magic;
      this.nanosPerTick = nanosPerTick;
      this.moreOctets = moreOctets;
    }

    /** What one unit of the second time field is worth. */
    public int nanosPerTick() {
      return nanosPerTick;
    }
  }

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Variant variant;
  private final Octets out;

  /** A file of version 2.4 whose snap length is 262144. */
  public PcapBytes(Variant variant, ByteOrder order, int linkType) {
    this(variant, order, 2, 262_144, linkType);
  }

  /** A file with any header. */
  public PcapBytes(
      Variant variant, ByteOrder order, int majorVersion, int snapLength, int linkTypeField) {
    this(variant, order, majorVersion, 4, snapLength, linkTypeField);
  }

  private PcapBytes(
      Variant variant,
      ByteOrder order,
      int majorVersion,
      int minorVersion,
      int snapLength,
      int linkTypeField) {
    this.variant = variant;
    out = new Octets(order);
    out.int32(variant.magic).int16(majorVersion).int16(minorVersion).int32(0).int32(0);
    out.int32(snapLength).int32(linkTypeField);
  }

  /** A file of microseconds in any version, as writers before 1995 made them. */
  public static PcapBytes ofVersion(ByteOrder order, int majorVersion, int minorVersion) {
    return new PcapBytes(Variant.MICROSECOND, order, majorVersion, minorVersion, 262_144, 1);
  }

  /** Appends a record; what the unit of time cannot express of the time stamp is dropped. */
  public PcapBytes packet(CapturedPacket packet) {
    int seconds = (int) (packet.timestampNanos() / NANOS_PER_SECOND);
    int nanos = (int) (packet.timestampNanos() % NANOS_PER_SECOND);
    recordHeader(
        seconds, nanos / variant.nanosPerTick, packet.bytes().length, packet.originalLength());
    out.octets(packet.bytes());
    return this;
  }

  /** Appends the header of a record alone. */
  public PcapBytes recordHeader(int seconds, int ticks, int capturedLength, int originalLength) {
    out.int32(seconds).int32(ticks).int32(capturedLength).int32(originalLength);
    byte[] more = {0, 0, 0, 3, 8, 0, 0, 0, 0, 0, 0, 0};
    out.octets(Arrays.copyOf(more, variant.moreOctets));
    return this;
  }

  /** Appends octets as they are. */
  public PcapBytes octets(byte... bytes) {
    out.octets(bytes);
    return this;
  }

  /** The file so far. */
  public byte[] bytes() {
    return out.bytes();
  }
}
