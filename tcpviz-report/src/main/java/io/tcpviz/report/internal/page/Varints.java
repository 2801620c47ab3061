// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Numbers as variable-length octets, seven bits each, the lowest first. Signed numbers are folded
 * so that small negative ones stay short.
 */
final class Varints {
  /** Octets of the longest number. */
  static final int LONGEST = 10;

  /** Higher ones take twice the time for one octet in a hundred. */
  private static final int LEVEL = 4;

  private static final int FIRST_CHUNK = 1 << 6;
  private static final int LARGEST_CHUNK = 1 << 16;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk = new byte[FIRST_CHUNK];
  private int count;
  private long before;

  /** Appends {@code value}; every long is allowed. */
  void signed(long value) {
    unsigned(value << 1 ^ value >> 63);
  }

  /** Appends {@code value}, taken as unsigned. */
  void unsigned(long value) {
    if (count + LONGEST > chunk.length) {
      nextChunk();
    }
    count = put(chunk, count, value);
  }

  /** Writes {@code value}, taken as unsigned, and tells the place behind it. */
  static int put(byte[] octets, int place, long value) {
    int at = place;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      octets[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    octets[at++] = (byte) rest;
    return at;
  }

  private void nextChunk() {
    full.add(count == chunk.length ? chunk : Arrays.copyOf(chunk, count));
    before += count;
    count = 0;
    chunk = new byte[Math.min(LARGEST_CHUNK, chunk.length * 2)];
  }

  /** Octets so far, before compression. */
  long size() {
    return before + count;
  }

  /** All of them as gzip. */
  byte[] compressed() {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new Gzip(compressed)) {
      for (byte[] octets : full) {
        out.write(octets);
      }
      out.write(chunk, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, 1 << 13);
      def.setLevel(LEVEL);
    }
  }
}
