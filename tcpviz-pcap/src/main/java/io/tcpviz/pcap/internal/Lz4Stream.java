// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks LZ4 frames, any number of them one behind the other and among frames to be skipped, with
 * blocks that stand alone or refer to those before them.
 *
 * <pre>
 *  frame: 04 22 4d 18 │ flags │ block size │ [content size: 8] │ [dictionary: 4] │ header checksum
 *         then blocks │ 00 00 00 00 │ [content checksum: 4]
 *  block: length and whether it is stored, 4 octets │ octets │ [block checksum: 4]
 * </pre>
 */
final class Lz4Stream extends InputStream {
  private static final int MAGIC = 0x184D2204;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int SKIPPABLE_MASK = ~0xF;
  private static final int VERSION_MASK = 0xC2; // the version, and a bit that must be 0
  private static final int VERSION = 0x40;
  private static final int BLOCK_CHECKSUM = 1 << 4;
  private static final int CONTENT_SIZE = 1 << 3;
  private static final int CONTENT_CHECKSUM = 1 << 2;
  private static final int DICTIONARY = 1;
  private static final int STORED = 1 << 31;
  private static final int SMALLEST_BLOCK_CODE = 4; // 64 KiB; each next is four times as long
  private static final String DAMAGED = "damaged: a checksum differs";

  private final InputStream packed;
  private final Lz4Block block = new Lz4Block();
  private final XxHash32 contentHash = new XxHash32();
  private int flags;
  private int largestBlock;
  private int handedOut; // index in the block's octets
  private boolean inFrame;

  Lz4Stream(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (handedOut == block.end()) {
      if (inFrame) {
        readBlock();
      } else if (!beginFrame()) {
        return -1;
      }
    }
    int count = Math.min(length, block.end() - handedOut);
    System.arraycopy(block.bytes(), handedOut, bytes, offset, count);
    handedOut += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }

  /** Reads what begins a frame, or passes one to be skipped; false at the end. */
  private boolean beginFrame() throws IOException {
    int first = packed.read();
    if (first < 0) {
      return false;
    }
    byte[] rest = octets(3);
    int magic = first | (rest[0] & 0xFF) << 8 | (rest[1] & 0xFF) << 16 | (rest[2] & 0xFF) << 24;
    if ((magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC) {
      passOver(Integer.toUnsignedLong(int32()));
    } else if (magic == MAGIC) {
      readDescriptor();
    } else {
      throw new IOException("followed by octets that are not lz4");
    }
    return true;
  }

  private void readDescriptor() throws IOException {
    byte[] start = octets(2);
    flags = start[0];
    int sizeCode = start[1] >> 4 & 7;
    if ((flags & VERSION_MASK) != VERSION || sizeCode < SMALLEST_BLOCK_CODE) {
      throw new IOException("of an unknown version");
    }
    if ((flags & DICTIONARY) != 0) {
      throw new IOException("needs a dictionary");
    }
    XxHash32 hash = new XxHash32();
    hash.update(start, 0, start.length);
    if ((flags & CONTENT_SIZE) != 0) {
      byte[] size = octets(8);
      hash.update(size, 0, size.length);
    }
    if ((octets(1)[0] & 0xFF) != (hash.value() >>> 8 & 0xFF)) {
      throw new IOException(DAMAGED);
    }
    largestBlock = 1 << 8 + 2 * sizeCode;
    block.reset(largestBlock);
    handedOut = block.end();
    contentHash.reset();
    inFrame = true;
  }

  private void readBlock() throws IOException {
    int header = int32();
    if (header == 0) {
      endFrame();
      return;
    }
    int length = header & ~STORED;
    if (length > largestBlock) {
      throw new IOException("damaged: a block longer than its frame allows");
    }
    byte[] octets = octets(length);
    if ((flags & BLOCK_CHECKSUM) != 0) {
      XxHash32 hash = new XxHash32();
      hash.update(octets, 0, length);
      check(hash);
    }
    handedOut = block.begin();
    if ((header & STORED) != 0) {
      block.store(octets);
    } else {
      block.unpack(octets);
    }
    contentHash.update(block.bytes(), handedOut, block.end() - handedOut);
  }

  private void endFrame() throws IOException {
    inFrame = false;
    if ((flags & CONTENT_CHECKSUM) != 0) {
      check(contentHash);
    }
  }

  private void check(XxHash32 hash) throws IOException {
    if (int32() != hash.value()) {
      throw new IOException(DAMAGED);
    }
  }

  private int int32() throws IOException {
    byte[] b = octets(4);
    return b[0] & 0xFF | (b[1] & 0xFF) << 8 | (b[2] & 0xFF) << 16 | (b[3] & 0xFF) << 24;
  }

  private byte[] octets(int count) throws IOException {
    byte[] octets = packed.readNBytes(count);
    if (octets.length < count) {
      throw new IOException("cut short");
    }
    return octets;
  }

  private void passOver(long count) throws IOException {
    long left = count;
    while (left > 0) {
      left -= octets((int) Math.min(left, 1 << 16)).length;
    }
  }
}
