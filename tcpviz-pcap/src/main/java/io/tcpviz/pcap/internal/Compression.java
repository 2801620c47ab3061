// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.ServiceLoader;

/** The compressions that captures come in, told by their first octets. */
enum Compression {
  /** RFC 1952. */
  GZIP,
  /** RFC 8878. */
  ZSTD,
  /** LZ4 frames, not the blocks alone nor the format before them. */
  LZ4;

  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int ZSTD_MAGIC = 0x28B52FFD;
  private static final int LZ4_MAGIC = 0x04224D18;

  /** Frames of zstd and of lz4 that are to be skipped begin with 50 to 5f, 2a, 4d, 18. */
  private static final int SKIPPABLE_MAGIC = 0x502A4D18;

  private static final int SKIPPABLE_MASK = 0xF0FFFFFF;
  private static final int SKIPPABLE_HEADER = 8;

  /**
   * The compression of a source whose window is big-endian; null where it is not packed. Frames to
   * be skipped are consumed, since only what follows tells whose they are.
   *
   * @throws CaptureException if it ends in one of them
   */
  static @Nullable Compression of(String source, InputWindow input) throws IOException {
    while (input.require(4) && isSkippable(input.int32(input.position()))) {
      if (!skipFrame(input)) {
        throw new CaptureException(source, input.offset(), "cut short inside a skippable frame");
      }
    }
    if (!input.require(4)) {
      return null;
    }
    int magic = input.int32(input.position());
    return switch (magic) {
      case ZSTD_MAGIC -> ZSTD;
      case LZ4_MAGIC -> LZ4;
      default -> magic >>> 16 == GZIP_MAGIC ? GZIP : null;
    };
  }

  /**
   * Unpacks.
   *
   * @throws CaptureException if the library that does it is not there or cannot be loaded
   */
  InputStream unpack(String source, InputStream packed) throws CaptureException {
    return switch (this) {
      case GZIP -> new GzipStream(packed);
      case LZ4 -> new Lz4Stream(packed);
      case ZSTD -> unpackByService(source, packed);
    };
  }

  /** As users call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private InputStream unpackByService(String source, InputStream packed) throws CaptureException {
    for (Decompressor decompressor :
        ServiceLoader.load(Decompressor.class, Compression.class.getClassLoader())) {
      if (decompressor.compression().equals(toString())) {
        try {
          return decompressor.unpack(packed);
        } catch (IOException e) {
          throw new CaptureException(source, 0, "compressed with " + this + ": " + e.getMessage());
        }
      }
    }
    throw new CaptureException(
        source,
        0,
        "compressed with " + this + ": add io.tcpviz:tcpviz-" + this + " to read it, or unpack it");
  }

  private static boolean isSkippable(int magic) {
    return (magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC;
  }

  private static boolean skipFrame(InputWindow input) throws IOException {
    if (!input.require(SKIPPABLE_HEADER)) {
      return false;
    }
    int length = Integer.reverseBytes(input.int32(input.position() + 4));
    return input.skip(SKIPPABLE_HEADER + Integer.toUnsignedLong(length));
  }
}
