// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import static io.tcpviz.pcap.internal.PcapngBlocks.BYTE_ORDER_MAGIC;
import static io.tcpviz.pcap.internal.PcapngBlocks.ENHANCED_PACKET;
import static io.tcpviz.pcap.internal.PcapngBlocks.INTERFACE_DESCRIPTION;
import static io.tcpviz.pcap.internal.PcapngBlocks.OBSOLETE_PACKET;
import static io.tcpviz.pcap.internal.PcapngBlocks.SECTION_HEADER;
import static io.tcpviz.pcap.internal.PcapngBlocks.SIMPLE_PACKET;
import static io.tcpviz.pcap.internal.PcapngBlocks.TRAILER;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;
import java.util.List;

/**
 * Reads pcapng: a sequence of blocks that each state their length twice. While the two agree, a
 * block whose content makes no sense costs only itself; where they do not, the file ends.
 *
 * <p>Frames are numbered as Wireshark numbers them: custom and journal blocks have numbers too, so
 * that the last number may exceed the count of frames.
 *
 * <p>Simple packet blocks carry no time: their frames are of time 0.
 */
final class PcapngReader implements CaptureReader {
  private static final int MAJOR_VERSION = 1;
  private static final String CUT_SHORT = "cut short inside a block";
  private static final String DIFFERENT_LENGTHS = "a block whose two lengths differ";

  private final String source;
  private final InputWindow input;
  private final InterfaceTable interfaces = new InterfaceTable();
  private final DamageLog damages;
  private long frames;
  private long number;
  private boolean ended;

  /** Reads the header of the first section. */
  PcapngReader(String source, InputWindow input) throws IOException {
    this.source = source;
    this.input = input;
    damages = new DamageLog(source);
    String problem = openSection();
    if (problem != null) {
      throw new CaptureException(source, 0, problem);
    }
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    while (!ended) {
      if (!input.require(PcapngBlocks.SHORTEST)) {
        endOfInput();
        break;
      }
      int type = input.int32(input.position());
      int length = input.int32(input.position() + 4);
      if (!PcapngBlocks.isRead(type, length)) {
        passOver(type, length);
      } else if (!input.require(length)) {
        endOfInput();
      } else if (readBlock(type, length, frame)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public CaptureInfo info() {
    return new CaptureInfo(
        Captures.NATIVE,
        List.of(
            new CaptureFile(
                source, "pcapng", frames, interfaces.descriptions(), damages.damages())));
  }

  @Override
  public long position() {
    return input.offset();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  /** Reads a block that is at hand as a whole, and consumes it; true if it lends a frame. */
  private boolean readBlock(int type, int length, Frame frame) {
    int at = input.position();
    if (input.int32(at + length - TRAILER) != length) {
      end(input.offset(), DIFFERENT_LENGTHS);
      return false;
    }
    input.advance(length);
    return switch (type) {
      case ENHANCED_PACKET -> lendPacket(at, length, input.int32(at + 8), frame);
      case OBSOLETE_PACKET -> lendPacket(at, length, input.uint16(at + 8), frame);
      case SIMPLE_PACKET -> lendSimplePacket(at, length, frame);
      case INTERFACE_DESCRIPTION -> describeInterface(at, length);
      default -> readStatistics(at, length);
    };
  }

  private boolean lendPacket(int at, int length, int index, Frame frame) {
    PcapngInterface origin = interfaces.at(index);
    if (origin == null) {
      return damagedBlock(length, "a packet of an interface that is not described");
    }
    int captured = input.int32(at + 20);
    if (captured < 0 || captured > length - PcapngBlocks.shortest(ENHANCED_PACKET)) {
      return damagedBlock(length, "a packet longer than its block");
    }
    frame.setBytes(input.bytes(), at + 28, captured, input.int32(at + 24));
    long ticks = ((long) input.int32(at + 12) << Integer.SIZE) | input.uint32(at + 16);
    lend(frame, origin, origin.nanos(ticks));
    return true;
  }

  private boolean lendSimplePacket(int at, int length, Frame frame) {
    PcapngInterface origin = interfaces.at(0);
    if (origin == null) {
      return damagedBlock(length, "a packet of an interface that is not described");
    }
    int original = input.int32(at + 8);
    long captured = Integer.toUnsignedLong(original);
    captured = Math.min(captured, length - PcapngBlocks.shortest(SIMPLE_PACKET));
    if (origin.snapLength() > 0) {
      captured = Math.min(captured, origin.snapLength());
    }
    frame.setBytes(input.bytes(), at + 12, (int) captured, original);
    lend(frame, origin, 0);
    return true;
  }

  private void lend(Frame frame, PcapngInterface origin, long timestampNanos) {
    frame.setOrigin(timestampNanos, origin.linkType(), ++number, 0);
    frames++;
    origin.countFrame();
  }

  private boolean describeInterface(int at, int length) {
    OptionCursor options = new OptionCursor(input, at + 16, at + length - TRAILER);
    if (!interfaces.add(new PcapngInterface(input, at, options))) {
      return damagedBlock(length, "more interfaces than " + InterfaceTable.CAPACITY);
    }
    return checkOptions(options, length);
  }

  private boolean readStatistics(int at, int length) {
    PcapngInterface origin = interfaces.at(input.int32(at + 8));
    if (origin == null) {
      return damagedBlock(length, "statistics of an interface that is not described");
    }
    OptionCursor options = new OptionCursor(input, at + 20, at + length - TRAILER);
    origin.readStatistics(input, options);
    return checkOptions(options, length);
  }

  private boolean checkOptions(OptionCursor options, int length) {
    return options.overrun() && damagedBlock(length, "an option longer than its block");
  }

  /** Consumes a block that is not looked into, or begins a section. */
  private void passOver(int type, int length) throws IOException {
    long start = input.offset();
    String problem = type == SECTION_HEADER ? openSection() : skipBlock(length);
    if (problem != null) {
      end(start, problem);
    } else if (PcapngBlocks.shortest(type) != PcapngBlocks.NONE) {
      damages.note(start, "a block of type " + type + " with " + octets(length));
    } else if (PcapngBlocks.isNumbered(type)) {
      number++;
    }
  }

  /** Reads and consumes a section header; null, or why it cannot be one. */
  private @Nullable String openSection() throws IOException {
    if (!input.require(PcapngBlocks.SHORTEST_SECTION_HEADER)) {
      return "cut short inside a pcapng section header";
    }
    int at = input.position();
    if (input.int32(at + 8) == Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
      input.swapOrder();
    }
    if (input.int32(at + 8) != BYTE_ORDER_MAGIC) {
      return "a pcapng section header without byte-order magic";
    }
    int majorVersion = input.uint16(at + 12);
    if (majorVersion != MAJOR_VERSION) {
      return "a pcapng section of unknown major version " + majorVersion;
    }
    int length = input.int32(at + 4);
    if (Integer.compareUnsigned(length, PcapngBlocks.SHORTEST_SECTION_HEADER) < 0) {
      return "a pcapng section header of " + octets(length);
    }
    interfaces.beginSection();
    return skipBlock(length);
  }

  /** Consumes a block by its lengths alone; null, or why they cannot be right. */
  private @Nullable String skipBlock(int length) throws IOException {
    if (!PcapngBlocks.isPossible(length)) {
      return "a block of " + octets(length);
    }
    if (!input.skip(Integer.toUnsignedLong(length) - TRAILER) || !input.require(TRAILER)) {
      return CUT_SHORT;
    }
    int trailer = input.int32(input.position());
    input.advance(TRAILER);
    return trailer == length ? null : DIFFERENT_LENGTHS;
  }

  /** Notes that the block just consumed is of no use; false, because it lends no frame. */
  private boolean damagedBlock(int length, String reason) {
    damages.note(input.offset() - length, reason);
    return false;
  }

  private static String octets(int length) {
    return Integer.toUnsignedString(length) + " octets, which cannot be right";
  }

  private void endOfInput() throws IOException {
    String reason = input.endedEarly("block");
    if (reason != null) {
      damages.note(input.offset(), reason);
    }
    ended = true;
  }

  private void end(long offset, String reason) {
    damages.note(offset, reason);
    ended = true;
  }
}
