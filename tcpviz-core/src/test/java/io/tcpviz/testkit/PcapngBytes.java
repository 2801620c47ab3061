// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes a pcapng, block by block, sound or not. */
public final class PcapngBytes {
  private static final int END_OF_OPTIONS = 0;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ByteOrder order;

  /** An empty file whose first section will be of that byte order. */
  public PcapngBytes(ByteOrder order) {
    this.order = order;
  }

  /** One option of a block. */
  public static final class Option {
    private final int code;
    private final Consumer<Octets> value;

    private Option(int code, Consumer<Octets> value) {
      this.code = code;
      this.value = value;
    }

    /** Any option, its value as octets. */
    public static Option of(int code, byte... value) {
      return new Option(code, out -> out.octets(value));
    }

    /** An option whose value is a number of 64 bits. */
    public static Option number(int code, long value) {
      return new Option(code, out -> out.int64(value));
    }

    /** The name of an interface. */
    public static Option name(String name) {
      return of(2, name.getBytes(StandardCharsets.UTF_8));
    }

    /** The unit of an interface's time stamps: an exponent of 10, or with 0x80 of 2. */
    public static Option timestampResolution(int resolution) {
      return of(9, (byte) resolution);
    }

    /** Seconds to add to an interface's time stamps. */
    public static Option timestampOffset(long seconds) {
      return number(14, seconds);
    }

    /** Frames that an interface lost. */
    public static Option droppedByInterface(long frames) {
      return number(5, frames);
    }

    /** Frames that the capturing host lost. */
    public static Option droppedBySystem(long frames) {
      return number(7, frames);
    }
  }

  /** Begins a section in the byte order of the one before. */
  public PcapngBytes section(Option... options) {
    Octets body = new Octets(order).int32(0x1A2B3C4D).int16(1).int16(0).int64(-1);
    return block(0x0A0D0D0A, options(body, options));
  }

  /** Begins a section. */
  public PcapngBytes section(ByteOrder newOrder) {
    order = newOrder;
    return section();
  }

  /** Describes the next interface of the section. */
  public PcapngBytes interfaceDescription(int linkType, int snapLength, Option... options) {
    Octets body = new Octets(order).int16(linkType).int16(0).int32(snapLength);
    return block(1, options(body, options));
  }

  /** Appends a packet. */
  public PcapngBytes enhancedPacket(
      int interfaceIndex, long ticks, int originalLength, byte[] packet, Option... options) {
    Octets body = new Octets(order).int32(interfaceIndex);
    return block(6, options(packet(body, ticks, originalLength, packet), options));
  }

  /** Appends a packet in the way that preceded {@link #enhancedPacket}. */
  public PcapngBytes obsoletePacket(
      int interfaceIndex, int drops, long ticks, int originalLength, byte[] packet) {
    Octets body = new Octets(order).int16(interfaceIndex).int16(drops);
    return block(2, packet(body, ticks, originalLength, packet).bytes());
  }

  /** Appends a packet of the first interface, without time. */
  public PcapngBytes simplePacket(int originalLength, byte[] packet) {
    return block(3, new Octets(order).int32(originalLength).octets(packet).pad().bytes());
  }

  /** Appends statistics of an interface. */
  public PcapngBytes statistics(int interfaceIndex, Option... options) {
    return block(5, options(new Octets(order).int32(interfaceIndex).int64(0), options));
  }

  /** Appends any block, padded and framed by its length. */
  public PcapngBytes block(int type, byte... body) {
    byte[] padded = new Octets(order).octets(body).pad().bytes();
    int length = padded.length + 12;
    return rawBlock(type, length, padded, length);
  }

  /** Appends a block that states any lengths. */
  public PcapngBytes rawBlock(int type, int length, byte[] body, int trailingLength) {
    return octets(
        new Octets(order).int32(type).int32(length).octets(body).int32(trailingLength).bytes());
  }

  /** Appends octets as they are. */
  public PcapngBytes octets(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Octets so far. */
  public int length() {
    return out.size();
  }

  /** The file so far. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  private static Octets packet(Octets body, long ticks, int originalLength, byte[] packet) {
    body.int32((int) (ticks >>> 32)).int32((int) ticks);
    return body.int32(packet.length).int32(originalLength).octets(packet).pad();
  }

  private byte[] options(Octets body, Option... options) {
    for (Option option : options) {
      Octets value = new Octets(order);
      option.value.accept(value);
      byte[] octets = value.bytes();
      body.int16(option.code).int16(octets.length).octets(octets).pad();
    }
    if (options.length > 0) {
      body.int16(END_OF_OPTIONS).int16(0);
    }
    return body.bytes();
  }
}
