// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Octets packed in ways that need no library. */
public final class PackedBytes {
  private PackedBytes() {}

  /** One member of gzip. */
  public static byte[] gzip(byte... octets) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** A frame that zstd and lz4 readers skip. */
  public static byte[] skippable(byte... octets) {
    return new Octets(ByteOrder.LITTLE_ENDIAN)
        .int32(0x184D2A5F)
        .int32(octets.length)
        .octets(octets)
        .bytes();
  }

  /** An lz4 frame without checksums whose blocks, of up to 64 KiB, may refer to those before. */
  public static byte[] lz4(byte[]... blocks) {
    Octets frame = new Octets(ByteOrder.LITTLE_ENDIAN).int32(0x184D2204);
    frame.octets((byte) 0x40, (byte) 0x40, (byte) 0xC0); // linked, 64 KiB, header checksum
    for (byte[] block : blocks) {
      frame.int32(block.length).octets(block);
    }
    return frame.int32(0).bytes();
  }

  /** An lz4 frame of one block that holds up to 60,000 octets as they are, at least 15. */
  public static byte[] lz4Literals(byte... octets) {
    byte[] length = new byte[(octets.length - 15) / 255 + 1];
    Arrays.fill(length, (byte) 255);
    length[length.length - 1] = (byte) ((octets.length - 15) % 255);
    return lz4(concat(new byte[] {(byte) 0xF0}, length, octets));
  }

  /** An lz4 frame of one stored block, of up to 64 KiB. */
  public static byte[] storedLz4(byte... octets) {
    return new Octets(ByteOrder.LITTLE_ENDIAN)
        .int32(0x184D2204)
        .octets((byte) 0x60, (byte) 0x40, (byte) 0x82)
        .int32(octets.length | 1 << 31)
        .octets(octets)
        .int32(0)
        .bytes();
  }

  /** Octets one behind the other. */
  public static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
