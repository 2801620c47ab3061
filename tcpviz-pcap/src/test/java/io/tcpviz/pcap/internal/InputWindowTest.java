// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.testkit.PcapngBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputWindowTest {
  @Test
  void aClaimedLengthAllocatesNothing() throws IOException {
    InputWindow input = new InputWindow(channel(new byte[100]), 64);

    assertFalse(input.require(1 << 30));

    assertEquals(100, input.available());
    assertEquals(128, input.bytes().length);
  }

  @Test
  void whatIsAtHandStaysInPlaceUntilMoreIsNeeded() throws IOException {
    InputWindow input = new InputWindow(channel(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}), 8);
    assertTrue(input.require(8));
    byte[] bytes = input.bytes();
    input.advance(6);
    assertTrue(input.require(2));
    assertEquals(6, input.position());

    assertTrue(input.require(3));

    assertSame(bytes, input.bytes());
    assertEquals(0, input.position());
    assertEquals(6, input.offset());
    assertEquals(0x0708, input.uint16(0));
    assertFalse(input.require(4));
    assertEquals(3, input.available());
  }

  @Test
  void skippingBeyondTheEndConsumesAll() throws IOException {
    InputWindow input = new InputWindow(channel(new byte[100]), 64);

    assertFalse(input.skip(101));

    assertEquals(100, input.offset());
  }

  @Test
  void numbersFollowTheByteOrder() throws IOException {
    InputWindow input = new InputWindow(channel(new byte[] {-1, 2, 3, 4, 5, 6, 7, -8}), 64);
    assertTrue(input.require(8));

    assertEquals(0xFF02, input.uint16(0));
    assertEquals(0xFF020304L, input.uint32(0));
    assertEquals(0xFF020304, input.int32(0));
    assertEquals(0xFF020304050607F8L, input.int64(0));
    input.swapOrder();
    assertEquals(0x02FF, input.uint16(0));
    assertEquals(0xF8070605L, input.uint32(4));
    assertEquals(0xF8070605040302FFL, input.int64(0));
  }

  @Test
  void aSourceThatGivesOneOctetAtATimeGivesTheSameFrames() throws IOException {
    PcapngBytes file = new PcapngBytes(ByteOrder.BIG_ENDIAN).section().interfaceDescription(1, 0);
    for (int i = 0; i < 50; i++) {
      file.enhancedPacket(0, i, 100, new byte[i]).block(0x777, new byte[i]);
    }
    ReadCapture whole = ReadCapture.of(file.bytes());

    ReadCapture trickled = ReadCapture.of(new Trickle(channel(file.bytes())), 64);

    assertEquals(50, whole.frames().size());
    assertEquals(whole, trickled);
  }

  @Test
  void offsetsGoBeyondTwoGibibytes() throws IOException {
    long blockLength = 1L << 31;
    byte[] lengthOctets = {(byte) 0x80, 0, 0, 0};
    PcapngBytes head = new PcapngBytes(ByteOrder.BIG_ENDIAN).section().interfaceDescription(1, 0);
    head.octets((byte) 0, (byte) 0, (byte) 7, (byte) 7).octets(lengthOctets);
    PcapngBytes tail = new PcapngBytes(ByteOrder.BIG_ENDIAN).octets(lengthOctets);
    tail.enhancedPacket(0, 1, 4, new byte[4]).octets((byte) 1);
    InputStream file =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream(head.bytes()),
                    new Zeros(blockLength - 12),
                    new ByteArrayInputStream(tail.bytes()))));

    ReadCapture read = ReadCapture.of(Channels.newChannel(file), InputWindow.CAPACITY);

    assertEquals(List.of(1_000L), read.timestamps());
    assertEquals(List.of(48 + blockLength + 36), read.damageOffsets());
  }

  private static ReadableByteChannel channel(byte[] bytes) {
    return Channels.newChannel(new ByteArrayInputStream(bytes));
  }

  /** So many octets of zero. */
  private static final class Zeros extends InputStream {
    private long left;

    private Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      left -= count;
      return count;
    }
  }

  /** Gives one octet a call. */
  private record Trickle(ReadableByteChannel all) implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      int limit = target.limit();
      target.limit(Math.min(limit, target.position() + 1));
      int read = all.read(target);
      target.limit(limit);
      return read;
    }

    @Override
    public boolean isOpen() {
      return all.isOpen();
    }

    @Override
    public void close() throws IOException {
      all.close();
    }
  }
}
